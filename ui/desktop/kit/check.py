"""Check box drawn by us: Fusion's own edge is nearly invisible in the dark theme."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from ui.desktop.kit.theme import theme

BOX = 16
GAP = 8
_TICK = (QPointF(4, 8.4), QPointF(7, 11.2), QPointF(12, 5.2))


class Check(QCheckBox):
    """A check box with its words; Space and click toggle, as any QCheckBox."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        """A check box, off."""
        super().__init__(text, parent)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Box, gap and words."""
        width = QFontMetrics(theme().font("body")).horizontalAdvance(self.text())
        return QSize(BOX + GAP + width + 2, theme().height("button_small"))

    def hitButton(self, position: object) -> bool:  # noqa: N802
        """The words are part of the box."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw box, tick and words."""
        painter, shown = QPainter(self), theme()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = (self.height() - BOX) / 2
        live = self.isEnabled()
        paint_box(painter, 0, top, self.isChecked(), live)
        painter.setFont(shown.font("body"))
        painter.setPen(shown.color("t2" if live else "dis"))
        words = QRectF(BOX + GAP, 0, self.width() - BOX - GAP, self.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())


def paint_box(painter: QPainter, left: float, top: float, on: bool, live: bool = True) -> None:
    """Draw a check box with its top left corner at left, top (logical px)."""
    shown = theme()
    edge = "b2" if not live else "ac" if on else "b3"
    painter.setPen(QPen(shown.color(edge), 1.2))
    painter.setBrush(shown.color("ac" if on and live else "s2" if live else "sunk"))
    painter.drawRoundedRect(QRectF(left + 0.6, top + 0.6, BOX - 1.2, BOX - 1.2), 4, 4)
    if on:
        painter.setPen(QPen(shown.color("onac" if live else "dis"), 1.8))
        painter.drawPolyline(QPolygonF([point + QPointF(left, top) for point in _TICK]))
