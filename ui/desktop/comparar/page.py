"""Comparar cálculos: two runs chosen above, goals cell by cell with their causes, lines and bridge of the one below."""

from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QWidget

from ui.desktop.kit import buttons
from ui.desktop.kit.card import Card
from ui.desktop.kit.chart import ChartCard
from ui.desktop.kit.check import Check
from ui.desktop.kit.chip import TagLabel
from ui.desktop.kit.empty_state import EmptyState
from ui.desktop.kit.labels import label
from ui.desktop.kit.table import FigureTable
from ui.desktop.kit.waterfall import Waterfall
from ui.desktop.metas.papers import save_table
from ui.desktop.shell.page import PageWidget
from viewmodels.desk import Desk
from viewmodels.screens.comparing import CompareViewModel
from viewmodels.screens.comparing_memory import CompareMemory
from viewmodels.screens.memory_source import MemorySource
from viewmodels.shell import KeyHint
from viewmodels.table import TableModel

BRIDGE_HEIGHT = 190


class ComparePage(PageWidget):
    """Two calculations of the company, of any vigências."""

    def __init__(self, desk: Desk, model: CompareViewModel, memory: MemorySource) -> None:
        """A page on the comparison's viewmodel; its differences are told in the dock too."""
        super().__init__()
        self._desk, self.model, self._memory = desk, model, memory
        self._dock = CompareMemory(model, memory)
        self._bar = self._make_bar()
        self.table = self._make_table(model.table, self.tr("Metas comparadas"))
        self.table_card = Card()
        self.table_card.body.addWidget(self.table)
        self.lines = self._make_table(model.lines, self.tr("Linhas comparadas"))
        self.lines_card = Card(" ", dense=True)
        self.lines_card.body.addWidget(self.lines)
        self.bridge, self.bridge_card = self._make_bridge()
        self.order = label(desk.say("COMPARAR.ORDEM"), "caption", "t3", wrap=True)
        self._blank = self._make_blank()
        for part in (self._bar, self.table_card, self.bridge_card, self.lines_card, self.order, self._blank):
            self.body.addWidget(part)
        self._make_actions()
        self.acts = {
            "refresh": model.refresh,
            "next_difference": partial(self._step, 1),
            "previous_difference": partial(self._step, -1),
            "excel": self.export,
        }
        self.hints = (KeyHint(("F3",), self.tr("Próxima diferença")), KeyHint(("F1",), self.tr("Memória")))
        model.changed.connect(self._show)
        model.selected_changed.connect(self._show_selected)
        self._show()

    # --- building

    def _make_bar(self) -> QWidget:
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        self.first, self.second = QComboBox(), QComboBox()
        self.first.setAccessibleName(self.tr("Primeiro cálculo"))
        self.second.setAccessibleName(self.tr("Segundo cálculo"))
        self.swap = buttons.outlined(self.tr("Trocar"), self.model.swap, icon="arrows-left-right", small=True)
        self.only = Check(self.tr("Só as diferenças"))
        self.only.toggled.connect(self.model.show_only_differences)
        for part in (self.first, self.swap, self.second):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self.only)
        for box in (self.first, self.second):
            box.activated.connect(self._chosen)
        return bar

    def _make_table(self, model: TableModel, name: str) -> FigureTable:
        table = FigureTable(model, name)
        table.set_fit_height(True)
        table.set_first_edge(True)
        table.figure_selected.connect(self._select)
        table.explain_requested.connect(self._desk.shell.explain)
        table.sentence_requested.connect(lambda _: QGuiApplication.clipboard().setText(self._memory.sentence()))
        table.horizontalScrollBar().rangeChanged.connect(table.updateGeometry)
        return table

    def _make_bridge(self) -> tuple[Waterfall, ChartCard]:
        chart = Waterfall(self.tr("Do primeiro cálculo ao segundo, causa por causa"))
        chart.setMinimumHeight(BRIDGE_HEIGHT)
        chart.figure_selected.connect(self._desk.shell.select)
        chart.explain_requested.connect(self._desk.shell.explain)
        return chart, ChartCard(chart, " ")

    def _make_blank(self) -> QWidget:
        title = self.tr("Ainda não há dois cálculos para comparar")
        words = self.tr("Com dois cálculos, cada diferença aparece aqui com as causas que a explicam.")
        prepare = buttons.outlined(self.tr("Preparar o mês"), lambda: self._desk.shell.go("metas", "preparar"))
        card = Card()
        card.body.addWidget(EmptyState(title, words, (prepare,)))
        return card

    def _make_actions(self) -> None:
        self.tag_label = TagLabel(self.tr("Rascunho"))
        self.save = buttons.outlined(self.tr("Exportar"), self.export, icon="table")
        for part in (self.tag_label, self.save):
            part.setParent(self)
            part.hide()

    # --- showing

    def _show(self) -> None:
        model = self.model
        shown = model.pair is not None
        for part in (self._bar, self.table_card, self.order):
            part.setVisible(shown)
        self._blank.setVisible(not shown)
        self.set_heading(model.title, model.situation)
        self.table_card.set_draft(model.draft)
        self.set_tag(self.tag_label if model.draft else None)
        self.set_actions(*([self.save] if shown else []))
        self._show_choices()
        self._show_selected()

    def _show_choices(self) -> None:
        pair = self.model.pair
        if pair is None:
            return
        for box, view in ((self.first, pair.first), (self.second, pair.second)):
            with QSignalBlocker(box):
                box.clear()
                for choice in self.model.choices:
                    box.addItem(choice.text, choice.run)
                box.setCurrentIndex(box.findData(view.run.id))

    def _show_selected(self) -> None:
        bars = self.model.bars()
        self.bridge_card.setVisible(bool(bars))
        self.lines_card.setVisible(self.model.selected is not None)
        if bars:
            self.bridge.set_bars(bars, self.model.cut())
            self.bridge_card.set_title(self.model.bridge_title, self.model.bridge_caption)
        if self.model.selected is not None:
            self.lines_card.set_title(self.model.lines_title)

    # --- acts

    def select_address(self, address: object) -> None:
        """Puts the ring on a number of this page."""
        if not self.table.select_address(address):
            self.lines.select_address(address)

    def _chosen(self, _at: int) -> None:
        self.model.compare(int(self.first.currentData()), int(self.second.currentData()))

    def _select(self, address: object) -> None:
        if self.sender() is not self.lines:
            index = self.table.currentIndex()
            if index.isValid():
                self.model.select_row(self.model.table.row_at(index.row()).key)
        self._desk.shell.select(address)

    def _step(self, by: int) -> None:
        """The next goal that differs; the ring stands on its difference."""
        found = self.model.next_difference(self.table.currentIndex().row(), by)
        if found is not None:
            column = [spec.key for spec in self.model.table.columns].index("diferenca")
            self.table.setCurrentIndex(self.model.table.index(found, column))
            self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def export(self) -> QFileDialog | None:
        """Asks where, then writes goals and lines as CSV or as a workbook, by the ending chosen."""
        if self.model.pair is None:
            return None
        return save_table(self._desk, self.model.exported(), self.model.file_name, "COMPARAR.SALVA", self)
