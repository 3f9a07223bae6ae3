"""Bringing in an audit's tables: a folder of Parquet or CSV files, or a book with a sheet per table; all or nothing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from engines.finding import Finding
from storage.auditoria.book_tables import read_book
from storage.auditoria.catalogue import Catalogue, catalogue
from storage.auditoria.checking import uncovered_days
from storage.auditoria.faulted import FaultList, Faults
from storage.auditoria.matching import ColumnsMap
from storage.auditoria.one_table import Brought, bring
from storage.auditoria.places import BOOK, SourceFile, find_tables, sources_of
from storage.auditoria.raw_tables import FileReading, Reading

if TYPE_CHECKING:
    import pyarrow

CALENDAR = "subsidio_data_versao_efetiva"
NO_MAP: ColumnsMap = {}
_Claim = tuple[str, Sequence[Reading], tuple[SourceFile, ...]]


@dataclass(frozen=True, slots=True)
class ReadTables:
    """Everything a source brought, typed: tables by name, those nobody brought, the files and their SHA-256.

    `columns` is how each table's columns were matched, to be remembered; `warnings` are the days without rows.
    """

    tables: "Mapping[str, pyarrow.Table]"
    absent: tuple[str, ...]
    sources: Mapping[str, tuple[SourceFile, ...]]
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    warnings: tuple[Finding, ...] = ()


def read_folder(
    path: Path, asked: Catalogue, days: Sequence[date] | None = None, columns_map: ColumnsMap | None = None
) -> ReadTables | Faults:
    """Typed tables of a folder (or its `inputs`) or of an .xlsx, or the list of what is wrong with them.

    `days` are the settled ones, for coverage; None takes those of the calendar read. `columns_map` is what somebody
    matched before: table -> our column -> theirs. Raises KnownError IMPORTACAO.* when there is nothing to read.
    """
    faults = FaultList()
    brought = dict(_brought(path, asked, columns_map or NO_MAP, faults))
    _require_a_set(asked, brought, path, faults)
    if faults:
        return faults.closed()
    tables = {name: each.rows for name, each in brought.items()}
    settled = _days(tables) if days is None else days
    return ReadTables(
        tables,
        tuple(name for name in asked.tables if name not in brought),
        {name: each.sources for name, each in brought.items()},
        {name: each.columns for name, each in brought.items()},
        tuple(found for name in tables for found in uncovered_days(asked.tables[name], tables[name], settled)),
    )


def _brought(path: Path, asked: Catalogue, remembered: ColumnsMap, faults: FaultList) -> Iterator[tuple[str, Brought]]:
    for name, readings, sources in _claimed(path, asked, faults):
        yield name, bring(asked.tables[name], readings, sources, remembered.get(name, {}), faults)


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


def _require_a_set(asked: Catalogue, brought: Mapping[str, object], path: Path, faults: FaultList) -> None:
    """A source serves when it has one of the catalogue's sets whole; else the set it comes closest to is named."""
    lacking = min(([name for name in each if name not in brought] for each in asked.sets), key=len)
    for name in lacking:
        faults.add(path.name, name, 0, "", "IMPORTACAO.TABELA.AUSENTE")


def _days(tables: "Mapping[str, pyarrow.Table]") -> list[date]:
    import pyarrow.compute as pc

    return sorted(pc.unique(tables[CALENDAR].column("data")).to_pylist()) if CALENDAR in tables else []


__all__ = ["Faults", "ReadTables", "catalogue", "read_folder"]
