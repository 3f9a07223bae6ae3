"""The rows of evidence in front: of a check or frozen with a finding, in pages, searched, sorted, saved as a file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from storage.auditoria.rows import CellValue, RowColumn, RowsAsked, RowsPage
from storage.auditoria.rows_file import RowsFile
from storage.errors import KnownError
from storage.texts.numbers import NO_VALUE
from viewmodels.memory import MemoryView, RuleLine
from viewmodels.operations.subsidios.evidence import EvidenceFile, EvidenceOf
from viewmodels.operations.subsidios.rows import Written
from viewmodels.screens.memory_source import Told
from viewmodels.screens.papers_desk import PapersDesk
from viewmodels.screens.subsidios.audit import AuditViewModel
from viewmodels.screens.subsidios.stage_cells import StageColumns
from viewmodels.screens.subsidios.stage_filters import TypedFilter, filtered, unfiltered, words_of
from viewmodels.table_pages import PagedTableModel
from viewmodels.table_spec import Cell, ColumnSpec, Kind, Row

SIGNAL = "sinal"
EXPORT = "subsidios.exportar_evidencia"
FROZEN = "evidencia"


@dataclass(frozen=True, slots=True)
class EvidenceCellAt:
    """A number of a row of evidence: whose, which row, which column."""

    of: EvidenceOf
    row: str
    column: str


class FrozenCellAt(EvidenceCellAt):
    """The same, of a row frozen with a finding."""


@dataclass(frozen=True)
class EvidenceColumns(StageColumns):
    """The columns of evidence in words; what kind of case a row is, too; whole numbers without places."""

    of: EvidenceOf = EvidenceOf()
    cell_at: type[EvidenceCellAt] = EvidenceCellAt

    def _spec(self, column: RowColumn) -> ColumnSpec:
        spec = StageColumns._spec(self, column)
        whole = spec.kind is Kind.NUMBER and not column.type.startswith("DECIMAL")
        return replace(spec, places=0) if whole else spec

    def _row(self, number: str, values: Mapping[str, CellValue]) -> Row:
        row = StageColumns._row(self, number, values)
        numeric = {column.name for column in self.columns if column.is_number}
        told = {
            name: replace(cell, figure_address=self.cell_at(self.of, number, name))
            for name, cell in row.cells.items()
            if name in numeric and cell.raw is not None
        }
        return replace(row, cells={**row.cells, **told})

    def _cell(self, name: str, value: CellValue, row: Mapping[str, CellValue] | None = None) -> Cell:
        if isinstance(value, int) and not isinstance(value, bool):
            return Cell(self.texts.numbers.number(value, 0), value)
        return StageColumns._cell(self, name, value, row)

    def _words(self, name: str, value: str) -> str:
        code = f"SUB_SINAL.{value}"
        if name == SIGNAL and self.texts.knows(code):
            return self.texts.say(code)
        return StageColumns._words(self, name, value)


class EvidenceViewModel(QObject):
    """What the table of evidence shows; nothing while nobody is in front."""

    changed = Signal()

    def __init__(self, audit: AuditViewModel, cell_at: type[EvidenceCellAt], parent: QObject | None = None) -> None:
        """No rows yet; `cell_at` is how its numbers are addressed."""
        super().__init__(parent)
        self._cell_at = cell_at
        self.audit, self.desk = audit, audit.desk
        self.of, self.title, self.refused = EvidenceOf(), "", ""
        self.asked = RowsAsked("")
        self.total, self.whole = 0, 0
        self.table = PagedTableModel(self)
        self._writer: EvidenceColumns | None = None
        self.table.sort_requested.connect(self._sort)

    @property
    def there(self) -> bool:
        """True while there are rows behind what is in front, filtered or not."""
        return self.whole > 0

    def show(self, of: EvidenceOf, title: str) -> None:
        """Brings the rows of a check or of a finding to the front."""
        if (of, title) == (self.of, self.title) and self._writer is not None:
            return
        self.clear()
        self.of, self.title, self.asked = of, title, RowsAsked(of.relation or FROZEN)
        try:
            columns: tuple[RowColumn, ...] = self.desk.ask("subsidios.colunas_de_evidencia", of=of)
        except KnownError as error:
            self.refused = self.desk.say_error(error)
            self.changed.emit()
            return
        self._writer = EvidenceColumns(self.desk.house.texts, "", (), columns, of, self._cell_at)
        self.table.sort_column, self.table.sort_descending = None, False
        self._fill()
        self.whole = self.total
        self.changed.emit()

    def clear(self) -> None:
        """Nobody is in front."""
        self.of, self.title, self.refused, self._writer = EvidenceOf(), "", "", None
        self.total = self.whole = 0
        self.table.set_source((), 0, None)
        self.changed.emit()

    def search(self, text: str) -> None:
        """Only rows with this in some text."""
        self._ask(replace(self.asked, search=text.strip()))

    def filter(self, typed: TypedFilter) -> None:
        """Only rows whose column is as typed, in place of what was asked of that column."""
        self._ask(filtered(self.asked, typed))

    def unfilter(self, column: str = "") -> None:
        """Takes back what was asked of a column, or of every one, and the search with them."""
        self._ask(unfiltered(self.asked, column))

    @property
    def filters(self) -> tuple[tuple[str, str], ...]:
        """What is asked of each column: its name, and the words of the condition."""
        return tuple((each.column, words_of(self.desk.house.texts, each)) for each in self.asked.filters)

    def column(self, name: str) -> RowColumn | None:
        """A column of what is in front."""
        columns = () if self._writer is None else self._writer.columns
        return next((column for column in columns if column.name == name), None)

    @property
    def rows_said(self) -> str:
        """`177 linhas`, or `12 linhas de 177` while something is searched for."""
        numbers = self.desk.house.texts.numbers
        total = numbers.number(self.whole, 0)
        if not self.asked.search and not self.asked.filters:
            return self.desk.say("SUB_ACHADO.LINHAS", n=self.whole, total=total)
        found = numbers.number(self.total, 0)
        return self.desk.say("SUB_ACHADO.LINHAS_ACHADAS", n=self.total, linhas=found, total=total)

    @property
    def export_reason(self) -> str:
        """Why the rows cannot be saved, in words; "" when they can."""
        return self.desk.reason(EXPORT) or ""

    def export(self, path: Path) -> None:
        """Writes the rows asked for, beside whatever else is done."""
        if self._writer is None:
            return
        specs, numbers = self._writer.specs(), self.desk.house.texts.numbers
        titles = tuple(f"{spec.title} ({spec.unit})" if spec.unit else spec.title for spec in specs)
        truth = (numbers.truth(False), numbers.truth(True))
        rows = RowsFile(self.asked, tuple(spec.key for spec in specs), titles, path, truth)
        job = self.desk.work(EXPORT, file=EvidenceFile(self.of, rows))
        job.connect(done=lambda made: self._exported(made, path), refused=self.desk.refused.emit)
        job.start()

    def _exported(self, made: Written, path: Path) -> None:
        PapersDesk(self.desk).left_file(path, made.sha256)
        self.desk.shell.notify(self.desk.say("SUB_ACHADO.EXPORTADA", lugar=path.parent.name or str(path)))

    def tell(self, address: EvidenceCellAt) -> Told | None:
        """A number of a row for the dock: its whole value, and the row it stands in."""
        index = self.table.find(address)
        if address.of != self.of or self._writer is None or not index.isValid():
            return None
        row, specs = self.table.row_at(index.row()), {spec.key: spec for spec in self._writer.specs()}
        cell, spec = row.cell(address.column), specs[address.column]
        rules = tuple(
            RuleLine(each.title, f"{row.cell(key).text} {each.unit}".strip())
            for key, each in specs.items()
            if key != address.column and row.cell(key).text not in ("", NO_VALUE)
        )
        money = spec.unit == self.desk.house.texts.numbers.unit("BRL")
        path = (self.desk.say("AREA.subsidio"), self.title, spec.title)
        value = cell.tooltip or cell.text
        return Told(MemoryView(address, path, value, spec.unit, unit_first=money, rules=rules))

    # --- inside

    def _sort(self, column: str, descending: object) -> None:
        self._ask(replace(self.asked, sort="" if descending is None else column, descending=descending is True))

    def _ask(self, asked: RowsAsked) -> None:
        if asked != self.asked:
            self.asked = asked
            self._fill()
            self.changed.emit()

    def _fill(self) -> None:
        if self._writer is None:
            return
        self.total = self._read(0, 1).total
        self.table.set_source(self._writer.specs(), self.total, self._page, self._writer.longest())

    def _page(self, offset: int, limit: int) -> Sequence[Row]:
        return () if self._writer is None else self._writer.rows(self._read(offset, limit))

    def _read(self, offset: int, limit: int) -> RowsPage:
        """Some rows; none while another run of the checks takes the place of this one."""
        try:
            found: RowsPage = self.desk.ask(
                "subsidios.linhas_de_evidencia", of=self.of, asked=self.asked, offset=offset, limit=limit
            )
        except KnownError:
            return RowsPage((), (), (), 0)
        return found
