"""Thermometer of a debt: the goal, the tolerance over it, the excess, and where the spending stands."""

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen

from ui.desktop.kit.chart import Chart
from ui.desktop.kit.theme import theme
from viewmodels.charts import Debt
from viewmodels.state import State
from viewmodels.table_spec import Cell, ColumnSpec, Row

BAR = 14
SIDES = 8


class Thermometer(Chart):
    """One debt on one line; grey-safe: the parts differ in outline and words as well as in colour."""

    def __init__(self, name: str) -> None:
        """An empty thermometer."""
        super().__init__(name)
        self._debt: Debt | None = None

    def set_debt(self, debt: Debt | None) -> None:
        """Show this debt, or nothing."""
        self._debt = debt
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Words above, bar, words below."""
        return QSize(340, theme().px(54))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """The same height, narrower."""
        return QSize(220, theme().px(54))

    def _edges(self, area: QRectF) -> tuple[float, float, float, float]:
        """Left edge, end of the goal, end of the tolerance, where the spending stands."""
        debt = self._debt
        assert debt is not None
        ceiling = debt.goal * (1 + debt.tolerance)
        most = max(ceiling, debt.spent) or Decimal(1)
        left, width = area.left() + SIDES, area.width() - 2 * SIDES

        def at(value: Decimal) -> float:
            return left + float(value / most) * width

        return left, at(debt.goal), at(ceiling), at(debt.spent)

    def _bar(self, area: QRectF) -> QRectF:
        return QRectF(area.left(), area.top() + theme().px(20), area.width(), BAR)

    def paint(self, painter: QPainter, area: QRectF) -> None:
        """Goal, tolerance and excess side by side, the marker, and the words."""
        if self._debt is None:
            return
        left, goal, ceiling, spent = self._edges(area)
        bar, shown = self._bar(area), theme()
        painter.fillRect(QRectF(left, bar.top(), goal - left, BAR), shown.color("context"))
        painter.setPen(QPen(shown.state_color(State.ATENCAO, "outline"), 1))
        painter.setBrush(shown.state_color(State.ATENCAO, "wash"))
        painter.drawRect(QRectF(goal, bar.top() + 0.5, ceiling - goal, BAR - 1))
        if spent > ceiling:
            excess = QRectF(ceiling, bar.top(), spent - ceiling, BAR)
            painter.fillRect(excess, shown.state_color(State.CRITICO, "shape"))
        painter.setPen(QPen(shown.color("t1"), 2))
        painter.drawLine(QPointF(spent, bar.top() - 5), QPointF(spent, bar.bottom() + 5))
        self._words(painter, area, left, goal, ceiling, spent)

    def _words(self, painter: QPainter, area: QRectF, left: float, goal: float, ceiling: float, spent: float) -> None:
        debt, shown = self._debt, theme()
        assert debt is not None
        line, below = shown.px(16), self._bar(area).bottom() + 4
        painter.setFont(shown.font("header"))
        painter.setPen(shown.color("t1"))
        width = float(QFontMetrics(shown.font("header")).horizontalAdvance(debt.spent_text)) + 2
        start = min(max(area.left(), spent - width), area.right() - width)
        painter.drawText(QRectF(start, area.top(), width, line), Qt.AlignmentFlag.AlignRight, debt.spent_text)
        painter.setFont(shown.font("caption"))
        painter.setPen(shown.color("t2"))
        painter.drawText(QRectF(left, below, goal - left - 40, line), Qt.AlignmentFlag.AlignCenter, debt.goal_text)
        painter.setPen(shown.state_color(State.ATENCAO, "text"))
        middle = (goal + ceiling) / 2
        painter.drawText(QRectF(middle - 40, below, 80, line), Qt.AlignmentFlag.AlignCenter, debt.tolerance_text)

    def mark_rects(self) -> Sequence[QRectF]:
        """The whole bar: one debt is one figure."""
        if self._debt is None:
            return ()
        return (self._bar(QRectF(self.rect())).adjusted(SIDES, 0, -SIDES, 0),)

    def mark_texts(self) -> Sequence[str]:
        """Everything the drawing says."""
        debt = self._debt
        return () if debt is None else (f"{debt.spent_text}, {debt.goal_text}, {debt.tolerance_text}",)

    def mark_addresses(self) -> Sequence[object]:
        """The figure of the debt."""
        return () if self._debt is None else (self._debt.figure_address,)

    def as_table(self) -> tuple[Sequence[ColumnSpec], Sequence[Row]]:
        """Goal, tolerance and spending as rows."""
        debt = self._debt
        columns = (ColumnSpec("label", _tr("Parte"), sortable=False), ColumnSpec("value", _tr("Valor"), sortable=False))
        if debt is None:
            return columns, ()
        parts = (
            ("goal", _tr("Meta"), Cell(debt.goal_text, debt.goal)),
            ("tolerance", _tr("Tolerância"), Cell(debt.tolerance_text, debt.tolerance)),
            ("spent", _tr("Gasto"), Cell(debt.spent_text, debt.spent, figure_address=debt.figure_address)),
        )
        return columns, [Row(key, {"label": Cell(name), "value": cell}) for key, name, cell in parts]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Thermometer", text)
