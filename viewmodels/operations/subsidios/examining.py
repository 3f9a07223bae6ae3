"""Looking into a source before it is read: which tables it has, which columns, and how they answer to ours."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from storage.auditoria.book_tables import read_book
from storage.auditoria.catalogue import Catalogue, catalogue
from storage.auditoria.erp_look import SeenTable
from storage.auditoria.erp_origin import ErpOrigin
from storage.auditoria.matching import Matched, match_columns
from storage.auditoria.places import BOOK, find_tables
from storage.auditoria.raw_tables import FileReading, Reading
from storage.auditoria.remembered import kept_columns
from storage.auditoria.sources import SourceKind
from storage.auditoria.stage_catalogue import stage_catalogue
from storage.errors import KnownError
from viewmodels.jobs import Progress, Work
from viewmodels.operations.house import House
from viewmodels.operations.registry import AUDIT_AREA, operation
from viewmodels.operations.scope import Scope
from viewmodels.operations.subsidios.from_database import look
from viewmodels.operations.subsidios.workspace import open_audit_of

Origin = Path | ErpOrigin
"""Where the tables of an import come from: a folder, a book, or an ERP."""


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table of a source: its files, the columns of each, and what was matched once with ours.

    `trouble` is what keeps it from being read at all: a damaged file, a table the ERP does not show.
    """

    name: str
    files: tuple[str, ...]
    heads: tuple[tuple[str, ...], ...]
    kept: Mapping[str, str]
    trouble: KnownError | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column of its files, in the order met."""
        return tuple(dict.fromkeys(name for head in self.heads for name in head if name))

    def matched(self, asked: Catalogue, by_hand: Mapping[str, str]) -> Matched:
        """How its columns answer to ours; a column is lacking when any of its files does not have it."""
        pairs = {**self.kept, **by_hand}
        each = [match_columns(asked.tables[self.name], head, pairs) for head in self.heads]
        theirs = {ours: name for one in reversed(each) for ours, name in one.theirs.items()}
        lacking = dict.fromkeys(name for one in each for name in one.lacking)
        used = set(theirs.values())
        return Matched(theirs, tuple(lacking), tuple(name for name in self.columns if name not in used))


@dataclass(frozen=True, slots=True)
class Examined:
    """What a source has: its tables in the order they are read, those named twice, and what no set of ours lacks."""

    path: Origin
    tables: tuple[FoundTable, ...]
    twice: tuple[str, ...]
    lacking: tuple[str, ...]
    """Tables without which nothing can be recalculated."""


_Place = tuple[str, tuple[str, ...], Callable[[], Iterator[Reading]]]


def asked_tables(kind: SourceKind) -> Catalogue:
    """The tables an import of a kind is made of."""
    return catalogue() if kind is SourceKind.INPUT else stage_catalogue()


@operation("subsidios.examinar", right="subsidios.importar", mode="read", area=AUDIT_AREA)
def examine(
    house: House, scope: Scope, *, path: Origin, kind: SourceKind = SourceKind.INPUT, password: str = ""
) -> Work[Examined]:
    """Tables and columns of a folder, of a book or of an ERP, without reading their rows.

    `password` is the ERP's, tried and not kept; "" takes the keyring's. Raises KnownError AUDITORIA_NENHUMA,
    IMPORTACAO.… when there is nothing to read, ORG_001.….
    """
    open_audit_of(house)
    asked = asked_tables(kind)
    with house.store.read() as connection:
        kept = kept_columns(connection, scope.client)
    yield Progress("SUBSIDIO_IMPORTA.EXAMINANDO", 0, None, {"pasta": path.name})
    if isinstance(path, ErpOrigin):
        seen = yield from look(house, scope, path, asked, password)
        return _examined(path, asked, (), [_seen(each, kept.get(each.name, {})) for each in seen])
    twice, places = _places(path, asked)
    found = []
    for done, (name, files, readings) in enumerate(places):
        yield Progress("SUBSIDIO_IMPORTA.EXAMINANDO", done, len(places), {"pasta": path.name})
        found.append(_found(name, files, readings, kept.get(name, {})))
    return _examined(path, asked, twice, found)


def _examined(path: Origin, asked: Catalogue, twice: tuple[str, ...], found: Sequence[FoundTable]) -> Examined:
    there = {table.name for table in found}
    lacking = min(([name for name in each if name not in there] for each in asked.sets), key=len)
    return Examined(path, tuple(found), twice, tuple(lacking))


def _seen(table: SeenTable, kept: Mapping[str, str]) -> FoundTable:
    heads = () if table.trouble is not None else (table.columns,)
    return FoundTable(table.name, (table.theirs,), heads, kept, table.trouble)


def _found(
    name: str, files: tuple[str, ...], readings: Callable[[], Iterator[Reading]], kept: Mapping[str, str]
) -> FoundTable:
    try:
        return FoundTable(name, files, tuple(dict.fromkeys(reading.names() for reading in readings())), kept)
    except KnownError as error:
        return FoundTable(name, files, (), kept, error)


def _places(path: Path, asked: Catalogue) -> tuple[tuple[str, ...], Sequence[_Place]]:
    """Names claimed twice, and each table with its files and what reads them, in the order of an import."""
    if path.suffix.casefold() == BOOK and path.is_file():
        book = read_book(path, asked)
        sheets = [(name, (sheet.shown,), _one(sheet)) for name, sheet in book.sheets.items()]
        return book.twice, sheets
    found = find_tables(path, asked)
    tables = []
    for each in found.tables:
        files = tuple(file.relative_to(found.root).as_posix() for file in each.files)
        tables.append((each.table, files, _several(files, each.files)))
    return found.twice, tables


def _one(reading: Reading) -> Callable[[], Iterator[Reading]]:
    return lambda: iter((reading,))


def _several(shown: Sequence[str], files: Sequence[Path]) -> Callable[[], Iterator[Reading]]:
    return lambda: (FileReading(name, file) for name, file in zip(shown, files, strict=True))
