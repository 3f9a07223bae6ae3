"""The table of Comparação: search, only what differs, columns, export; a line for the cause that filters it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QStackedWidget, QWidget

from ui.desktop.kit import buttons
from ui.desktop.kit.card import Card
from ui.desktop.kit.check import Check
from ui.desktop.kit.empty_state import EmptyState
from ui.desktop.kit.labels import ElidedLabel
from ui.desktop.kit.search_field import SearchField
from ui.desktop.kit.theme import theme
from ui.desktop.metas.column_menu import column_menu
from ui.desktop.metas.papers import ask_where
from ui.desktop.subsidios.row_table import RowTable
from ui.desktop.subsidios.tight_buttons import TightButtons
from viewmodels.screens.subsidios.comparison import ComparisonViewModel

SEARCH, SEARCH_NARROW = 190, 126
ROOMY, TIGHT, ICONS, NO_TITLE = 860, 780, 640, 520
"""Widths below which the header gives up its long search, its words, those of its buttons, its title."""
BY_KEY = Qt.FocusReason.ShortcutFocusReason


class ComparisonTableCard(Card):
    """The rows in front, whichever stage they are of."""

    def __init__(self, model: ComparisonViewModel) -> None:
        """A card on the comparison's viewmodel."""
        super().__init__(" ", dense=True)
        self._model, self._shown = model, model.table
        self.table = RowTable(model.table.model, self.tr("Linhas que diferem"))
        self.table.set_highlight_row(True)
        self.range = ElidedLabel("", "caption", "t3")
        self.header.insertWidget(1, self.range, 20)
        self.search = SearchField(self.tr("Serviço ou causa"), self.tr("Procurar nos textos"), self._shown.set_search)
        self.search.setFixedHeight(theme().height("button_small"))
        self.only = Check(self.tr("Só com diferença"))
        self.columns = buttons.outlined(self.tr("Colunas"), self.choose_columns, icon="columns", small=True)
        self.save = buttons.outlined(self.tr("Exportar"), self.export, icon="download-simple", small=True)
        for part in (self.search, self.only, self.columns, self.save):
            self.add_to_header(part)
        self._buttons = TightButtons(self.columns, self.save)
        self.cause = self._make_cause()
        self.body.addWidget(self.cause)
        self._rows = QStackedWidget()
        self._none = EmptyState(
            self.tr("Nenhuma linha com estes filtros"), "",
            (buttons.outlined(self.tr("Limpar filtros"), self.clear_filters),), drawn="",
        )  # fmt: skip
        self._same = EmptyState(
            self.tr("Nada difere aqui"), self.tr("Cada linha é igual à que a SMTR publicou."), drawn=""
        )
        pages: tuple[QWidget, ...] = (self.table, self._none, self._same)
        for page in pages:
            self._rows.addWidget(page)
        self.body.addWidget(self._rows, 1)
        self.only.toggled.connect(self._shown.show_only_differing)
        self.table.range_shown.connect(self._show_range)
        self._shown.changed.connect(self.refresh)

    def _make_cause(self) -> QWidget:
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(14, 4, 10, 4)
        row.setSpacing(8)
        self.cause_words = ElidedLabel("", "body", "t2")
        row.addWidget(self.cause_words, 1)
        row.addWidget(buttons.link(self.tr("Mostrar todas"), lambda: self._model.show_cause(None)))
        return bar

    # --- showing

    def refresh(self) -> None:
        """Show what is in front again."""
        shown = self._shown
        title = self._model.bands_name if shown.of_bands else self._model.name_of(shown.stage)
        self.set_title(title or " ")
        self.table.setAccessibleName(title)
        self.only.setVisible(shown.of_bands)
        self.columns.setVisible(shown.of_bands)
        blocked = self.only.blockSignals(True)
        self.only.setChecked(shown.only_differing)
        self.only.blockSignals(blocked)
        self.cause.setVisible(bool(shown.cause_said))
        self.cause_words.set_text(shown.cause_said)
        self.search.follow(shown.search)
        self.save.setEnabled(bool(shown.total))
        empty = self._none if shown.filtered else self._same
        self._rows.setCurrentWidget(self.table if shown.total else empty)
        if not shown.total:
            self.range.set_text(shown.range_said(0, 0))

    def _show_range(self, first: int, last: int, _total: int) -> None:
        if self.width() < theme().px(TIGHT):
            self.range.set_text(self._shown.count_said)
            return
        told = self._shown.range_said(first, last)
        more = "" if self._shown.of_bands else self._model.stage_told
        self.range.set_text(f"{told} · {more}" if more else told)

    def resizeEvent(self, event: object) -> None:  # noqa: N802
        """The search is narrower where the card is."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._in_place(lambda: self._shown.set_room(int(self.width() * 100 / theme().percent)))
        tight = self.width() < theme().px(TIGHT)
        self.search.setPlaceholderText(self.tr("Procurar") if tight else self.tr("Serviço ou causa"))
        self.search.setFixedWidth(theme().px(SEARCH if self.width() >= theme().px(ROOMY) else SEARCH_NARROW))
        self._buttons.set_tight(self.width() < theme().px(ICONS))
        self.title.setVisible(self.width() >= theme().px(NO_TITLE))

    def _in_place(self, change: Callable[[], object]) -> None:
        """Does what shows other columns: the ring stays on its number, and the dock hears nothing of it."""
        table, model = self.table, self._shown.model
        index, blocked = table.currentIndex(), table.blockSignals(True)
        row, key = index.row(), model.columns[index.column()].key if index.isValid() else ""
        change()
        keys = [spec.key for spec in model.columns]
        if key in keys and 0 <= row < model.rowCount() and not table.currentIndex().isValid():
            table.setCurrentIndex(model.index(row, keys.index(key)))
        table.blockSignals(blocked)

    # --- acts

    def step(self, by: int) -> None:
        """F3: the next row that differs; the ring stands on its difference, or on its first cell."""
        place = self._shown.next_place(self.table.currentIndex().row(), by)
        if place >= 0:
            self.place(place)
            self.table.setFocus(BY_KEY)

    def place(self, row: int) -> None:
        """Puts the ring on the difference of a row, or on its first cell."""
        keys = [spec.key for spec in self._shown.model.columns]
        column = keys.index("efeito") if "efeito" in keys else 0
        self.table.setCurrentIndex(self._shown.model.index(row, column))

    def focus_search(self) -> None:
        """Ctrl+F."""
        self.search.setFocus(BY_KEY)
        self.search.selectAll()

    def clear_filters(self) -> None:
        """Everything that differs again."""
        self.search.clear()
        self._shown.clear_filters()

    def choose_columns(self) -> QMenu:
        """Tick the columns to be seen."""
        return column_menu(self.columns, self._shown.columns.options(), self._choose_column)

    def _choose_column(self, name: str, shown: bool) -> None:
        self._in_place(lambda: self._shown.choose_column(name, shown))

    def export(self) -> QFileDialog | None:
        """Asks where, then writes every row of the filters, as a workbook or as CSV."""
        if not self._shown.total:
            return None
        name = self._model.file_name
        return ask_where(name, "table", self, self._model.export)
