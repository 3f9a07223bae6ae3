"""Over the table of Comparação: what was paid, what it comes to here, the difference, and the causes of it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QToolTip, QVBoxLayout, QWidget

from ui.desktop.kit.card import Card
from ui.desktop.kit.chart import Chart
from ui.desktop.kit.chip import StateShape
from ui.desktop.kit.labels import ElidedLabel, label
from ui.desktop.kit.theme import theme
from ui.desktop.subsidios.cause_bars import LINE, CauseBars
from viewmodels.screens.subsidios.comparison import ComparisonViewModel
from viewmodels.screens.subsidios.comparison_parts import TotalCard
from viewmodels.state import State
from viewmodels.table_spec import Cell, ColumnSpec, Kind, Row

SIDE, TOTALS_HEIGHT, COLUMN = 14, 82, 160
LINES_SHOWN, LINES_NARROW = 4, 3
SIDE_BY_SIDE = 900
"""Width from which the totals and the causes stand beside each other."""


class Totals(Chart):
    """Three amounts side by side, each a number that answers."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """No amounts."""
        super().__init__(name, parent)
        self._cards: tuple[TotalCard, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)

    def set_cards(self, cards: Sequence[TotalCard]) -> None:
        """Show these amounts."""
        self._cards = tuple(cards)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Room for the longest of each."""
        return QSize(sum(self._widths()), theme().px(TOTALS_HEIGHT))

    def _least(self) -> list[int]:
        """Room for the amounts and their names: the line under them may be cut, and is whole in the tooltip."""
        stat, caption = QFontMetrics(theme().font("stat")), QFontMetrics(theme().font("caption"))
        told = ((stat.horizontalAdvance(c.value), caption.horizontalAdvance(f"{c.title}, R$")) for c in self._cards)
        return [max(value, name) + 2 * SIDE + 2 for value, name in told]

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """No number is cut."""
        return QSize(sum(self._least()), theme().px(TOTALS_HEIGHT))

    def _widths(self) -> list[int]:
        stat, caption = QFontMetrics(theme().font("stat")), QFontMetrics(theme().font("caption"))
        most = theme().px(230)
        told = ((stat.horizontalAdvance(each.value), caption.horizontalAdvance(each.caption)) for each in self._cards)
        return [max(theme().px(COLUMN), value + 2 * SIDE, min(most, words + 2 * SIDE)) for value, words in told]

    def mark_rects(self) -> Sequence[QRectF]:
        """The three columns; spare width is shared."""
        widths = self._widths()
        if sum(widths) > self.width():
            widths = self._least()
        spare = max(0, self.width() - sum(widths)) / max(1, len(widths))
        rects, left = [], 0.0
        for width in widths:
            rects.append(QRectF(left, 0, width + spare, self.height()))
            left += width + spare
        return rects

    def paint(self, painter: QPainter, area: QRectF) -> None:
        """Name, amount, the line under it, hairlines between."""
        shown = theme()
        for at, (card, rect) in enumerate(zip(self._cards, self.mark_rects(), strict=True)):
            if at:
                painter.setPen(QPen(shown.color("b1"), 1))
                painter.drawLine(QPointF(rect.left(), rect.top()), QPointF(rect.left(), rect.bottom()))
            inner = rect.adjusted(SIDE, shown.px(10), -SIDE, -shown.px(8))
            self._line(painter, inner, 0, 16, "caption", "t2", f"{card.title}, R$")
            self._line(painter, inner, 19, 28, "stat", "t1", card.value)
            self._line(painter, inner, 48, 16, "caption", "t3", card.caption)

    def _line(self, painter: QPainter, area: QRectF, top: int, height: int, face: str, token: str, text: str) -> None:
        shown = theme()
        painter.setFont(shown.font(face))
        painter.setPen(shown.color(token))
        rect = QRectF(area.left(), area.top() + shown.px(top), area.width(), shown.px(height))
        told = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(rect.width()))
        painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, told)

    def mark_texts(self) -> Sequence[str]:
        """Name, amount and line of each."""
        return [f"{card.title}, R$ {card.value}, {card.caption}" for card in self._cards]

    def mark_addresses(self) -> Sequence[object]:
        """The number of each."""
        return [card.address for card in self._cards]

    def as_table(self) -> tuple[Sequence[ColumnSpec], Sequence[Row]]:
        """The amounts as rows."""
        columns = (ColumnSpec("nome", ""), ColumnSpec("valor", "", "R$", Kind.NUMBER))
        return columns, [Row(c.title, {"nome": Cell(c.title), "valor": Cell(c.value)}) for c in self._cards]

    def event(self, event: QEvent) -> bool:
        """The whole line under an amount, where it was cut."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            at = self._mark_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self._cards[at].caption if at >= 0 else "", self)
            return True
        return super().event(event)


class ComparisonTop(Card):
    """The totals and, beside or under them, the causes."""

    def __init__(self, model: ComparisonViewModel) -> None:
        """A card on the comparison's viewmodel."""
        super().__init__()
        self._model = model
        self.totals = Totals(self.tr("Totais da comparação"))
        self.bars = CauseBars(self.tr("Diferença por causa, em R$"))
        self.shape = StateShape(State.OK)
        self.checked = ElidedLabel("", "caption", "t3")
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._both.setSpacing(0)
        self._both.addWidget(self.totals)
        self._rule = QFrame()
        self._rule.setProperty("linha", True)
        self._both.addWidget(self._rule)
        self._both.addWidget(self._make_causes(), 1)
        self.body.addLayout(self._both)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def _make_causes(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(SIDE, 8, 6, 8)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(label(self.tr("Por causa, R$"), "caption", "t2"))
        head.addStretch(1)
        head.addWidget(self.shape)
        head.addWidget(self.checked, 0)
        head.addSpacing(10)
        column.addLayout(head)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(self.bars)
        for part in (self.area, self.area.viewport(), self.bars):
            part.setAutoFillBackground(False)
        self.bars.figure_selected.connect(lambda _address: self._reveal())
        column.addWidget(self.area)
        column.addStretch(1)
        return box

    def refresh(self) -> None:
        """Show the comparison again."""
        model = self._model
        self.totals.set_cards(model.cards)
        self.bars.set_bars(model.bars)
        self.shape.set_state(model.checked.state)
        self.checked.set_text(model.checked.text)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Beside each other where there is room."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        wide = self.width() >= theme().px(SIDE_BY_SIDE)
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._both.setDirection(way)
        for setter, size in ((self._rule.setFixedWidth, 1 if wide else 16777215),
                             (self._rule.setFixedHeight, 16777215 if wide else 1)):  # fmt: skip
            setter(size)
        if wide:
            self._rule.setMinimumHeight(0)
        else:
            self._rule.setMinimumWidth(0)
        lines = min(LINES_SHOWN if wide else LINES_NARROW, max(1, len(self._model.bars)))
        self.area.setFixedHeight(lines * theme().px(LINE))

    def _reveal(self) -> None:
        """Bring the cause in front in sight."""
        rects = self.bars.mark_rects()
        if 0 <= self.bars.current < len(rects):
            center = rects[self.bars.current].center()
            self.area.ensureVisible(int(center.x()), int(center.y()), 0, theme().px(LINE))
