"""A book with one sheet per table: cells as text, formulas marked, within the limits of every book brought in."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from storage.auditoria.catalogue import Catalogue
from storage.auditoria.places import SourceFile, table_named
from storage.auditoria.raw_tables import RawTable
from storage.imports.grid import Raw, Sheet
from storage.imports.table_file import read_grid, same_word

SHEET_NAME = 31
"""Letters Excel leaves to the name of a sheet: a longer table is known by its first ones."""


@dataclass(frozen=True, slots=True)
class SheetReading:
    """One sheet whose first row names the columns."""

    shown: str
    sheet: Sheet

    def names(self) -> tuple[str, ...]:
        """The columns the sheet has, in order; an unnamed one cannot be asked for."""
        return tuple(str(cell or "") for cell in (self.sheet.rows[0] if self.sheet.rows else ()))

    def read(self, columns: Sequence[str]) -> Iterator[RawTable]:
        """The asked columns as text, with the line and column of each formula among them."""
        import pyarrow

        names = self.names()
        rows = self.sheet.rows[1:]
        cells = {name: [_text(row[at]) if at < len(row) else None for row in rows] for at, name in enumerate(names)}
        table = pyarrow.table({name: pyarrow.array(cells[name], pyarrow.string()) for name in columns})
        placed = [(line, names[at - 1]) for line, at in sorted(self.sheet.formulas) if at <= len(names)]
        yield RawTable(self.shown, table, 2, True, tuple((line, name) for line, name in placed if name in columns))


@dataclass(frozen=True, slots=True)
class Book:
    """The sheets of a book that hold tables, the tables two sheets claim, and the file."""

    sheets: Mapping[str, SheetReading]
    twice: tuple[str, ...]
    source: SourceFile


def read_book(path: Path, catalogue: Catalogue) -> Book:
    """Every sheet named after a table. Raises KnownError IMPORTACAO.* when the book cannot be read."""
    grid = read_grid(path)
    found: dict[str, SheetReading] = {}
    twice = []
    for sheet in grid.sheets:
        table = _table_of(sheet.name, catalogue)
        if table in found:
            twice.append(table)
        if table:
            found.setdefault(table, SheetReading(f"{grid.name} [{sheet.name}]", sheet))
    return Book(found, tuple(twice), SourceFile(grid.name, grid.sha256))


def _table_of(name: str, catalogue: Catalogue) -> str:
    if len(name) == SHEET_NAME:
        cut = [table for table in catalogue.tables if same_word(table[:SHEET_NAME]) == same_word(name)]
        return cut[0] if len(cut) == 1 else table_named(name, catalogue)
    return table_named(name, catalogue)


def _text(cell: Raw) -> str | None:
    match cell:
        case None | "":
            return None
        case bool():
            return "true" if cell else "false"
        case Decimal():
            return format(cell, "f")
        case datetime():
            return cell.isoformat(" ")
        case str():
            return cell
        case _:
            return cell.isoformat()
