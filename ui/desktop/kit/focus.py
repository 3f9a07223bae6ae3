"""The focus ring: 2 px of accent, 2 px away from buttons, drawn only when the keyboard brought the focus."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QSplitter, QWidget
from shiboken6 import isValid

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


def _place(around: QWidget, host: QWidget) -> QRect:
    """The rectangle of the ring in the coordinates of an ancestor."""
    corner = around.mapTo(host, QPoint(0, 0))
    return QRect(corner, around.size()).adjusted(-AWAY, -AWAY, AWAY, AWAY)


def _host(around: QWidget) -> QWidget:
    """The nearest ancestor with room for the whole ring, never beyond what scrolls and never a splitter."""
    host = around.parentWidget() or around
    while not host.isWindow() and (isinstance(host, QSplitter) or not host.rect().contains(_place(around, host))):
        above = host.parentWidget()
        if above is None or (isinstance(above, QAbstractScrollArea) and not isinstance(host, QSplitter)):
            break
        host = above
    return host


class _Ring(QWidget):
    """The ring around one button, over an ancestor of it; it never takes the mouse."""

    def __init__(self, around: QWidget) -> None:
        super().__init__(_host(around))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.follow(around)
        self.show()

    def follow(self, around: QWidget) -> None:
        host = self.parentWidget()
        if host is not None:
            self.setGeometry(_place(around, host).intersected(host.rect()))
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
        elif kind in _MOVES and isinstance(watched, QWidget) and self._carries(watched):
            self._move(kind)
        return False

    def _carries(self, widget: QWidget) -> bool:
        """True for the button with the ring and for every widget it lies in."""
        return self._around is not None and (widget is self._around or widget.isAncestorOf(self._around))

    def _enter(self, widget: QWidget, by_keyboard: bool) -> None:
        self._drop()
        widget.setProperty(_RING, by_keyboard)
        if by_keyboard and isinstance(widget, QAbstractButton) and widget.parentWidget() is not None:
            self._ring, self._around = _Ring(widget), widget
            self._ring.destroyed.connect(self._forget)
            widget.destroyed.connect(self._gone)
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

    def _gone(self, _: object = None) -> None:
        """The button went away while its neighbours stay: its ring goes too."""
        if self._around is not None and not isValid(self._around):
            self._drop()

    def _forget(self) -> None:
        self._ring, self._around = None, None


_MOVES = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Hide)
_watching: list[FocusRings] = []


def follow_focus(app: QApplication) -> None:
    """Start drawing focus rings; calling it again does nothing."""
    if not _watching:
        _watching.append(FocusRings(app))
