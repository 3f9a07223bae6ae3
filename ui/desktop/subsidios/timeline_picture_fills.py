"""What tells the values of a rule apart in its picture: a wash and a hatching each, and the wash of the days."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from ui.desktop.kit.theme import theme
from viewmodels.screens.subsidios.rules_timeline_marks import DEFAULT

FILLS = (
    ("c1", Qt.BrushStyle.SolidPattern),
    ("c3", Qt.BrushStyle.BDiagPattern),
    ("c2", Qt.BrushStyle.FDiagPattern),
    ("c4", Qt.BrushStyle.DiagCrossPattern),
    ("c5", Qt.BrushStyle.Dense6Pattern),
)
"""Colour and hatching of each value in order: they are told apart without colour too."""
WASH, HATCH = 42, 130


def fill_value(painter: QPainter, rect: QRectF, fill: int) -> None:
    """Wash and hatching of a value."""
    if fill == DEFAULT:
        painter.fillRect(rect, theme().color("sunk"))
        return
    token, style = FILLS[fill % len(FILLS)]
    wash, hatch = QColor(theme().color(token)), QColor(theme().color(token))
    wash.setAlpha(WASH)
    hatch.setAlpha(HATCH)
    painter.fillRect(rect, wash)
    if style != Qt.BrushStyle.SolidPattern:
        painter.fillRect(rect, QBrush(hatch, style))


def fill_days(painter: QPainter, band: QRectF) -> None:
    """Wash and edges of the days of the audit."""
    wash = QColor(theme().color("c1"))
    wash.setAlpha(WASH)
    painter.fillRect(band, wash)
    painter.setPen(QPen(theme().color("ac"), 1))
    painter.drawLine(band.topLeft(), band.bottomLeft())
    painter.drawLine(band.topRight(), band.bottomRight())
