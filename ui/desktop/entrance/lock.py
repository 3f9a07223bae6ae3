"""The desk locks itself when nobody touches it: curtains over every window, and a password to go on from there."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPainter, QPaintEvent, QWindow
from PySide6.QtWidgets import QApplication, QDialog, QVBoxLayout, QWidget

from ui.desktop.entrance.form_page import FormPage, asks, secret
from ui.desktop.entrance.head import door_head
from ui.desktop.kit import buttons
from ui.desktop.kit.fields import FormField
from ui.desktop.kit.theme import theme
from viewmodels.entrance import Returning
from viewmodels.operations.faces import KnownError, Texts

MINUTES = 15
WIDTH = 460
_TOUCHES = (
    QEvent.Type.KeyPress,
    QEvent.Type.MouseMove,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
)


class Idleness(QObject):
    """Tells when no window of the program was touched for a while.

    It listens to native windows, not to widgets: one event each touch, whatever stands under the pointer.
    """

    passed = Signal()

    def __init__(self, app: QApplication, milliseconds: int = MINUTES * 60_000) -> None:
        """Starts counting now."""
        super().__init__(app)
        self._timer = QTimer(self, singleShot=True, interval=milliseconds)
        self._timer.timeout.connect(self.passed)
        app.focusWindowChanged.connect(self._follow)
        self.count()
        self._follow(app.focusWindow())

    def count(self) -> None:
        """Count from the beginning."""
        self._counting = True
        self._timer.start()

    def stop(self) -> None:
        """Count no more, whatever is touched, until told to."""
        self._counting = False
        self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """A touch starts the count again; nothing is taken from anybody."""
        if event.type() in _TOUCHES:
            self._touched()
        return False

    def _touched(self) -> None:
        if self._counting:
            self._timer.start()

    def _follow(self, window: QWindow | None) -> None:
        self._touched()
        if window is not None:
            window.installEventFilter(self)


class Curtain(QWidget):
    """Covers a window whole while the desk is locked: nobody reads over an absent shoulder."""

    def __init__(self, covered: QWidget) -> None:
        """A curtain over `covered`, drawn at once."""
        super().__init__(covered)
        self.setAccessibleName(self.tr("Travado"))
        self.resize(covered.size())
        covered.installEventFilter(self)
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """As large as the window, whatever happens to it."""
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.resize(watched.size())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """The ground of the window, with nothing on it."""
        QPainter(self).fillRect(self.rect(), theme().color("s1"))


class LockDialog(QDialog):
    """Asks the password of who was there; accepted when it is right, `leaving` when the person gave the desk up."""

    def __init__(self, texts: Texts, returning: Returning, parent: QWidget | None = None) -> None:
        """A dialog for the person of `returning`."""
        super().__init__(parent)
        self._texts, self._returning = texts, returning
        self.leaving = False
        self.setWindowTitle("Prova Real")
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setFixedWidth(theme().px(WIDTH))
        self.form = self._make_form()
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 24, 28, 22)
        column.setSpacing(18)
        column.addLayout(door_head())
        column.addWidget(self.form)
        self.form.start()

    def _make_form(self) -> FormPage:
        fields = {"password": secret(FormField(self.tr("Senha"), asks(self.tr("Diga a sua senha"))))}
        words = self.tr("%s, ninguém mexeu aqui por um tempo. Nada se perdeu: continue de onde parou.")
        quit_it = buttons.ghost(self.tr("Sair do programa"), self._leave)
        words = words.replace("%s", self._returning.person.name)
        form = FormPage(self.tr("Travado"), words, fields, self.tr("Continuar"), [quit_it])
        form.submitted.connect(self._unlock)
        form.checked.connect(self.adjustSize)
        return form

    def reject(self) -> None:
        """Escape opens no lock."""

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Closing the dialog is no way in either."""
        event.setAccepted(self.leaving)

    def _unlock(self) -> None:
        try:
            self._returning.unlock(self.form.text("password"))
        except KnownError as error:
            self.form.refuse(self._texts.say_error(error))
            self.adjustSize()
            return
        self.accept()

    def _leave(self) -> None:
        self.leaving = True
        super().reject()


def lock(texts: Texts, returning: Returning) -> bool:
    """Draws the curtains and waits for the person; False when they would rather leave the program."""
    covered = [each for each in QApplication.topLevelWidgets() if each.isVisible() and each.isWindow()]
    curtains = [Curtain(each) for each in covered]
    dialog = LockDialog(texts, returning, QApplication.activeModalWidget() or QApplication.activeWindow())
    try:
        dialog.exec()
        return not dialog.leaving
    finally:
        dialog.deleteLater()
        for curtain in curtains:
            curtain.hide()
            curtain.deleteLater()
