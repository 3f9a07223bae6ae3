"""Waterfall: from one total to another by steps; a step of zero stays as a line, a cut axis says so."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QWidget

from ui.desktop.kit.chart import Chart
from ui.desktop.kit.theme import theme
from viewmodels.charts import Bar
from viewmodels.table_spec import Cell, ColumnSpec, Kind, Row, RowKind

BAR_SHARE = 0.64


@dataclass(frozen=True, slots=True)
class Span:
    """From where to where a bar goes on the axis."""

    low: Decimal
    high: Decimal
    after: Decimal


def spans(bars: Sequence[Bar]) -> list[Span]:
    """Where each bar stands; a total takes its own value, so a bridge that does not add up shows a broken line."""
    found: list[Span] = []
    level = Decimal(0)
    for bar in bars:
        before = Decimal(0) if bar.total else level
        level = bar.value if bar.total else level + bar.value
        found.append(Span(min(before, level), max(before, level), level))
    return found


def residue(bars: Sequence[Bar]) -> Decimal:
    """What is missing for the steps to reach the last total; zero in an honest bridge."""
    level = Decimal(0)
    for at, bar in enumerate(bars):
        if bar.total and at and at == len(bars) - 1:
            return bar.value - level
        level = bar.value if bar.total else level + bar.value
    return Decimal(0)


def draw_connectors(painter: QPainter, rects: Sequence[QRectF], found: Sequence[Span]) -> None:
    """From where each bar ends to the next one."""
    painter.setPen(QPen(theme().color("b3"), 1, Qt.PenStyle.DotLine))
    for at, (span, rect) in enumerate(zip(found[:-1], rects[:-1], strict=True)):
        y = rect.top() if span.after == span.high else rect.bottom()
        painter.drawLine(QPointF(rect.right(), y), QPointF(rects[at + 1].left(), y))


class Waterfall(Chart):
    """Totals in the context colour, steps that add in c1 and that take away in c3, sign always in the text."""

    def __init__(self, name: str, cut_at: Decimal | None = None, parent: QWidget | None = None) -> None:
        """An empty bridge; `cut_at` is where the axis begins (None: at zero, totals are whole)."""
        super().__init__(name, parent)
        self._bars: tuple[Bar, ...] = ()
        self._cut = cut_at

    def set_bars(self, bars: Sequence[Bar], cut_at: Decimal | None = None) -> None:
        """Show these bars; raises ValueError when the steps do not reach the last total to the cent."""
        if residue(bars):
            raise ValueError(f"the bridge misses {residue(bars)}")
        self._bars, self._cut, self.current = tuple(bars), cut_at, -1
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Room for six bars."""
        return QSize(420, 190)

    # --- geometry

    def _place(self, area: QRectF) -> tuple[list[QRectF], list[Span]]:
        found = spans(self._bars)
        if not found:
            return [], []
        low = self._cut if self._cut is not None else min(Decimal(0), *(span.low for span in found))
        high = max(span.high for span in found)
        size = (high - low) or Decimal(1)
        top = area.top() + theme().px(22)
        slot = area.width() / len(found)
        bottom = area.bottom() - theme().px(22 + (15 if self._two_lines(slot) else 0))

        def at(value: Decimal) -> float:
            return bottom - float((max(value, low) - low) / size) * (bottom - top)

        rects = []
        for column, span in enumerate(found):
            left = area.left() + slot * column + slot * (1 - BAR_SHARE) / 2
            upper, lower = at(span.high), at(span.low)
            rects.append(QRectF(left, upper, slot * BAR_SHARE, max(1.5, lower - upper)))
        return rects, found

    # --- drawing

    def paint(self, painter: QPainter, area: QRectF) -> None:
        """Axis, connectors, bars, values above, names below."""
        rects, found = self._place(area)
        if not rects:
            return
        shown = theme()
        floor = max(rect.bottom() for rect in rects)
        painter.setPen(QPen(shown.color("b2"), 1))
        painter.drawLine(QPointF(area.left(), floor), QPointF(area.right(), floor))
        draw_connectors(painter, rects, found)
        for bar, rect in zip(self._bars, rects, strict=True):
            token = "context" if bar.total else ("b3" if not bar.value else "c1" if bar.value > 0 else "c3")
            painter.fillRect(rect, shown.color(token))
            if bar.total and self._cut is not None:
                self._zigzag(painter, rect)
            self._words(painter, bar, rect, area, floor)

    def _zigzag(self, painter: QPainter, rect: QRectF) -> None:
        """The wave through a total that says the axis is cut."""
        middle, teeth = rect.bottom() - min(9.0, rect.height() / 2), 6
        path = QPainterPath(QPointF(rect.left(), middle + 2))
        for tooth in range(1, teeth + 1):
            path.lineTo(rect.left() + rect.width() * tooth / teeth, middle + (-2 if tooth % 2 else 2))
        painter.setPen(QPen(theme().color("s2"), 3))
        painter.drawPath(path)

    def _words(self, painter: QPainter, bar: Bar, rect: QRectF, area: QRectF, floor: float) -> None:
        shown, slot = theme(), area.width() / len(self._bars)
        center = rect.center().x()
        painter.setFont(shown.font("header"))
        painter.setPen(shown.color("t1"))
        line = shown.px(16)
        width = max(slot, float(QFontMetrics(shown.font("header")).horizontalAdvance(bar.text) + 4))
        above = QRectF(center - width / 2, rect.top() - line - 3, width, line)
        painter.drawText(above, Qt.AlignmentFlag.AlignCenter, bar.text)
        painter.setFont(shown.font("caption"))
        painter.setPen(shown.color("t2"))
        first, second = self._lines(bar, slot)
        self._below(painter, first, center, slot, floor + 5, line)
        if second:
            painter.setPen(shown.color("t3" if bar.note else "t2"))
            self._below(painter, second, center, slot, floor + 4 + line, line)

    def _two_lines(self, slot: float) -> bool:
        return any(self._lines(bar, slot)[1] for bar in self._bars)

    def _lines(self, bar: Bar, slot: float) -> tuple[str, str]:
        """What stands under a bar: its name and note, or a long name broken at its last space."""
        metrics = QFontMetrics(theme().font("caption"))
        first, space, rest = bar.label.rpartition(" ")
        fits = metrics.horizontalAdvance(bar.label) <= slot - 2
        return (bar.label, bar.note) if bar.note or fits or not space else (first, rest)

    def _below(self, painter: QPainter, text: str, center: float, slot: float, top: float, line: int) -> None:
        cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, int(slot) - 2)
        painter.drawText(QRectF(center - slot / 2, top, slot, line), Qt.AlignmentFlag.AlignCenter, cut)

    # --- what the base asks

    def mark_rects(self) -> Sequence[QRectF]:
        """The bars."""
        return self._place(QRectF(self.rect()))[0]

    def mark_texts(self) -> Sequence[str]:
        """Name and value of each bar."""
        return [", ".join(part for part in (bar.label, bar.text, bar.note) if part) for bar in self._bars]

    def mark_addresses(self) -> Sequence[object]:
        """The figure of each bar."""
        return [bar.figure_address for bar in self._bars]

    def as_table(self) -> tuple[Sequence[ColumnSpec], Sequence[Row]]:
        """The bars as rows, totals as total rows."""
        columns = (
            ColumnSpec("label", _tr("Passo"), sortable=False),
            ColumnSpec("value", _tr("Valor"), kind=Kind.NUMBER, sortable=False),
            ColumnSpec("note", _tr("Quando"), sortable=False),
        )
        rows = [
            Row(
                str(at),
                {
                    "label": Cell(bar.label),
                    "value": Cell(bar.text, bar.value, figure_address=bar.figure_address),
                    "note": Cell(bar.note),
                },
                RowKind.TOTAL if bar.total else RowKind.LINE,
            )
            for at, bar in enumerate(self._bars)
        ]
        return columns, rows


def _tr(text: str) -> str:
    return QCoreApplication.translate("Waterfall", text)
