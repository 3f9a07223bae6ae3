"""F1 inside a dialog: the window's own key is not heard there."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from ui.desktop.ajuda.help_dialog import HelpDialog
from ui.desktop.kit.help_event import hints_of
from viewmodels.desk import Desk


class HelpKey(QObject):
    """Hears F1 and Shift+F1 that no part of a dialog took, and opens help about what has the focus.

    It watches each dialog from the moment it has the focus: a filter on the whole application would cost every event.
    """

    def __init__(self, desk: Desk) -> None:
        """Hears until the desk is left."""
        super().__init__(desk)
        self._desk = desk
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._moved)

    def _moved(self, _left: QWidget | None, reached: QWidget | None) -> None:
        dialog = reached.window() if reached is not None else None
        if isinstance(dialog, QDialog) and not isinstance(dialog, HelpDialog):
            dialog.removeEventFilter(self)
            dialog.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """A key goes from the widget up to its dialog: what arrives there was wanted by nobody."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or event.key() != Qt.Key.Key_F1:
            return False
        title = watched.windowTitle() if isinstance(watched, QDialog) else ""
        self._desk.shell.ask_help(*hints_of(QApplication.focusWidget()), title)
        return True
