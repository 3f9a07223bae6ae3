"""Bringing in an audit's tables: a folder of Parquet or CSV files, or a book with a sheet per table; all or nothing."""

from collections.abc import Generator, Iterator, Sequence
from datetime import date
from pathlib import Path

from storage.auditoria.book_tables import read_book
from storage.auditoria.catalogue import Catalogue, catalogue
from storage.auditoria.faulted import FaultList, Faults
from storage.auditoria.matching import ColumnsMap
from storage.auditoria.one_table import Brought, bring
from storage.auditoria.places import BOOK, SourceFile, find_tables, sources_of
from storage.auditoria.raw_tables import FileReading, Reading
from storage.auditoria.taking import ReadTables, taken

_Claim = tuple[str, Sequence[Reading], tuple[SourceFile, ...]]


def read_folder(
    path: Path, asked: Catalogue, days: Sequence[date] | None = None, columns_map: ColumnsMap | None = None
) -> ReadTables | Faults:
    """Typed tables of a folder (or its `inputs`) or of an .xlsx, or the list of what is wrong with them.

    `days` are the settled ones, for coverage; None takes those of the calendar read. `columns_map` is what somebody
    matched before: table -> our column -> theirs. Raises KnownError IMPORTACAO.* when there is nothing to read.
    """
    reading = read_by_table(path, asked, days, columns_map)
    while True:
        try:
            next(reading)
        except StopIteration as ended:
            found: ReadTables | Faults = ended.value
            return found


def read_by_table(
    path: Path, asked: Catalogue, days: Sequence[date] | None = None, columns_map: ColumnsMap | None = None
) -> Generator[str, None, ReadTables | Faults]:
    """As `read_folder`, yielding the name of each table before it is read: a place to tell and to stop."""
    faults, brought = FaultList(), dict[str, Brought]()
    remembered = columns_map or {}
    for name, readings, sources in _claimed(path, asked, faults):
        yield name
        brought[name] = bring(asked.tables[name], readings, sources, remembered.get(name, {}), faults)
    return taken(brought, asked, path.name, days, faults)


def _claimed(path: Path, asked: Catalogue, faults: FaultList) -> Iterator[_Claim]:
    """Each table found, its parts to read and the files they are in."""
    if path.suffix.casefold() == BOOK and path.is_file():
        book = read_book(path, asked)
        _say_twice(book.twice, faults)
        yield from ((name, [sheet], (book.source,)) for name, sheet in book.sheets.items())
        return
    found = find_tables(path, asked)
    _say_twice(found.twice, faults)
    for each in found.tables:
        sources = sources_of(found.root, each.files)
        parts = zip(sources, each.files, strict=True)
        yield each.table, [FileReading(source.name, file) for source, file in parts], sources


def _say_twice(tables: Sequence[str], faults: FaultList) -> None:
    for name in tables:
        faults.add("", name, 0, "", "IMPORTACAO.TABELA.DUAS_FONTES")


__all__ = ["Faults", "ReadTables", "catalogue", "read_by_table", "read_folder"]
