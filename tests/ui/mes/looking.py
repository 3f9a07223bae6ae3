"""What a page would show wrong: something without a name, words without room."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget


def nameless(page: QWidget) -> list[str]:
    """Widgets Tab reaches that a screen reader could not name."""
    found = []
    for child in page.findChildren(QWidget):
        reached = child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.isVisible() and child.isEnabled()
        words = child.accessibleName() or (child.text() if isinstance(child, QPushButton) else "")
        if reached and not words and child.focusProxy() is None:
            found.append(f"{type(child).__name__} {child.objectName()}")
    return found


def cut(page: QWidget) -> list[str]:
    """Labels and buttons narrower or lower than their words."""
    found = []
    for child in page.findChildren(QWidget):
        if not child.isVisible() or not isinstance(child, QLabel | QPushButton) or not child.text():
            continue
        wanted = child.minimumSizeHint() if isinstance(child, QPushButton) else child.sizeHint()
        wraps = isinstance(child, QLabel) and child.wordWrap()
        low = wraps and child.height() < child.heightForWidth(child.width())
        narrow = not wraps and child.width() < wanted.width()
        if low or narrow or (not wraps and child.height() < min(wanted.height(), child.fontMetrics().height())):
            found.append(f"{child.text()!r} {child.size()} of {wanted}")
    return found
