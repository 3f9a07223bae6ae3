"""Walking the panes of the window by F6: rail, header, content, dock."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


def first_stop(pane: QWidget) -> QWidget | None:
    """The first widget of a pane that Tab would reach."""
    for widget in pane.findChildren(QWidget):
        tabbed = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if tabbed and widget.isVisibleTo(pane.window()) and widget.isEnabled() and widget.focusProxy() is None:
            return widget
    return None


def step(panes: Sequence[QWidget], by: int) -> None:
    """Move the focus to the next pane (1) or the one before (-1) that can take it."""
    focused = QApplication.focusWidget()
    here = next((at for at, pane in enumerate(panes) if focused is not None and pane.isAncestorOf(focused)), -1)
    for tried in range(1, len(panes) + 1):
        pane = panes[(here + by * tried) % len(panes)]
        stop = first_stop(pane) if pane.isVisible() else None
        if stop is not None:
            reason = Qt.FocusReason.TabFocusReason if by > 0 else Qt.FocusReason.BacktabFocusReason
            stop.setFocus(reason)
            return
