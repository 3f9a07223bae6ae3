"""The line above the picture of a rule: the name of the upright axis, what each filling stands for, the days."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from ui.desktop.kit.theme import theme
from ui.desktop.subsidios.timeline_picture_axes import Plane
from ui.desktop.subsidios.timeline_picture_fills import FILLS, fill_days, fill_value

WIDEST = 150
"""Width of the words of an entry before they are cut."""
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def draw_legend(painter: QPainter, plane: Plane, area: QRectF) -> None:
    """The axis at the left; at the right the values in order, then the days."""
    shown, line = theme(), theme().px(16)
    painter.setFont(shown.font("header"))
    painter.setPen(shown.color("t2"))
    painter.drawText(QRectF(area.left(), area.top(), area.width() / 2, line), _LEFT, plane.view.words["y"])
    painter.setFont(shown.font("caption"))
    right = area.right() - 8
    if plane.band() is not None:
        right = _entry(painter, (right, area.top()), plane.view.words["days"], partial(_days, painter))
    for fill, text in reversed(plane.view.legend[: len(FILLS) + 1]):
        right = _entry(painter, (right, area.top()), text, partial(_value, painter, fill))


def _entry(painter: QPainter, corner: tuple[float, float], text: str, draw: Callable[[QRectF], object]) -> float:
    """One entry whose upper right corner is given; returns where the one before it ends."""
    shown, line, metrics = theme(), theme().px(16), painter.fontMetrics()
    right, top = corner
    cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, shown.px(WIDEST))
    left = right - metrics.horizontalAdvance(cut)
    painter.setPen(shown.color("t2"))
    painter.drawText(QRectF(left, top, right - left + 2, line), _LEFT, cut)
    swatch = QRectF(left - 20, top + line / 2 - 5, 14, 10)
    draw(swatch)
    painter.setPen(QPen(shown.color("b3"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(swatch)
    return left - 36


def _value(painter: QPainter, fill: int, swatch: QRectF) -> None:
    fill_value(painter, swatch, fill)


def _days(painter: QPainter, swatch: QRectF) -> None:
    fill_days(painter, swatch.adjusted(3, 0, -3, 0))
