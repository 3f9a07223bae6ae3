"""Sparkline: twelve points in a cell or a card, last point a dot, target dashed, gap where there is no data."""

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.desktop.kit.theme import theme

WIDTH, HEIGHT = 96, 22
DOT = 2.3


def _points(
    rect: QRectF, series: Sequence[Decimal | None], target: Decimal | None
) -> tuple[list[QPointF | None], float | None]:
    """Where each value falls inside the rectangle (None for a gap), and the height of the target."""
    known = [value for value in [*series, target] if value is not None]
    low, high = min(known), max(known)
    span = high - low

    def height(value: Decimal) -> float:
        share = float((value - low) / span) if span else 0.5
        return rect.bottom() - share * rect.height()

    step = rect.width() / max(1, len(series) - 1)
    places = [
        None if value is None else QPointF(rect.left() + at * step, height(value)) for at, value in enumerate(series)
    ]
    return places, None if target is None else height(target)


def paint_sparkline(
    painter: QPainter, rect: QRect, series: Sequence[Decimal | None], target: Decimal | None = None
) -> None:
    """Draw the series centred in the rectangle, at most 96x22 px; nothing when every point is a gap."""
    if all(value is None for value in series):
        return
    width, height = min(WIDTH, rect.width()), min(HEIGHT, rect.height() - 4)
    paint_series(painter, QRectF(rect.left(), rect.center().y() - height / 2, width, height), series, target)


def paint_series(
    painter: QPainter, area: QRectF, series: Sequence[Decimal | None], target: Decimal | None = None
) -> None:
    """Draw the series over the whole area, leaving room for the dot."""
    places, aim = _points(area.adjusted(1, 3, -DOT - 1, -3), series, target)
    shown = theme()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if aim is not None:
        painter.setPen(QPen(shown.color("b3"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(area.left(), aim), QPointF(area.right(), aim))
    painter.setPen(QPen(shown.color("c1"), 1.4))
    for before, after in zip(places, places[1:], strict=False):
        if before is not None and after is not None:
            painter.drawLine(before, after)
    last = places[-1]
    if last is not None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shown.color("c1"))
        painter.drawEllipse(last, DOT, DOT)
    painter.restore()


class Sparkline(QWidget):
    """A sparkline as a widget, 132x40 for cards; the exact series belongs in `described` and in the table view."""

    def __init__(self, described: str, parent: QWidget | None = None, size: QSize = QSize(132, 40)) -> None:  # noqa: B008
        """An empty sparkline; `described` is what a screen reader says ("Custo por km, 12 meses, …")."""
        super().__init__(parent)
        self._series: tuple[Decimal | None, ...] = ()
        self._target: Decimal | None = None
        self.setFixedSize(size)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(described)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the series over the whole widget."""
        if any(value is not None for value in self._series):
            paint_series(QPainter(self), QRectF(self.rect()), self._series, self._target)
