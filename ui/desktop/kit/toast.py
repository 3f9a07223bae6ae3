"""Toast: a short line at the bottom right for a success that is already visible elsewhere; never for errors."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGraphicsDropShadowEffect, QHBoxLayout, QWidget

from ui.desktop.kit import buttons
from ui.desktop.kit.chip import StateShape
from ui.desktop.kit.labels import label
from ui.desktop.kit.theme import theme
from viewmodels.state import State

SECONDS = 6
MARGIN = 20
WIZARD_FOOTER = "pe_assistente"


class Toast(QWidget):
    """One line over the bottom right corner of `host`; it leaves after six seconds, and at once when acted on."""

    def __init__(self, host: QWidget, text: str, act: str = "", on_act: Callable[[], object] | None = None) -> None:
        """Show `text` and, when given, one act ("Abrir")."""
        super().__init__(host)
        self._host = host
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(10)
        row.addWidget(StateShape(State.OK, 14))
        row.addWidget(label(text))
        row.addStretch(1)
        if act:
            row.addSpacing(24)
            acting = buttons.link(act, on_act)
            acting.clicked.connect(self.leave)
            row.addWidget(acting)
        self.setFixedHeight(theme().height("toast"))
        self.setAccessibleName(text)
        self._shadow()
        self._timer = QTimer(self, singleShot=True, interval=SECONDS * 1000)
        self._timer.timeout.connect(self.leave)
        self._timer.start()
        host.installEventFilter(self)
        self.show()
        self._settle()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def _shadow(self) -> None:
        effect = QGraphicsDropShadowEffect(self)
        effect.setBlurRadius(18)
        effect.setOffset(0, 4)
        color = theme().color("shadow")
        effect.setColor(color.fromRgb(color.red(), color.green(), color.blue(), 60))
        self.setGraphicsEffect(effect)

    def leave(self) -> None:
        """Go away now."""
        self._timer.stop()
        self.hide()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Stay in the corner when the host changes size."""
        if event.type() == QEvent.Type.Resize:
            self._settle()
        return False

    def _settle(self) -> None:
        host = self._host
        self.adjustSize()
        self.move(host.width() - self.width() - MARGIN, self._floor() - self.height() - MARGIN)
        self.raise_()

    def _floor(self) -> int:
        """The bottom of the host, or the top of the wizard's footer: a toast never lies on the way on."""
        foot = self._host.findChild(QWidget, WIZARD_FOOTER)
        if foot is None or not foot.isVisible():
            return self._host.height()
        return foot.mapTo(self._host, QPoint(0, 0)).y()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the surface."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme().color("b2"))
        painter.setBrush(theme().color("s3"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
