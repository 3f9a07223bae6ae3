"""Cards of Quanto custou: the waterfall with its legend, the table of parts with the check, the changes of a bar."""

from collections.abc import Callable
from decimal import Decimal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui.desktop.kit import buttons
from ui.desktop.kit.card import Card
from ui.desktop.kit.chart import ChartCard
from ui.desktop.kit.chip import StateShape
from ui.desktop.kit.labels import label
from ui.desktop.kit.segmented import Segmented
from ui.desktop.kit.table import FigureTable
from ui.desktop.kit.theme import theme
from ui.desktop.metas.papers import save_table
from ui.desktop.subsidios.audit_page import serve_numbers
from ui.desktop.subsidios.waterfall import LEAST, CostWaterfall
from viewmodels.desk import Desk
from viewmodels.memory import RowsBehind
from viewmodels.operations.subsidios import cost_words as words
from viewmodels.screens.subsidios import cost_bars
from viewmodels.screens.subsidios.cost import CostViewModel
from viewmodels.state import State

SQUARE = 10


class Legend(QWidget):
    """Squares of colour with their words; the sign in each value says the same."""

    def __init__(self, entries: tuple[tuple[str, str], ...]) -> None:
        """Entries are (colour token, words)."""
        super().__init__()
        self._entries = entries
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(", ".join(text for _, text in entries))

    def sizeHint(self) -> QSize:  # noqa: N802
        """Every square with its words."""
        metrics = QFontMetrics(theme().font("caption"))
        width = sum(metrics.horizontalAdvance(text) + SQUARE + 22 for _, text in self._entries)
        return QSize(width, theme().px(18))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw them in a line."""
        painter, left = QPainter(self), 0
        painter.setFont(theme().font("caption"))
        for token, text in self._entries:
            painter.fillRect(QRectF(left, (self.height() - SQUARE) / 2, SQUARE, SQUARE), theme().color(token))
            width = painter.fontMetrics().horizontalAdvance(text)
            painter.setPen(theme().color("t2"))
            painter.drawText(
                QRectF(left + SQUARE + 6, 0, width + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, text
            )
            left += SQUARE + width + 22


class BarCard(ChartCard):
    """The waterfall from A to B; long ones scroll, or gather their smallest bars."""

    def __init__(self, model: CostViewModel, desk: Desk) -> None:
        """The bars of a viewmodel, each selecting its figure on the desk."""
        waterfall = CostWaterfall("")
        super().__init__(waterfall, "")
        self.model, self.waterfall = model, waterfall
        self.set_title(self.tr("De A até B, cláusula por cláusula"))
        waterfall.setAccessibleName(self.tr("De A até B, cláusula por cláusula, em R$"))
        self._scroll(waterfall)
        self.body.addWidget(self._make_foot())
        for signal in (waterfall.figure_selected, waterfall.explain_requested):
            signal.connect(model.select)
        waterfall.figure_selected.connect(desk.shell.select)
        waterfall.explain_requested.connect(desk.shell.explain)
        model.changed.connect(self.refresh)
        self.refresh()

    def _scroll(self, waterfall: CostWaterfall) -> None:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        padded = waterfall.parentWidget()
        holder = padded.layout() if padded is not None else None
        assert isinstance(holder, QVBoxLayout)
        holder.setContentsMargins(14, 6, 14, 0)
        holder.removeWidget(waterfall)
        area.setWidget(waterfall)
        area.viewport().setAutoFillBackground(False)
        waterfall.setAutoFillBackground(False)
        self._area = area
        theme().changed.connect(self._measure_area)
        self._measure_area()
        holder.addWidget(area)

    def _measure_area(self) -> None:
        """The waterfall scrolls sideways only: its height is always there."""
        self._area.setMinimumHeight(theme().px(LEAST) + self._area.horizontalScrollBar().sizeHint().height())

    def _make_foot(self) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(14, 4, 14, 8)
        row.setSpacing(12)
        self.axis = label("", "caption", "t3")
        self.every = buttons.link("", lambda: self.model.show_every(not self.model.every))
        row.addWidget(Legend((("c1", self.tr("aumenta o pagamento")), ("c3", self.tr("reduz")))))
        row.addWidget(self.axis)
        row.addStretch(1)
        row.addWidget(self.every)
        return made

    def refresh(self) -> None:
        """Read the viewmodel again."""
        bars = self.model.bars()
        if not bars:
            return
        cut, level, levels = cost_bars.axis_cut(bars), Decimal(0), []
        for bar in bars:
            level = bar.value if bar.total else level + bar.value
            levels.append(words.amount(self.model.texts, level))
        self.waterfall.set_bars(bars, cut, self._front(), levels)
        self.axis.setText(self.model.caption(cut))
        count = len(self.model.cost.bars) if self.model.cost is not None else 0
        self.every.setVisible(self.model.is_long)
        every = self.tr("Mostrar as %n mudanças", "", count)
        self.every.setText(self.tr("Agrupar as menores") if self.model.every else every)
        if self.as_table.isChecked():
            self.toggle_table()
            self.toggle_table()

    def _front(self) -> int:
        """Where the bar in front stands among those drawn; the first of them that holds it."""
        chosen = set(self.model.selected)
        places = (getattr(bar.figure_address, "places", ()) for bar in self.model.bars())
        return next((at for at, held in enumerate(places) if chosen and chosen <= set(held)), -1)


class PartsCard(Card):
    """A, B and the difference by consórcio, service, day or type, and whether it all adds up."""

    def __init__(self, model: CostViewModel, desk: Desk) -> None:
        """The parts of a viewmodel."""
        super().__init__(" ", dense=True)
        self.model, self._desk = model, desk
        self._titles = {
            "consorcio": self.tr("Consórcio"),
            "servico": self.tr("Serviço"),
            "data": self.tr("Dia"),
            "tipo_viagem": self.tr("Tipo"),
        }
        self.choice = Segmented(self.tr("Por"), tuple(self._titles.items()), model.dimension)
        self.choice.chosen.connect(self._choose)
        self.add_to_header(self.choice)
        self.add_to_header(buttons.icon_button("table", self.tr("Salvar em planilha"), self.export))
        self.table = FigureTable(model.parts, self.tr("Diferença entre A e B"))
        self.table.set_density(comfortable=True)
        serve_numbers(self.table, desk)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self._make_check())
        model.set_columns(
            ("A", "B", self.tr("B menos A"), "%"),
            self._titles,
            (
                self.tr("Mudança"),
                self.tr("Ato"),
                self.tr("Vigência"),
                self.tr("Cláusula"),
                self.tr("Conhecida em"),
                self.tr("Alteração"),
            ),
        )
        model.changed.connect(self.refresh)
        self.refresh()

    def _make_check(self) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(14, 8, 14, 10)
        row.setSpacing(8)
        self.shape = StateShape(State.OK)
        self.check = label("", "caption", "t2", wrap=True)
        row.addWidget(self.shape, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.check, 1)
        return made

    def _choose(self, dimension: str) -> None:
        self.model.show_by(dimension)
        self.refresh()

    def refresh(self) -> None:
        """Read the viewmodel again."""
        by = self.tr("Por %s").replace("%s", self._titles[self.model.dimension].lower())
        self.set_title(by)
        found = self.model.check
        if found is not None:
            self.shape.set_state(found.state)
            self.check.setText(found.text)

    def export(self) -> QFileDialog | None:
        """Ask where, then write the table in front there; None before a calculation."""
        if self.model.cost is None:
            return None
        parts, say = self.model.parts, self._desk.say
        shown = RowsBehind(parts.columns, list(parts.rows), self.title.text())
        return save_table(self._desk, shown, say("SUBSIDIO_CUSTO.ARQUIVO"), "SUBSIDIO_CUSTO.SALVA", self)


class ChangesCard(Card):
    """What the bar in front is made of: clauses with their acts and days, and opening a finding of it."""

    def __init__(self, model: CostViewModel, open_finding: Callable[[], object]) -> None:
        """The changes of a viewmodel's bar."""
        super().__init__(" ", dense=True)
        self.model = model
        self.table = FigureTable(model.changes, self.tr("Cláusulas da barra escolhida"))
        self.table.setMinimumHeight(theme().px(150))
        self.body.addWidget(self.table, 1)
        self.open = buttons.outlined(self.tr("Abrir achado"), open_finding, icon="flag", small=True)
        self.add_to_header(self.open)
        model.selected_changed.connect(self.refresh)
        model.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Read the viewmodel again."""
        name = self.model.selected_name
        self.set_title(name or self.tr("Escolha uma barra"), self.model.selected_facts)
        refused = self.model.desk.reason("subsidios.abrir_achado") or ""
        self.open.setEnabled(bool(name) and not refused)
        self.open.setAccessibleDescription(refused)
