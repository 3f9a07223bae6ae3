"""Curve of the payment by the value of a threshold, the rule in force marked; few points, drawn by us."""

from collections.abc import Sequence
from decimal import ROUND_FLOOR, Decimal

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.desktop.kit.chart import Chart
from ui.desktop.kit.theme import theme
from viewmodels.screens.subsidios.cost_curve import CurveMark, CurveViewModel
from viewmodels.table_spec import Cell, ColumnSpec, Kind, Row, RowKind

GRID_LINES = 4
LABELS = 5
DOT, CHOSEN_DOT = 2.5, 4.5
REACH = 9


class SensitivityCurve(Chart):
    """Points joined by lines, since only they were calculated; the one in force has its line and its words."""

    def __init__(self, name: str, model: CurveViewModel, parent: QWidget | None = None) -> None:
        """The curve of a viewmodel, empty until it was calculated."""
        super().__init__(name, parent)
        self._model = model
        self._marks: tuple[CurveMark, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_marks(self, marks: Sequence[CurveMark]) -> None:
        """Show these points."""
        if tuple(marks) != self._marks:
            self._marks, self.current = tuple(marks), -1
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Room for the axis and the words of the rule in force."""
        return QSize(theme().px(400), theme().px(210))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Less than that hides the axis."""
        return QSize(theme().px(280), theme().px(190))

    # --- geometry

    def _levels(self) -> list[Decimal]:
        """Amounts of the grid, round ones, from below the least paid to above the most."""
        paid = [mark.paid for mark in self._marks]
        low, high = min(paid), max(paid)
        step = _round_step((high - low) / GRID_LINES or abs(high) / GRID_LINES or Decimal(1))
        first = (low / step).to_integral_value(ROUND_FLOOR) * step
        levels = [first, first + step]
        while levels[-1] < high:
            levels.append(levels[-1] + step)
        return levels

    def _level_texts(self) -> list[str]:
        levels = self._levels()
        cents = levels[1] - levels[0] < 1
        return [self._model.short(level, cents) for level in levels]

    def _plot(self, area: QRectF) -> QRectF:
        metrics = QFontMetrics(theme().font("caption"))
        width = max(metrics.horizontalAdvance(text) for text in self._level_texts())
        return area.adjusted(width + theme().px(10), theme().px(26), -theme().px(22), -theme().px(38))

    def _points(self, area: QRectF) -> list[QPointF]:
        if not self._marks:
            return []
        plot, values = self._plot(area), [mark.value for mark in self._marks]
        wide = (values[-1] - values[0]) or Decimal(1)
        return [
            QPointF(plot.left() + float((mark.value - values[0]) / wide) * plot.width(), self._height(plot, mark.paid))
            for mark in self._marks
        ]

    def _height(self, plot: QRectF, paid: Decimal) -> float:
        levels = self._levels()
        return plot.bottom() - float((paid - levels[0]) / (levels[-1] - levels[0])) * plot.height()

    # --- drawing

    def paint(self, painter: QPainter, area: QRectF) -> None:
        """Grid with its amounts, values under it, the line, the rule in force, the point selected."""
        if not self._marks:
            painter.setFont(theme().font("body"))
            painter.setPen(theme().color("t2"))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(area.adjusted(24, 12, -24, -12), flags, self._model.waiting)
            return
        plot, points = self._plot(area), self._points(area)
        self._grid(painter, area, plot)
        self._values(painter, area, plot, points)
        self._standing(painter, plot, points)
        painter.setPen(QPen(theme().color("c1"), 1.8))
        painter.drawPolyline(QPolygonF(points))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().color("c1"))
        for at, point in enumerate(points):
            big = self._marks[at].standing or at == self.current
            painter.drawEllipse(point, *([CHOSEN_DOT if big else DOT] * 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if 0 <= self.current < len(points) and not self._marks[self.current].standing:
            mark = self._marks[self.current]
            self._said(painter, plot, points[self.current], f"{mark.value_text}: R$\u00a0{mark.paid_text}", below=True)

    def _grid(self, painter: QPainter, area: QRectF, plot: QRectF) -> None:
        shown = theme()
        painter.setFont(shown.font("caption"))
        for level, text in zip(self._levels(), self._level_texts(), strict=True):
            y = self._height(plot, level)
            painter.setPen(QPen(shown.color("b1"), 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(shown.color("t3"))
            words = QRectF(area.left(), y - 8, plot.left() - area.left() - shown.px(6), 16)
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(words, right, text)

    def _values(self, painter: QPainter, area: QRectF, plot: QRectF, points: Sequence[QPointF]) -> None:
        shown, base = theme(), plot.bottom() + theme().px(4)
        painter.setPen(QPen(shown.color("b3"), 1))
        painter.drawLine(QPointF(plot.left(), base), QPointF(plot.right(), base))
        painter.setPen(shown.color("t3"))
        every = max(1, -(-(len(points) - 1) // (LABELS - 1)))
        for at in range(0, len(points), every):
            words = QRectF(points[at].x() - 40, base + 2, 80, 16)
            painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self._marks[at].value_text)
        painter.setFont(shown.font("chip"))
        painter.setPen(shown.color("t2"))
        words = QRectF(area.left(), base + shown.px(18), plot.right() - area.left(), 16)
        painter.drawText(words, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._model.axis)

    def _standing(self, painter: QPainter, plot: QRectF, points: Sequence[QPointF]) -> None:
        """The dashed line of the rule in force, with its value and what is paid."""
        for mark, point in zip(self._marks, points, strict=True):
            if mark.standing:
                painter.setPen(QPen(theme().color("b3"), 1, Qt.PenStyle.DashLine))
                painter.drawLine(QPointF(point.x(), plot.top() - 8), QPointF(point.x(), plot.bottom() + theme().px(4)))
                self._said(painter, plot, point, self._model.standing_words(mark), below=False)

    def _said(self, painter: QPainter, plot: QRectF, point: QPointF, words: str, below: bool) -> None:
        """Words beside a point, on the side where they fit: above the plot for the rule in force, under the line."""
        shown = theme()
        painter.setFont(shown.font("header"))
        painter.setPen(shown.color("t1"))
        width = QFontMetrics(shown.font("header")).horizontalAdvance(words) + 4
        left = point.x() + 8 if point.x() + 8 + width <= plot.right() + shown.px(12) else point.x() - 8 - width
        left = max(left, plot.left() - shown.px(60))
        top = min(point.y() + 6, plot.bottom() - 16) if below else plot.top() - shown.px(24)
        painter.drawText(QRectF(left, top, width, 16), Qt.AlignmentFlag.AlignVCenter, words)

    # --- marks

    def mark_rects(self) -> Sequence[QRectF]:
        """A square around each point."""
        half = QPointF(REACH, REACH)
        return [QRectF(point - half, point + half) for point in self._points(QRectF(self.rect()))]

    def mark_texts(self) -> Sequence[str]:
        """Value and payment of each point."""
        return [
            self._model.standing_words(mark) if mark.standing else f"{mark.value_text}, R$ {mark.paid_text}"
            for mark in self._marks
        ]

    def mark_addresses(self) -> Sequence[object]:
        """The figure of each point."""
        return [mark.address for mark in self._marks]

    def as_table(self) -> tuple[Sequence[ColumnSpec], Sequence[Row]]:
        """The points as rows; the rule in force as a total row."""
        columns = (
            ColumnSpec("valor", self._model.axis, stretch=1, sortable=False),
            ColumnSpec("pago", _tr("Pagamento"), "R$", Kind.NUMBER, sortable=False),
            ColumnSpec("vigor", _tr("Regra em vigor"), sortable=False),
        )
        return columns, [
            Row(
                str(at),
                {
                    "valor": Cell(mark.value_text, mark.value),
                    "pago": Cell(mark.paid_text, mark.paid, figure_address=mark.address),
                    "vigor": Cell(_tr("em vigor") if mark.standing else ""),
                },
                RowKind.LINE,
            )
            for at, mark in enumerate(self._marks)
        ]


def _round_step(least: Decimal) -> Decimal:
    """The first of 1, 2, 5, 10… that is not less."""
    unit = Decimal(10) ** least.adjusted()
    return next(unit * times for times in (1, 2, 5, 10) if unit * times >= least)


def _tr(text: str) -> str:
    return QCoreApplication.translate("SensitivityCurve", text)
