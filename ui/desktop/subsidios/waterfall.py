"""Waterfall of the cost of rules: totals cut where they would hide the changes, each bar with its day and commit."""

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.desktop.kit.chart import Chart
from ui.desktop.kit.theme import theme
from ui.desktop.kit.waterfall import Span, draw_connectors, residue, spans
from viewmodels.charts import Bar
from viewmodels.table_spec import Cell, ColumnSpec, Kind, Row, RowKind

BAR_SHARE = 0.6
SLOT = 84
"""Least room of a bar: below it the chart is wider than its card, and scrolls."""
LEAST = 236
"""Least height: below it nothing is left for the bars above their names."""
NAME_LINES = 2
NOTE_LINES = 2
GRID_LINES = 4
TEETH = 8


class CostWaterfall(Chart):
    """Totals in the context colour, what raises the payment in c1, what lowers it in c3, the sign in every value."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """An empty waterfall."""
        super().__init__(name, parent)
        self._bars: tuple[Bar, ...] = ()
        self._cut: Decimal | None = None
        self._levels: tuple[str, ...] = ()
        self._hovered = -1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_bars(
        self, bars: Sequence[Bar], cut_at: Decimal | None = None, current: int = -1, levels: Sequence[str] = ()
    ) -> None:
        """Show these bars; raises ValueError when the steps do not reach the last total to the cent.

        `levels` are the words of the payment after each bar, for the table.
        """
        if residue(bars):
            raise ValueError(f"the bars miss {residue(bars)}")
        self._bars, self._cut, self._levels, self._hovered = tuple(bars), cut_at, tuple(levels), -1
        self.current = current if current < len(self._bars) else -1
        self.setMinimumWidth(theme().px(SLOT) * len(self._bars))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Room for eight bars."""
        return QSize(theme().px(SLOT) * 8, theme().px(290))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Every bar at its least room."""
        return QSize(theme().px(SLOT) * max(2, len(self._bars)), theme().px(LEAST))

    # --- geometry

    def _range(self, found: Sequence[Span]) -> tuple[Decimal, Decimal]:
        """Ends of the axis: a cut one begins at the cut, on the side of zero."""
        low = min(Decimal(0), *(span.low for span in found))
        high = max(Decimal(0), *(span.high for span in found))
        if self._cut is not None:
            low, high = (self._cut, high) if self._cut > 0 else (low, self._cut)
        return low, high if high > low else low + 1

    def _place(self, area: QRectF) -> tuple[list[QRectF], list[Span]]:
        found = spans(self._bars)
        if not found:
            return [], []
        low, high = self._range(found)
        top, bottom = area.top() + theme().px(24), area.bottom() - self._foot()
        slot = area.width() / len(found)

        def at(value: Decimal) -> float:
            return bottom - float((min(max(value, low), high) - low) / (high - low)) * (bottom - top)

        rects = []
        for column, span in enumerate(found):
            upper, lower = at(span.high), at(span.low)
            left = area.left() + slot * column + slot * (1 - BAR_SHARE) / 2
            rects.append(QRectF(left, upper, slot * BAR_SHARE, max(2.0, lower - upper)))
        return rects, found

    def _foot(self) -> int:
        """Height of what stands under the bars; negative totals hang, with their value below them."""
        lines = theme().px(16) * NAME_LINES + theme().px(15) * NOTE_LINES + theme().px(8)
        return lines + (theme().px(18) if self._hangs else 0)

    @property
    def _hangs(self) -> bool:
        return any(bar.total and bar.value < 0 for bar in self._bars)

    # --- drawing

    def paint(self, painter: QPainter, area: QRectF) -> None:
        """Washes, grid, connectors, bars, values, names."""
        rects, found = self._place(area)
        if not rects:
            return
        shown, floor = theme(), area.bottom() - self._foot()
        self._washes(painter, area)
        painter.setPen(QPen(shown.color("b1"), 1))
        for line in range(GRID_LINES):
            y = area.top() + shown.px(24) + (floor - area.top() - shown.px(24)) * line / GRID_LINES
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        painter.setPen(QPen(shown.color("b3"), 1))
        base = area.top() + shown.px(24) if self._hangs else floor
        painter.drawLine(QPointF(area.left(), base), QPointF(area.right(), base))
        draw_connectors(painter, rects, found)
        for bar, rect in zip(self._bars, rects, strict=True):
            token = "context" if bar.total else ("b3" if not bar.value else "c1" if bar.value > 0 else "c3")
            painter.fillRect(rect, shown.color(token))
            if bar.total and self._cut is not None:
                self._zigzag(painter, rect)
            self._words(painter, bar, rect, area, floor)

    def _washes(self, painter: QPainter, area: QRectF) -> None:
        slot = area.width() / len(self._bars)
        for place, token in ((self._hovered, "hover"), (self.current, "sel")):
            if 0 <= place < len(self._bars):
                painter.fillRect(
                    QRectF(area.left() + slot * place, area.top(), slot, area.height()), theme().color(token)
                )

    def _zigzag(self, painter: QPainter, rect: QRectF) -> None:
        """The wave through a total that says the axis is cut, near the end it is cut at."""
        inside = min(10.0, rect.height() / 2)
        middle = rect.top() + inside if self._hangs else rect.bottom() - inside
        path = QPainterPath(QPointF(rect.left(), middle + 2))
        for tooth in range(1, TEETH + 1):
            path.lineTo(rect.left() + rect.width() * tooth / TEETH, middle + (-2 if tooth % 2 else 2))
        painter.setPen(QPen(theme().color("s2"), 3))
        painter.drawPath(path)

    def _words(self, painter: QPainter, bar: Bar, rect: QRectF, area: QRectF, floor: float) -> None:
        shown, slot, center = theme(), area.width() / len(self._bars), rect.center().x()
        painter.setFont(shown.font("header"))
        painter.setPen(shown.color("t1"))
        line = shown.px(16)
        width = max(slot, float(QFontMetrics(shown.font("header")).horizontalAdvance(bar.text) + 4))
        below = bar.total and bar.value < 0
        value_top = rect.bottom() + 2 if below else rect.top() - line - 2
        center_text = Qt.AlignmentFlag.AlignCenter
        left = min(max(center - width / 2, area.left()), area.right() - width)
        painter.drawText(QRectF(left, value_top, width, line), center_text, bar.text)
        top = floor + shown.px(6) + (shown.px(18) if self._hangs else 0)
        painter.setFont(shown.font("caption"))
        painter.setPen(shown.color("t2"))
        for text in self._name_lines(bar.label, slot):
            painter.drawText(QRectF(center - slot / 2, top, slot, line), center_text, text)
            top += line
        painter.setPen(shown.color("t3"))
        for at, text in enumerate(bar.note.split("\n")[:NOTE_LINES]):
            painter.setFont(shown.mono() if at else shown.font("caption"))
            cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(slot) - 4)
            painter.drawText(QRectF(center - slot / 2, top, slot, line - 1), center_text, cut)
            top += line - 1

    def _name_lines(self, name: str, slot: float) -> list[str]:
        """A name in at most two lines, the last one cut where it still does not fit."""
        metrics, room, lines = QFontMetrics(theme().font("caption")), int(slot) - 8, [""]
        for word in name.split():
            longer = f"{lines[-1]} {word}".strip()
            if metrics.horizontalAdvance(longer) <= room or not lines[-1] or len(lines) == NAME_LINES:
                lines[-1] = longer
            else:
                lines.append(word)
        return [metrics.elidedText(line, Qt.TextElideMode.ElideRight, room) for line in lines]

    # --- pointer and marks

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Wash the bar under the pointer; its whole name where it was cut."""
        at = self._mark_at(event.position())
        if at != self._hovered:
            self._hovered = at
            self.setToolTip("" if at < 0 else self.mark_texts()[at])
            self.update()

    def leaveEvent(self, event: object) -> None:  # noqa: N802
        """Forget the pointer."""
        self._hovered = -1
        self.update()

    def _mark_at(self, point: QPointF) -> int:
        """The whole column of a bar answers, not only its rectangle."""
        if not self._bars or not self.rect().contains(point.toPoint()):
            return -1
        return min(int(point.x() / (self.width() / len(self._bars))), len(self._bars) - 1)

    def mark_rects(self) -> Sequence[QRectF]:
        """The bars."""
        return self._place(QRectF(self.rect()))[0]

    def mark_texts(self) -> Sequence[str]:
        """Name, value, day and commit of each bar."""
        return [", ".join(part for part in (bar.label, bar.text, *bar.note.split("\n")) if part) for bar in self._bars]

    def mark_addresses(self) -> Sequence[object]:
        """The figure of each bar."""
        return [bar.figure_address for bar in self._bars]

    def as_table(self) -> tuple[Sequence[ColumnSpec], Sequence[Row]]:
        """The bars as rows: what, when, commit, what it moves and where it leaves the payment."""
        columns = (
            ColumnSpec("nome", _tr("Mudança"), stretch=1, sortable=False),
            ColumnSpec("dia", _tr("Conhecida em"), sortable=False),
            ColumnSpec("commit", _tr("Alteração"), sortable=False),
            ColumnSpec("valor", _tr("Parcela"), "R$", Kind.NUMBER, sortable=False),
            ColumnSpec("depois", _tr("Pagamento"), "R$", Kind.NUMBER, sortable=False),
        )
        found = spans(self._bars)
        return columns, [self._row(at, bar, found[at].after) for at, bar in enumerate(self._bars)]

    def _row(self, at: int, bar: Bar, after: Decimal) -> Row:
        day, _, commit = bar.note.partition("\n")
        shown = Cell(bar.text, bar.value, figure_address=bar.figure_address)
        level = Cell(self._levels[at] if at < len(self._levels) else "", after)
        cells = {"nome": Cell(bar.label), "dia": Cell(day), "commit": Cell(commit)}
        cells |= {"depois": shown} if bar.total else {"valor": shown, "depois": level}
        return Row(str(at), cells, RowKind.TOTAL if bar.total else RowKind.LINE)


def _tr(text: str) -> str:
    return QCoreApplication.translate("CostWaterfall", text)
