"""Parts of a page beside or over one another, with a handle between them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget


def split(way: Qt.Orientation, *parts: tuple[QWidget, int]) -> QSplitter:
    """Parts with a gap of a card between them, sharing the room by weight; none can be closed."""
    made = QSplitter(way)
    made.setChildrenCollapsible(False)
    made.setHandleWidth(12)
    for at, (part, weight) in enumerate(parts):
        made.addWidget(part)
        made.setStretchFactor(at, weight)
    made.setSizes([1000 * weight for _, weight in parts])
    return made
