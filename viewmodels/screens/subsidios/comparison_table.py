"""The table of Comparação: which rows of the comparison are in front, filtered, searched and sorted by the engine."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from engines.subsidy.comparing import Cause
from storage.auditoria.compared_rows import BANDS, VIEW
from storage.auditoria.row_conditions import Filter
from storage.auditoria.rows import RowColumn, RowsAsked, RowsPage
from storage.auditoria.rows_file import RowsFile
from storage.errors import KnownError
from viewmodels.desk import Desk
from viewmodels.operations.subsidios.cause_words import cause_words
from viewmodels.screens.subsidios.comparison_columns import DifferenceColumns
from viewmodels.screens.subsidios.comparison_rows import DifferenceCells
from viewmodels.table_pages import PAGE, PagedTableModel
from viewmodels.table_spec import Row

SIZE = "tamanho"
"""Column of the order nobody chose: the greatest difference first."""


class ComparisonTable(QObject):
    """Rows of `vista_pagamento` or of `vista_<stage>`; `changed` says that others are in front."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        """An empty table."""
        super().__init__(parent)
        self._desk, self.columns = desk, DifferenceColumns(desk)
        self.model = PagedTableModel(self)
        self.model.sort_requested.connect(self._sort)
        self.clear()

    def clear(self) -> None:
        """Nothing in front."""
        self.view, self.stage, self.total = "", "", 0
        self.only_differing, self.search = True, ""
        self.cause: Cause | None = None
        self._sorted: tuple[str, bool] | None = None
        self._cells: DifferenceCells | None = None
        self._known: tuple[RowColumn, ...] = ()
        self._first: RowsPage | None = None
        self.model.set_source((), 0, None)

    def show(self, stage: str, serial: int, pays: bool, sides: bool = True, by_day: bool = False) -> None:
        """Puts the rows of a stage in front: the bands where it pays; `sides` where some rows are of one side only."""
        self.columns.sides, self.columns.by_day = sides, by_day
        view = BANDS if pays else VIEW + stage
        if view != self.view:
            self._sorted, self.search, self.cause = None, "", None
            self.model.sort_column = None
        self.view, self.stage = view, stage
        self._known = self._desk.ask("subsidios.colunas_das_diferencas", table=view)
        kinds: Mapping[str, RowColumn] = {}
        if not pays:
            kinds = {column.name: column for column in self._desk.ask("subsidios.colunas", table=stage)}
        self._cells = DifferenceCells(self._desk.house.texts, view, serial, kinds)
        self.refresh()

    # --- what a person chooses

    @property
    def of_bands(self) -> bool:
        """True when the bands are in front."""
        return self.view == BANDS

    def show_only_differing(self, only: bool) -> None:
        """Leaves out, or brings back, the bands that are paid the same on both sides."""
        self.only_differing = only
        self.refresh()

    def set_search(self, text: str) -> None:
        """Leaves the rows with these letters in some text."""
        if text != self.search:
            self.search = text
            self.refresh()

    def set_cause(self, cause: Cause | None) -> None:
        """Leaves the bands whose main cause is this one; None shows them all again."""
        if cause != self.cause:
            self.cause = cause
            self.refresh()

    def clear_filters(self) -> None:
        """Everything that differs again."""
        self.search, self.cause = "", None
        self.refresh()

    def set_room(self, width: int) -> None:
        """How many logical px the table has: where they are few, columns nobody asked for stay out."""
        if self.columns.set_room(width):
            self.refresh()

    def choose_column(self, name: str, shown: bool) -> None:
        """Shows or hides a column of the bands."""
        self.columns.choose(name, shown)
        self.refresh()

    @property
    def filtered(self) -> bool:
        """True while something a person can let go of leaves rows out."""
        return bool(self.search or self.cause)

    @property
    def cause_said(self) -> str:
        """`Causa principal: …`; "" while no cause filters."""
        if self.cause is None:
            return ""
        texts = self._desk.house.texts
        told = cause_words(texts, self.cause.code, self.cause.theirs, self.cause.ours)
        return texts.say("SUB_COMPARA.CAUSA_PRINCIPAL", causa=told)

    def range_said(self, first: int, last: int) -> str:
        """`linhas 212 a 232 de 1.204, pela maior diferença`."""
        if not self.total:
            return self._desk.say("SUB_COMPARA.NENHUMA")
        code = "SUB_COMPARA.INTERVALO" if self._sorted else "SUB_COMPARA.MAIOR"
        return self._desk.say(code, de=first, ate=last, total=self.total)

    @property
    def count_said(self) -> str:
        """`1.204 linhas`, where there is little room."""
        return self._desk.say("SUB_COMPARA.LINHAS", n=self.total)

    def next_place(self, place: int, by: int) -> int:
        """Row of the next difference, after (1) or before (-1) one, around the end; -1 for none."""
        if not self.view or not self.total:
            return -1
        return int(self._desk.ask("subsidios.proxima_diferenca", asked=self._asked(), place=place, by=by))

    def file(self, path: Path) -> RowsFile:
        """What is written when the table is exported: every row of the filters, the columns of the view."""
        names = self.columns.names(self.view, self._known)
        titles = tuple(self.columns.whole_title(self.view, name) for name in names)
        numbers = self._desk.house.texts.numbers
        return RowsFile(self._asked(), names, titles, path, (numbers.truth(False), numbers.truth(True)))

    def band_at(self, place: int) -> dict[str, object]:
        """The values of the band at a place as the engine keeps them; nothing for a row of another kind."""
        if not self.of_bands or place < 0:
            return {}
        page: RowsPage = self._desk.ask("subsidios.diferencas", asked=self._asked(), offset=place, limit=1)
        names = [column.name for column in page.columns]
        return dict(zip(names, page.rows[0], strict=True)) if page.rows else {}

    # --- inside

    def refresh(self) -> None:
        """Reads the rows in front again."""
        if self._cells is None:
            return
        specs, samples = self.columns.specs(self.view, self._known), self._cells.longest(self._known)
        self._first = self._desk.ask("subsidios.diferencas", asked=self._asked(), offset=0, limit=PAGE)
        assert self._first is not None
        self.total = self._first.total
        self.model.set_source(specs, self.total, self._fetch, samples)
        self.changed.emit()

    def _fetch(self, offset: int, limit: int) -> list[Row]:
        if self._cells is None:
            return []
        page, self._first = self._first if offset == 0 else None, None
        try:
            page = page or self._desk.ask("subsidios.diferencas", asked=self._asked(), offset=offset, limit=limit)
        except KnownError:
            return []
        return self._cells.rows(page)

    def _asked(self) -> RowsAsked:
        sort, descending = self._sorted or (SIZE, True)
        return RowsAsked(self.view, tuple(self._filters()), self.search.strip(), sort, descending)

    def _filters(self) -> list[Filter]:
        if not self.of_bands:
            return []
        found = [Filter("efeito", "diferente", 0)] if self.only_differing else []
        if self.cause is not None:
            found += [Filter("causa", "igual", self.cause.code), Filter("causa_de", "igual", self.cause.theirs),
                      Filter("causa_para", "igual", self.cause.ours), Filter("ato", "igual", self.cause.act or None),
                      Filter("clausula", "igual", self.cause.clause or None)]  # fmt: skip
        return found

    def _sort(self, column: str, descending: object) -> None:
        self._sorted = None if descending is None else (column, bool(descending))
        self.refresh()
