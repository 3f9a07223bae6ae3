"""Etapas: the stages at the left; at the right the rows of one, sorted and filtered in the engine."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QStackedWidget, QWidget

from ui.desktop.kit import buttons
from ui.desktop.kit.card import Card
from ui.desktop.kit.empty_state import EmptyState
from ui.desktop.kit.labels import label
from ui.desktop.kit.search_field import SearchField
from ui.desktop.kit.theme import theme
from ui.desktop.metas.column_menu import column_menu
from ui.desktop.metas.papers import ask_where
from ui.desktop.subsidios.audit_page import AuditPage, serve_numbers
from ui.desktop.subsidios.filter_bar import FilterBar
from ui.desktop.subsidios.filter_dialog import FilterDialog
from ui.desktop.subsidios.row_table import RowTable
from ui.desktop.subsidios.stage_list import StageEntry, StageList
from ui.desktop.subsidios.tight_buttons import TightButtons
from viewmodels.desk import Desk
from viewmodels.operations.subsidios.explaining import StageCell
from viewmodels.operations.subsidios.origin import OriginCell
from viewmodels.screens.subsidios.audit import AuditViewModel
from viewmodels.screens.subsidios.stage_memory import StageMemory
from viewmodels.screens.subsidios.stages import StagesViewModel
from viewmodels.shell import KeyHint

LIST_WIDTH, LIST_NARROW, LIST_SLIM, WIDE, SLIM = 280, 264, 208, 1500, 1000
SEARCH_WIDTH, SEARCH_LEAST = 200, 104
ROOMY, TIGHT, NO_TITLE = 790, 640, 520
"""Widths below which the header of the rows gives up how many, the words of its buttons, its title."""


class StagesPage(AuditPage):
    """Stages at the left, the rows of the one in front at the right."""

    def __init__(self, desk: Desk, audit: AuditViewModel) -> None:
        """A page of the audit on the desk."""
        super().__init__(desk, audit, scrolls=False)
        self.model = StagesViewModel(audit, self)
        StageMemory.of(desk)
        self.list = StageList(self.tr("Etapas do cálculo"))
        self.list.chosen.connect(self.model.choose)
        self.list_card = Card(self.tr("Etapas"), dense=True)
        self.list_card.body.addWidget(self.list)
        self.table = RowTable(self.model.table, self.tr("Linhas da etapa"))
        self.range = label("", "caption", "t3")
        self.table.range_shown.connect(self._show_range)
        serve_numbers(self.table, desk)
        self.search = SearchField(self.tr("Procurar…"), self.tr("Procurar nos textos"), self.model.search)
        self.search.setMinimumWidth(theme().px(SEARCH_LEAST))
        self.search.setMaximumWidth(theme().px(SEARCH_WIDTH))
        self.filters = FilterBar(self.model)
        self.card = self._make_card()
        self._none = EmptyState(
            self.tr("Nenhuma linha com estes filtros"), "",
            (buttons.outlined(self.tr("Limpar filtros"), self.clear),), drawn="",
        )  # fmt: skip
        self._lay_out()
        self._acts()
        self.model.changed.connect(self.refresh)
        self.model.rows_changed.connect(self._show_rows)
        audit.situation_changed.connect(self.refresh)
        audit.stage_wanted.connect(self.model.choose)
        self.refresh()

    # --- building

    def _make_card(self) -> Card:
        card = Card(" ", dense=True)
        card.header.insertWidget(1, self.range)
        self.filter_button = buttons.outlined(self.tr("Filtrar"), self.ask_filter, icon="funnel", small=True)
        self.columns_button = buttons.outlined(self.tr("Colunas"), self.choose_columns, icon="columns", small=True)
        self.export_button = buttons.outlined(self.tr("Exportar"), self.export, icon="download-simple", small=True)
        for part in (self.search, self.filter_button, self.columns_button, self.export_button):
            card.add_to_header(part)
        self._tight = TightButtons(self.filter_button, self.columns_button, self.export_button)
        card.body.addWidget(self.filters)
        self._rows = QStackedWidget()
        card.body.addWidget(self._rows, 1)
        return card

    def _lay_out(self) -> None:
        self._rows.addWidget(self.table)
        self._rows.addWidget(self._none)
        self._both = QWidget()
        row = QHBoxLayout(self._both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.list_card)
        row.addWidget(self.card, 1)
        self._blank = EmptyState(
            self.tr("As etapas aparecem aqui depois do cálculo"),
            self.tr("Cada uma é uma tabela que você ordena, filtra e explica, linha por linha."),
            (self.way_in(),),
        )
        self.body.addWidget(self._both, 1)
        self.body.addWidget(self._blank, 1)

    def _acts(self) -> None:
        self.acts |= {"filter": self._focus_search, "excel": self.export}
        for keys, by in (("Alt+Up", -1), ("Alt+Down", 1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self.step, by))
        self.list.activated.connect(lambda _index: self.table.setFocus(Qt.FocusReason.TabFocusReason))
        self.hints = (
            KeyHint(("F1",), self.tr("Memória")),
            KeyHint(("Alt ↑", "Alt ↓"), self.tr("Etapa")),
            KeyHint(("Ctrl F",), self.tr("Procurar")),
        )

    # --- showing

    def refresh(self) -> None:
        """Show the stages again."""
        model, some = self.model, bool(self.model.stages)
        self._both.setVisible(some)
        self._blank.setVisible(not some)
        told = {each.name: f"{each.title}\n{each.explains}" for each in model.stages}
        entries = [StageEntry(e.name, e.short, e.rows, e.state, tooltip=told[e.name]) for e in model.stages]
        self.list.set_entries(entries, model.stage)
        self.search.setText(model.asked.search)
        self.card.set_title(model.title)
        self._show_rows()

    def _show_rows(self) -> None:
        self._rows.setCurrentWidget(self.table if self.model.total or not self.model.is_filtered else self._none)
        self.filters.refresh()
        self.export_button.setEnabled(bool(self.model.total))
        if not self.model.total:
            self.range.setText(self.model.range_words(0, 0))

    def _show_range(self, first: int, last: int, _total: int) -> None:
        self.range.setText(self.model.range_words(first, last))

    def resizeEvent(self, event: object) -> None:  # noqa: N802
        """The list is narrower where the window is."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        narrow = LIST_NARROW if self.width() >= SLIM else LIST_SLIM
        self.list_card.setFixedWidth(theme().px(LIST_WIDTH if self.width() >= WIDE else narrow))
        room = self.width() - self.list_card.width()
        self.range.setVisible(room >= theme().px(ROOMY))
        self._tight.set_tight(room < theme().px(TIGHT))
        self.card.title.setVisible(room >= theme().px(NO_TITLE))

    # --- acts

    def step(self, by: int) -> None:
        """The stage after or before the one in front."""
        self.model.step(by)

    def select_address(self, address: object) -> None:
        """Puts the ring on a number of a stage, wherever in it the row is."""
        place = self.model.place_of(address) if isinstance(address, StageCell | OriginCell) else None
        if place is not None:
            self.table.setCurrentIndex(self.model.table.index(*place))

    def clear(self) -> None:
        """Every row again."""
        self.search.clear()
        self.model.unfilter()

    def ask_filter(self) -> FilterDialog | None:
        """Ask what rows of the current column, or of another, are wanted."""
        if not self.model.table.columns:
            return None
        at = max(0, self.table.currentIndex().column())
        dialog = FilterDialog(self.model, self.model.table.columns[at].key, self)
        dialog.open()
        return dialog

    def choose_columns(self) -> QMenu:
        """Tick the columns to be seen."""
        return column_menu(self.columns_button, self.model.options(), self.model.show_column)

    def export(self) -> QFileDialog | None:
        """Ask where, then write every row that is filtered, as a workbook or as CSV."""
        if not self.model.total:
            return None
        return ask_where(self.model.file_name, "table", self, partial(self.model.export))

    def _focus_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()
