"""One table from its files: columns matched, types and emptiness checked file by file, the key over all of them."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from storage.auditoria.catalogue import InputTable, TableColumn
from storage.auditoria.checking import EMPTY, check_key
from storage.auditoria.faulted import FaultList
from storage.auditoria.from_text import Style, style_of
from storage.auditoria.matching import Matched, match_columns
from storage.auditoria.places import SourceFile
from storage.auditoria.raw_tables import RawTable, Reading
from storage.auditoria.typed import typed
from storage.errors import KnownError
from storage.snapshots import Kind
from storage.snapshots.parquet import arrow_type

if TYPE_CHECKING:
    import pyarrow


ERP_FAULTS = frozenset({"ORG_001.NO_TABLE", "ORG_001.NO_COLUMN", "ORG_001.NO_PRIVILEGE"})


@dataclass(frozen=True, slots=True)
class Brought:
    """A table's typed rows, where they came from and how its columns were matched."""

    rows: "pyarrow.Table"
    sources: tuple[SourceFile, ...]
    columns: Mapping[str, str]


def bring(
    table: InputTable,
    readings: Sequence[Reading],
    sources: tuple[SourceFile, ...],
    remembered: Mapping[str, str],
    faults: FaultList,
) -> Brought:
    """Reads the parts of one table; what is wrong goes to `faults`, and then the rows are not to be used."""
    before, parts, columns = faults.total, list[_Part](), dict[str, str]()
    for reading in readings:
        try:
            matched = match_columns(table, reading.names(), remembered)
            columns.update(matched.theirs)
            parts += _parts(table, reading, matched, faults)
        except KnownError as error:
            if not _of_the_table(error.code):
                raise
            faults.add(reading.shown, table.name, 0, "", error.code, **error.args_shown)
    return Brought(joined(table, parts, faults, whole=faults.total == before), sources, columns)


@dataclass(frozen=True, slots=True)
class _Part:
    """Typed rows, the file they came from and the line of the first."""

    file: str
    first_line: int
    rows: "pyarrow.Table"


def _parts(table: InputTable, reading: Reading, matched: Matched, faults: FaultList) -> Iterator[_Part]:
    for name in matched.lacking:
        faults.add(reading.shown, table.name, 0, name, "IMPORTACAO.TABELA.COLUNA_AUSENTE")
    for raw in reading.read(list(matched.theirs.values())):
        yield _Part(raw.file, raw.first_line, typed_rows(table, raw, matched, faults))


def _of_the_table(code: str) -> bool:
    """False for what stops the whole import: a lost connection, a request to stop."""
    return code.startswith("IMPORTACAO.") or code in ERP_FAULTS


def typed_rows(table: InputTable, raw: RawTable, matched: Matched, faults: FaultList) -> "pyarrow.Table":
    """The rows of one file under our names and types; a column that may be missing comes all empty."""
    import pyarrow

    for line, name in raw.formulas:
        faults.add(raw.file, table.name, line, name, "IMPORTACAO.TABELA.FORMULA")
    place = _Place(table.name, raw, _style(table, raw, matched))
    columns = [_values(asked, matched.theirs.get(asked.name), place, faults) for asked in table.columns]
    return pyarrow.table(columns, names=[each.name for each in table.columns])


@dataclass(frozen=True, slots=True)
class _Place:
    table: str
    raw: RawTable
    style: Style


def _style(table: InputTable, raw: RawTable, matched: Matched) -> Style:
    import pyarrow

    numbers = [c.name for c in table.columns if c.column.kind is Kind.DECIMAL and c.name in matched.theirs]
    given = [raw.rows.column(matched.theirs[name]) for name in numbers]
    return style_of([each for each in given if each.type == pyarrow.string()], raw.machine)


def _values(asked: TableColumn, theirs: str | None, place: _Place, faults: FaultList) -> Any:
    """One column typed, what is wrong with it said."""
    import pyarrow

    raw = place.raw
    if theirs is None:
        return pyarrow.nulls(len(raw.rows), arrow_type(asked.column))
    given = raw.rows.column(theirs)
    found = typed(given, asked.column, place.style)
    for code, wrong in found.wrong.items():
        args = {"casas": asked.column.places}
        faults.add_where(wrong, raw.file, place.table, raw.first_line, theirs, code, given, **args)
    calculated = any(name == theirs for _, name in raw.formulas)
    if not asked.nullable and given.null_count and not calculated:
        faults.add_where(given.is_null(), raw.file, place.table, raw.first_line, theirs, EMPTY, None)
    return found.values


def joined(table: InputTable, parts: Sequence[_Part], faults: FaultList, whole: bool) -> "pyarrow.Table":
    """The parts of a table one after another; the key is only checked when every cell reads."""
    import pyarrow

    empty = pyarrow.schema([(c.name, arrow_type(c.column)) for c in table.columns]).empty_table()
    rows = pyarrow.concat_tables([empty, *(part.rows for part in parts)])
    starts = [0, *accumulate(len(part.rows) for part in parts)]

    def place_of(row: int) -> tuple[str, int]:
        at = bisect_right(starts, row) - 1
        return parts[at].file, parts[at].first_line + row - starts[at]

    if whole:
        check_key(table, rows, place_of, faults)
    return rows
