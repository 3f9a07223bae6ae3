"""One reader of tables brought from outside, CSV or XLSX: every row read, or the list of what is wrong and where."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from storage.errors import KnownError
from storage.imports.content import content_of, fingerprint
from storage.imports.delimited import text_sheet
from storage.imports.grid import Grid, Raw, Sheet, column_letters
from storage.imports.spreadsheet import OLD_BOOK, PACKAGE, book_sheets
from storage.imports.values import Reading, Unreadable, Value, read_value

HEADER_WITHIN = 15
"""Lines from the top among which the header is looked for."""
MOST_FAULTS = 200


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """A column asked for: its key, the headers it answers to (the first is the one shown), how it reads."""

    key: str
    headers: tuple[str, ...]
    reading: Reading = field(default_factory=Reading)
    required: bool = True
    """False where the column may be missing or its cells empty."""


@dataclass(frozen=True, slots=True)
class RowFault:
    """Something wrong at one place of a file: line counted from 1, the column as its header names it."""

    file: str
    sheet: str
    line: int
    column: str
    code: str
    args: Mapping[str, object] = field(default_factory=dict)

    @property
    def said_with(self) -> Mapping[str, object]:
        """Arguments of the sentence `code`: the place and what was found there."""
        place = {"arquivo": self.file, "folha": self.sheet, "linha": self.line, "coluna": self.column}
        return {**place, **self.args}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: where it stands and its values by column key."""

    line: int
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Table:
    """A table that reads whole; `sha256` is of the file's bytes, `columns` the header of each key."""

    file: str
    sheet: str
    sha256: str
    columns: Mapping[str, str]
    rows: tuple[Row, ...]

    def fault(self, row: Row, key: str, code: str, **args: object) -> RowFault:
        """A fault found later at a cell of this table (an unknown sector, a value too large)."""
        return RowFault(self.file, self.sheet, row.line, self.columns[key], code, args)


def read_grid(source: Path | bytes, name: str = "") -> Grid:
    """Raw cells of every sheet, for layouts nobody knows yet.

    Raises KnownError IMPORTACAO.* when the file cannot be read as CSV or XLSX at all, or passes a limit.
    """
    content, shown = content_of(source, name)
    book = content.startswith((PACKAGE, OLD_BOOK))
    sheets = book_sheets(content, shown) if book else (text_sheet(content, shown),)
    return Grid(shown, fingerprint(content), sheets)


def read_table(source: Path | bytes, name: str, columns: Sequence[ColumnSpec]) -> Table | list[RowFault]:
    """The first table whose header holds every required column; a list of faults when any line does not read.

    Empty lines are passed over; a cell with a formula is a fault: nothing is calculated here. Raises as `read_grid`.
    """
    grid = read_grid(source, name)
    found = next(filter(None, (_header(sheet, columns) for sheet in grid.sheets)), None)
    if found is None:
        return [_no_header(grid, columns)]
    sheet, line, places = found
    rows, faults = _rows(grid, sheet, line, places, columns)
    if not rows and not faults:
        raise KnownError("IMPORTACAO.SEM_LINHAS", arquivo=grid.name)
    heads = {c.key: c.headers[0] for c in columns}
    return faults if faults else Table(grid.name, sheet.name, grid.sha256, heads, tuple(rows))


def same_word(text: object) -> str:
    """A header or a name as it is compared: no accents, no case, single spaces."""
    plain = unicodedata.normalize("NFKD", str(text)).encode("ascii", "ignore").decode()
    return " ".join(plain.casefold().replace("_", " ").split())


_Header = tuple[Sheet, int, Mapping[str, int]]


def _header(sheet: Sheet, columns: Sequence[ColumnSpec]) -> _Header | None:
    """Line of the header (from 1) and the place of each column found in it."""
    asked = {same_word(head): c.key for c in columns for head in c.headers}
    required = {c.key for c in columns if c.required}
    for line, row in enumerate(sheet.rows[:HEADER_WITHIN], 1):
        places: dict[str, int] = {}
        for at, cell in enumerate(row):
            key = asked.get(same_word(cell)) if isinstance(cell, str) else None
            if key is not None:
                places.setdefault(key, at)
        if required <= places.keys():
            return sheet, line, places
    return None


def _no_header(grid: Grid, columns: Sequence[ColumnSpec]) -> RowFault:
    """Says the required columns the closest line lacks."""
    words = {same_word(c) for s in grid.sheets for row in s.rows[:HEADER_WITHIN] for c in row if isinstance(c, str)}
    lacking = [c.headers[0] for c in columns if c.required and not words & {same_word(h) for h in c.headers}]
    named = lacking or [c.headers[0] for c in columns if c.required]
    sheet = grid.sheets[0].name if grid.sheets else ""
    return RowFault(grid.name, sheet, 1, "", "IMPORTACAO.SEM_COLUNAS", {"colunas": ", ".join(named)})


def _rows(
    grid: Grid, sheet: Sheet, header: int, places: Mapping[str, int], columns: Sequence[ColumnSpec]
) -> tuple[list[Row], list[RowFault]]:
    rows: list[Row] = []
    faults: list[RowFault] = []
    for line, cells in enumerate(sheet.rows[header:], header + 1):
        if not any(cell not in (None, "") for cell in cells):
            continue
        values: dict[str, Value] = {}
        for spec, at in ((c, places.get(c.key)) for c in columns):
            raw = cells[at] if at is not None and at < len(cells) else None
            formula = at is not None and (line, at + 1) in sheet.formulas
            for code in _refusals(raw, spec, formula, values):
                shown = {"valor": str(raw if raw is not None else "")[:40], "casas": spec.reading.places}
                faults.append(RowFault(grid.name, sheet.name, line, spec.headers[0], code, shown))
        rows.append(Row(line, values))
        if len(faults) >= MOST_FAULTS:
            break
    return rows, faults[:MOST_FAULTS]


def _refusals(raw: Raw, spec: ColumnSpec, formula: bool, values: dict[str, Value]) -> Iterator[str]:
    """Codes of what is wrong with one cell; its value goes into `values` when nothing is."""
    if formula:
        yield "IMPORTACAO.FORMULA"
        return
    try:
        values[spec.key] = read_value(raw, spec.reading)
    except Unreadable as unreadable:
        yield str(unreadable)
        return
    if spec.required and values[spec.key] is None:
        yield "IMPORTACAO.CELULA_VAZIA"


__all__ = ["ColumnSpec", "Row", "RowFault", "Table", "column_letters", "read_grid", "read_table", "same_word"]
