"""The head of every dialog at the door: mark and name."""

from PySide6.QtWidgets import QHBoxLayout

from ui.desktop.kit.drawings import drawing
from ui.desktop.kit.labels import label

MARK = 36


def door_head() -> QHBoxLayout:
    """Mark and name at the left."""
    row = QHBoxLayout()
    row.setSpacing(10)
    mark = label()
    mark.setPixmap(drawing("marca.svg", MARK, MARK))
    row.addWidget(mark)
    row.addWidget(label("Prova Real", "page"))
    row.addStretch(1)
    return row
