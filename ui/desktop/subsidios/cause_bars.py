"""The causes of a difference, a line each: words, act, bar to the side of its sign, amount with sign."""

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from ui.desktop.kit.chart import Chart
from ui.desktop.kit.theme import theme
from viewmodels.screens.subsidios.comparison_parts import CauseBar
from viewmodels.table_spec import Cell, ColumnSpec, Kind, Row

LINE, BAR, GAP = 22, 9, 12
LEAST_BARS, MOST_BARS, LEAST_LABEL, ACT, LEAST_ACT = 60, 260, 160, 170, 64
WIDE_SHARE, NARROW_SHARE = 0.34, 0.2
"""Of the room for words and bars, how much the bars take: less where the act stands right after the words."""
WITH_ACT = 600
"""Width from which the act has a column of its own."""


class CauseBars(Chart):
    """One line per cause; those that add to the payment go right of the axis, those that take away left."""

    picked = Signal(int)
    """Place of the cause taken by a click or Space: the table may show its rows."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """No causes."""
        super().__init__(name, parent)
        self._bars: tuple[CauseBar, ...] = ()

    def set_bars(self, bars: Sequence[CauseBar]) -> None:
        """Show these causes."""
        self._bars, self.current = tuple(bars), -1
        self.setFixedHeight(max(1, len(self._bars)) * theme().px(LINE))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """A line for each cause."""
        return QSize(420, max(1, len(self._bars)) * theme().px(LINE))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Room for a few words, a bar and an amount."""
        return QSize(LEAST_LABEL + LEAST_BARS + 100, theme().px(LINE))

    # --- drawing

    def paint(self, painter: QPainter, area: QRectF) -> None:
        """Every line, and the axis the bars stand on."""
        if not self._bars:
            return
        label, act, bars, amount = self._columns(area)
        zero, scale = self._axis(bars)
        metrics = QFontMetrics(theme().font("body"))
        for bar, line in zip(self._bars, self._lines(area), strict=True):
            fits = metrics.horizontalAdvance(bar.whole) <= label.width()
            words = bar.whole if fits else bar.label
            self._text(painter, words, line, label, "body", "t1")
            beside = act if act.width() > 0 else _after(label, metrics.horizontalAdvance(words))
            if beside.width() >= theme().px(LEAST_ACT):
                self._text(painter, bar.act, line, beside, "caption", "t3")
            self._bar(painter, bar.value, line, zero, scale)
            self._amount(painter, bar, line, amount)
        painter.setPen(QPen(theme().color("b3"), 1))
        painter.drawLine(QPointF(zero, area.top() + 3), QPointF(zero, area.bottom() - 3))

    def _columns(self, area: QRectF) -> tuple[QRectF, QRectF, QRectF, QRectF]:
        """Where words, acts, bars and amounts stand, left to right."""
        metrics = QFontMetrics(theme().font("total"))
        amount = max((metrics.horizontalAdvance(bar.text) for bar in self._bars), default=0) + 2
        act = theme().px(ACT) if area.width() >= theme().px(WITH_ACT) else 0
        rest = area.width() - amount - GAP - (act + GAP if act else 0)
        bars = min(theme().px(MOST_BARS), max(theme().px(LEAST_BARS), rest * (WIDE_SHARE if act else NARROW_SHARE)))
        words = max(0.0, rest - bars - GAP)
        left = area.left()
        label = QRectF(left, area.top(), words, area.height())
        left += words + GAP
        acts = QRectF(left, area.top(), act, area.height())
        left += act + GAP if act else 0
        return label, acts, QRectF(left, 0, bars, 1), QRectF(left + bars + GAP, 0, amount, 1)

    def _axis(self, bars: QRectF) -> tuple[float, float]:
        """Where zero stands, and logical px for a real."""
        least = min((bar.value for bar in self._bars), default=Decimal(0))
        most = max((bar.value for bar in self._bars), default=Decimal(0))
        low, high = float(min(least, Decimal(0))), float(max(most, Decimal(0)))
        scale = bars.width() / ((high - low) or 1.0)
        return bars.left() - low * scale, scale

    def _bar(self, painter: QPainter, value: Decimal, line: QRectF, zero: float, scale: float) -> None:
        if not value:
            return
        width = max(1.5, abs(float(value)) * scale)
        left = zero if value > 0 else zero - width
        rect = QRectF(left, line.center().y() - BAR / 2, width, BAR)
        painter.fillRect(rect, theme().color("c1" if value > 0 else "c3"))

    def _text(self, painter: QPainter, text: str, line: QRectF, place: QRectF, face: str, token: str) -> None:
        painter.setFont(theme().font(face))
        painter.setPen(theme().color(token))
        told = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, int(place.width()))
        rect = QRectF(place.left(), line.top(), place.width(), line.height())
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, told)

    def _amount(self, painter: QPainter, bar: CauseBar, line: QRectF, place: QRectF) -> None:
        painter.setFont(theme().font("total"))
        painter.setPen(theme().color("t1" if bar.value else "t3"))
        rect = QRectF(place.left(), line.top(), place.width(), line.height())
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, bar.text)

    def _lines(self, area: QRectF) -> list[QRectF]:
        height = theme().px(LINE)
        return [QRectF(area.left(), area.top() + at * height, area.width(), height) for at in range(len(self._bars))]

    # --- what the base asks

    def mark_rects(self) -> Sequence[QRectF]:
        """The lines."""
        return self._lines(QRectF(self.rect()))

    def mark_texts(self) -> Sequence[str]:
        """Words, act and amount of each cause."""
        return [", ".join(part for part in (bar.whole, bar.act, bar.text) if part) for bar in self._bars]

    def mark_addresses(self) -> Sequence[object]:
        """The number of each cause."""
        return [bar.address for bar in self._bars]

    def as_table(self) -> tuple[Sequence[ColumnSpec], Sequence[Row]]:
        """The causes as rows."""
        columns = (
            ColumnSpec("causa", _tr("Causa"), stretch=1, sortable=False),
            ColumnSpec("ato", _tr("Ato"), sortable=False),
            ColumnSpec("efeito", _tr("Diferença"), "R$", Kind.NUMBER, sortable=False),
        )
        rows = [
            Row(str(at), {
                "causa": Cell(bar.whole, tooltip=bar.tooltip), "ato": Cell(bar.act),
                "efeito": Cell(bar.text, bar.value, figure_address=bar.address),
            })
            for at, bar in enumerate(self._bars)
        ]  # fmt: skip
        return columns, rows

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Take the cause under the pointer."""
        super().mousePressEvent(event)
        at = self._mark_at(event.position())
        if at >= 0:
            self.picked.emit(at)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Space takes the cause in front, as a click does."""
        if event.key() == Qt.Key.Key_Space and 0 <= self.current < len(self._bars):
            self.picked.emit(self.current)
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """All of a cause in the tooltip: what the line has no room for."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            at = self._mark_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self._bars[at].tooltip if at >= 0 else "", self)
            return True
        return super().event(event)


def _after(label: QRectF, words: int) -> QRectF:
    """What the words leave of their place."""
    return label.adjusted(min(label.width(), words + GAP), 0, 0, 0)


def _tr(text: str) -> str:
    return QCoreApplication.translate("CauseBars", text)
