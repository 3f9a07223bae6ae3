"""Etapas: the stages of the calculation in order, and the rows of the one in front, brought by the engine in pages."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from storage.auditoria.rows import RowColumn, RowsAsked, RowsPage
from storage.auditoria.rows_file import RowsFile
from storage.errors import KnownError
from viewmodels.changes import Changed
from viewmodels.operations.subsidios.cause_words import stage_in_short
from viewmodels.operations.subsidios.explaining import StageCell
from viewmodels.operations.subsidios.origin import OriginCell
from viewmodels.operations.subsidios.rows import StageRows, Written
from viewmodels.screens.column_choice import ColumnChoice, ColumnOption
from viewmodels.screens.papers_desk import PapersDesk
from viewmodels.screens.subsidios.audit import CALCULATION, AuditViewModel
from viewmodels.screens.subsidios.stage_cells import NUMBERING, StageColumns
from viewmodels.screens.subsidios.stage_filters import TypedFilter, filtered, unfiltered, words_of
from viewmodels.state import State
from viewmodels.table_pages import PagedTableModel
from viewmodels.table_spec import Row

QUIET = NUMBERING
"""Columns hidden until somebody asks for them."""


@dataclass(frozen=True, slots=True)
class StageItem:
    """One stage of the list: its table, title (and a short one), what it does, its rows in words, its state."""

    name: str
    title: str
    short: str
    explains: str
    rows: str
    state: State


class StagesViewModel(QObject):
    """The list of stages and the table of one of them."""

    changed = Signal()
    """The stages, or which one is in front."""
    rows_changed = Signal()
    """What is filtered, searched or sorted."""

    def __init__(self, audit: AuditViewModel, parent: QObject | None = None) -> None:
        """The stages on the bench of this audit."""
        super().__init__(parent)
        self.audit, self.desk = audit, audit.desk
        self.stages: tuple[StageItem, ...] = ()
        self.stage = ""
        self.asked = RowsAsked("")
        self.table = PagedTableModel(self)
        self.total = 0
        self._kept: dict[str, StageRows] = {}
        self._columns: tuple[RowColumn, ...] = ()
        self._writer: StageColumns | None = None
        self._choice: ColumnChoice | None = None
        self._hidden: frozenset[str] = frozenset()
        self.table.sort_requested.connect(self._sort)
        self.desk.changes.subscribe(self._told, CALCULATION)
        self.refresh()

    # --- what the page calls

    def refresh(self) -> None:
        """Read the stages again; the one in front stays, with its filters, while it is still there."""
        found: Sequence[StageRows] = self.desk.ask("subsidios.etapas") if self.audit.laid is not None else ()
        self._kept = {each.name: each for each in found}
        self.stages = tuple(self._item(each) for each in found)
        before, wanted = self.stage, self.stage if self.stage in self._kept else self._last()
        self.stage = ""
        if wanted:
            self.choose(wanted, self.asked if before == wanted else None)
        else:
            self.table.set_source((), 0, None)
            self.changed.emit()

    def choose(self, stage: str, asked: RowsAsked | None = None) -> None:
        """Brings a stage to the front."""
        if stage == self.stage or stage not in self._kept:
            return
        self.stage, self.asked = stage, asked or RowsAsked(stage)
        self._columns = self.desk.ask("subsidios.colunas", table=stage)
        self._writer = StageColumns(self.desk.house.texts, stage, self._kept[stage].key, self._columns)
        self._choice = ColumnChoice(self.desk, f"etapa.{stage}", self._kept[stage].key)
        self._hidden = frozenset(c.name for c in self._columns if c.name in QUIET)
        self.table.sort_column, self.table.sort_descending = self.asked.sort or None, self.asked.descending
        self._fill()
        self.changed.emit()

    def step(self, by: int) -> None:
        """The stage after (1) or before (-1) the one in front."""
        names = [each.name for each in self.stages]
        if self.stage in names:
            at = names.index(self.stage) + by
            if 0 <= at < len(names):
                self.choose(names[at])

    def search(self, text: str) -> None:
        """Only rows with this in some text."""
        self._ask(replace(self.asked, search=text.strip()))

    def filter(self, typed: TypedFilter) -> None:
        """Only rows whose column is as typed, in place of what was asked of that column."""
        self._ask(filtered(self.asked, typed))

    def unfilter(self, column: str = "") -> None:
        """Takes back what was asked of a column, or of every one, and the search with them."""
        self._ask(unfiltered(self.asked, column))

    def show_column(self, key: str, shown: bool) -> None:
        """Shows or hides a column; the choice is kept where it can be."""
        if key in QUIET or not self.audit.is_open or self._choice is None:
            self._hidden = self._hidden - {key} if shown else self._hidden | {key}
        else:
            self._choice.choose(key, shown)
        self._fill()

    def place_of(self, address: StageCell | OriginCell) -> tuple[int, int] | None:
        """Row and column of a cell, its stage brought to the front; None when filters or choices leave it out."""
        self.choose(address.stage)
        columns = [spec.key for spec in self.table.columns]
        if self.stage != address.stage or address.column not in columns:
            return None
        row: int = self.desk.ask("subsidios.lugar", asked=self.asked, key=address.key)
        return None if row < 0 else (row, columns.index(address.column))

    def export(self, path: Path) -> None:
        """Writes every row that is filtered, with the columns shown; how many went is said at the end."""
        shown, numbers = self.table.columns, self.desk.house.texts.numbers
        titles = tuple(f"{spec.title} ({spec.unit})" if spec.unit else spec.title for spec in shown)
        truth = (numbers.truth(False), numbers.truth(True))
        file = RowsFile(self.asked, tuple(spec.key for spec in shown), titles, path, truth)
        job = self.desk.work("subsidios.exportar_linhas", file=file)
        job.connect(done=lambda written: self._exported(written, path), refused=self.desk.refused.emit)
        job.start()

    def _exported(self, written: Written, path: Path) -> None:
        PapersDesk(self.desk).left_file(path, written.sha256)
        numbers = self.desk.house.texts.numbers
        told = {"n": written.rows, "linhas": numbers.number(written.rows, 0), "lugar": path.parent.name or str(path)}
        if written.rows < written.total:
            code, told["total"] = "SUBSIDIO_TELA.EXPORTADAS_ALGUMAS", numbers.number(written.total, 0)
        else:
            code = "SUBSIDIO_TELA.EXPORTADAS"
        self.desk.shell.notify(self.desk.say(code, **told))

    # --- what the page shows

    @property
    def file_name(self) -> str:
        """A name to propose for the export."""
        return f"{self.stage}.xlsx"

    @property
    def title(self) -> str:
        """Name of the stage in front."""
        return next((each.title for each in self.stages if each.name == self.stage), "")

    @property
    def filters(self) -> tuple[tuple[str, str], ...]:
        """What is asked of each column: its name, and the words of the condition."""
        return tuple((each.column, words_of(self.desk.house.texts, each)) for each in self.asked.filters)

    @property
    def is_filtered(self) -> bool:
        """True while some rows may be left out."""
        return bool(self.asked.filters or self.asked.search)

    def options(self) -> tuple[ColumnOption, ...]:
        """The columns that may be shown or hidden."""
        if self._choice is None or self._writer is None:
            return ()
        listed = self._choice.options(self._writer.specs())
        return tuple(replace(one, shown=one.shown and one.key not in self._hidden) for one in listed)

    def column(self, name: str) -> RowColumn | None:
        """A column of the stage in front."""
        return next((column for column in self._columns if column.name == name), None)

    def range_words(self, first: int, last: int) -> str:
        """`linhas 212 a 232 de 1.204`."""
        if not self.total:
            return self.desk.say("SUBSIDIO_TELA.NENHUMA_LINHA")
        numbers = self.desk.house.texts.numbers
        told = {"de": numbers.number(first, 0), "ate": numbers.number(last, 0), "n": numbers.number(self.total, 0)}
        return self.desk.say("SUBSIDIO_TELA.LINHAS", **told)

    # --- inside

    def _told(self, _changed: Changed) -> None:
        self.stage = self.stage if self.audit.laid is not None else ""
        self.refresh()

    def _last(self) -> str:
        """The stage that pays is the one to begin with."""
        return self.stages[-1].name if self.stages else ""

    def _item(self, each: StageRows) -> StageItem:
        say, n = self.desk.say, self.desk.house.texts.numbers.number(each.rows, 0)
        words = say("SUBSIDIO_TELA.N_LINHAS", n=each.rows, total=n)
        state = State.OK if each.rows else State.SEM_DADOS
        name = f"SUB_ETAPA.{each.name}"
        short = stage_in_short(self.desk.house.texts, each.name)
        return StageItem(each.name, say(name), short, say(f"{name}.EXPLICA"), words, state)

    def _sort(self, column: str, descending: object) -> None:
        self._ask(replace(self.asked, sort="" if descending is None else column, descending=descending is True))

    def _ask(self, asked: RowsAsked) -> None:
        if asked != self.asked:
            self.asked = asked
            self._fill()

    def _fill(self) -> None:
        """Shows the rows asked for: their number first, then each page when it is looked at."""
        writer, choice = self._writer, self._choice
        if writer is None or choice is None:
            return
        try:
            first: RowsPage = self.desk.ask("subsidios.linhas", asked=self.asked, offset=0, limit=1)
        except KnownError as error:
            self.desk.refused.emit(error)
            return
        self.total = first.total
        specs = [spec for spec in choice.visible(writer.specs()) if spec.key not in self._hidden]
        self.table.set_source(specs, first.total, self._page, writer.longest())
        self.rows_changed.emit()

    def _page(self, offset: int, limit: int) -> Sequence[Row]:
        """Rows the table looks at; none while another calculation takes the place of this one."""
        if self._writer is None:
            return ()
        try:
            page: RowsPage = self.desk.ask("subsidios.linhas", asked=self.asked, offset=offset, limit=limit)
        except KnownError:
            return ()
        return self._writer.rows(page)
