"""What a person sees of the focus: the spoken name of the widget and the title of the window."""

from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget


def spoken(widget: QWidget | None) -> str:
    """The name a screen reader says: its own, else its words, else its label's."""
    if widget is None:
        return ""
    text = widget.text() if isinstance(widget, QAbstractButton | QLabel) else ""
    return widget.accessibleName() or text or type(widget).__name__


def title_in_front() -> str:
    """Title of the window that has the keyboard, "" while none has."""
    front = QApplication.activeWindow()
    return front.windowTitle() if front is not None else ""
