"""The focus ring: 2 px of accent, 2 px away from buttons, drawn only when the keyboard brought the focus."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from ui.desktop.kit.theme import theme

_BY_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
AWAY = 4
_RING = "anel"


def draws_ring(widget: QWidget) -> bool:
    """True while a widget that paints itself must paint its focus ring."""
    return widget.hasFocus() and bool(widget.property(_RING))


class _Ring(QWidget):
    """The ring around one button, a sibling of it; it never takes the mouse."""

    def __init__(self, around: QWidget) -> None:
        super().__init__(around.parentWidget())
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.follow(around)
        self.show()

    def follow(self, around: QWidget) -> None:
        self.setGeometry(around.geometry().adjusted(-AWAY, -AWAY, AWAY, AWAY))
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme().color("ac"), 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)


class FocusRings(QObject):
    """Watches the focus of the whole application: one object, installed once by `follow_focus`."""

    def __init__(self, app: QApplication) -> None:
        """Watch `app`."""
        super().__init__(app)
        self._ring: _Ring | None = None
        self._around: QWidget | None = None
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Put the ring on, take it off, move it with its button; no event is swallowed."""
        kind = event.type()
        if kind == QEvent.Type.FocusIn and isinstance(watched, QWidget) and isinstance(event, QFocusEvent):
            self._enter(watched, event.reason() in _BY_KEYBOARD)
        elif kind == QEvent.Type.FocusOut and isinstance(watched, QWidget):
            self._leave(watched)
        elif watched is self._around and kind in _MOVES:
            self._move(kind)
        return False

    def _enter(self, widget: QWidget, by_keyboard: bool) -> None:
        self._drop()
        widget.setProperty(_RING, by_keyboard)
        if by_keyboard and isinstance(widget, QAbstractButton) and widget.parentWidget() is not None:
            self._ring, self._around = _Ring(widget), widget
            self._ring.destroyed.connect(self._forget)
        widget.update()

    def _leave(self, widget: QWidget) -> None:
        widget.setProperty(_RING, False)
        if widget is self._around:
            self._drop()

    def _move(self, kind: QEvent.Type) -> None:
        if kind == QEvent.Type.Hide:
            self._drop()
        elif self._ring is not None and self._around is not None:
            self._ring.follow(self._around)

    def _drop(self) -> None:
        ring, self._ring, self._around = self._ring, None, None
        if ring is not None:
            ring.destroyed.disconnect(self._forget)
            ring.hide()
            ring.deleteLater()

    def _forget(self) -> None:
        self._ring, self._around = None, None


_MOVES = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Hide)
_watching: list[FocusRings] = []


def follow_focus(app: QApplication) -> None:
    """Start drawing focus rings; calling it again does nothing."""
    if not _watching:
        _watching.append(FocusRings(app))
