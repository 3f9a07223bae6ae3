"""The strip over every page of a sealed audit: it is only read."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.desktop.kit.banner import Banner
from ui.desktop.shell.window import ShellWindow
from viewmodels.banner import BannerView
from viewmodels.state import State


def put_sealed_strip(window: ShellWindow, words: str) -> QWidget:
    """Lays one line over everything in a window."""
    strip = QWidget()
    row = QHBoxLayout(strip)
    row.setContentsMargins(12, 8, 12, 0)
    row.addWidget(Banner(BannerView(State.OK, words)))
    center = window.centralWidget()
    layout = center.layout() if center is not None else None
    assert isinstance(layout, QVBoxLayout)
    layout.insertWidget(0, strip)
    return strip
