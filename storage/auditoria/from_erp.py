"""The same tables from an ERP: read through its gateway in batches, into the same types, under the same checks."""

from collections.abc import Generator, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Protocol

from sqlalchemy import Column as SqlColumn
from sqlalchemy import MetaData, Numeric, Select, Table, literal_column, select
from sqlalchemy.types import NullType

from storage.auditoria.catalogue import Catalogue, InputTable
from storage.auditoria.erp_names import ErpNames, ErpTable
from storage.auditoria.faulted import FaultList, Faults
from storage.auditoria.matching import match_columns
from storage.auditoria.one_table import Brought, bring
from storage.auditoria.places import SourceFile
from storage.auditoria.raw_tables import RawTable
from storage.auditoria.taking import ReadTables, taken
from storage.erp.again import run_again
from storage.erp.classify import FaultKind
from storage.erp.columns import ErpInstant
from storage.erp.extract import ErpIdentity
from storage.erp.lane import Cancel, Deadline, ReadProgress, Report
from storage.errors import KnownError
from storage.snapshots import Column, Kind
from storage.snapshots.parquet import arrow_type

BATCH = 20_000
"""Rows fetched at a time: Python sees one batch, Arrow keeps the rest."""
SQLITE = "sqlite"
Window = tuple[date | None, date | None]
"""Days [first, end) asked of the tables that have a day; None leaves that side open."""


class Session(Protocol):
    """What is asked of an open ERP."""

    @property
    def identity(self) -> ErpIdentity:
        """Which ERP answered."""
        ...

    def batches(self, statement: Select[Any], rows: int = ...) -> Iterator[Sequence[Any]]:
        """Rows of a statement some at a time."""
        ...

    def described(self, statement: Select[Any]) -> Sequence[tuple[str, str]]:
        """Name and type of each column."""
        ...


class Source(Protocol):
    """An ERP that can be opened."""

    def open(self, deadline: Deadline, cancel: Cancel) -> AbstractContextManager[Session]:
        """A session inside one read-only transaction."""
        ...


@dataclass(frozen=True, slots=True)
class ErpQuestion:
    """Which tables under which names, over which days, for which settled days."""

    asked: Catalogue
    names: ErpNames
    window: Window = (None, None)
    days: Sequence[date] | None = None


def read_erp(
    source: Source, question: ErpQuestion, deadline: Deadline, cancel: Cancel
) -> Generator[ReadProgress, None, ReadTables | Faults]:
    """Yields progress and returns the typed tables the profile names, or the list of what is wrong.

    Rows are numbered as the ERP gave them. Raises KnownError ORG_001.* when the ERP cannot be read.
    """
    return (yield from run_again(lambda report: _read(source, question, deadline, cancel, report), deadline, cancel))


def _read(
    source: Source, question: ErpQuestion, deadline: Deadline, cancel: Cancel, report: Report
) -> ReadTables | Faults:
    faults, brought = FaultList(), dict[str, Brought]()
    with source.open(deadline, cancel) as session:
        for name, theirs in question.names.tables.items():
            reading = ErpReading(session, question, question.asked.tables[name], theirs)
            if not theirs.expected and not reading.is_there():
                continue
            report(ReadProgress("IMPORTACAO.TABELA.LENDO", len(brought), None, {"tabela": name}))
            sources = (SourceFile(f"{session.identity.where}: {reading.full_name}", ""),)
            brought[name] = bring(question.asked.tables[name], [reading], sources, theirs.columns, faults)
        where = session.identity.where
    return taken(brought, question.asked, where, question.days, faults)


@dataclass(frozen=True, slots=True)
class ErpReading:
    """One table of the ERP."""

    session: Session
    question: ErpQuestion
    table: InputTable
    theirs: ErpTable

    @property
    def shown(self) -> str:
        """The name of the table there."""
        return self.theirs.name

    @property
    def full_name(self) -> str:
        """Its name with the owner it is asked of."""
        schema = self._schema()
        return self.shown if schema is None else f"{schema}.{self.shown}"

    def is_there(self) -> bool:
        """False when the ERP has no such table, or shows it to nobody like us."""
        try:
            self.names()
        except KnownError as error:
            if error.code != f"ORG_001.{FaultKind.NO_TABLE}":
                raise
            return False
        return True

    def names(self) -> tuple[str, ...]:
        """The columns the table has there."""
        never = literal_column("0") == literal_column("1")
        everything: Select[Any] = select(literal_column("*")).select_from(self._declared([])).where(never)
        return tuple(name for name, _ in self.session.described(everything))

    def read(self, columns: Sequence[str]) -> Iterator[RawTable]:
        """Rows of the window, each batch turned to Arrow as it comes."""
        import pyarrow

        matched = match_columns(self.table, columns, self.theirs.columns)
        ours = {each.name: each.column for each in self.table.columns}
        asked = [(theirs, ours[name]) for name, theirs in matched.theirs.items()]
        scaled, line = self.session.identity.kind == SQLITE, 1
        for rows in self._batches(asked):
            arrays = {
                theirs: _array([_plain(row[at], column, scaled) for row in rows], column)
                for at, (theirs, column) in enumerate(asked)
            }
            yield RawTable(self.shown, pyarrow.table(arrays), line, True)
            line += len(rows)

    def _batches(self, asked: Sequence[tuple[str, Column]]) -> Iterator[Sequence[Any]]:
        declared = self._declared(asked)
        statement = select(*declared.c)
        day = next((theirs for theirs, column in asked if column.name == self.table.day), None)
        if day is not None:
            first, end = self.question.window
            if first is not None:
                statement = statement.where(declared.c[day] >= datetime.combine(first, time()))
            if end is not None:
                statement = statement.where(declared.c[day] < datetime.combine(end, time()))
        return self.session.batches(statement, BATCH)

    def _declared(self, asked: Sequence[tuple[str, Column]]) -> Table:
        columns = [SqlColumn(theirs, _sql_type(column)) for theirs, column in asked]
        return Table(self.theirs.name, MetaData(schema=self._schema()), *columns)

    def _schema(self) -> str | None:
        return None if self.session.identity.kind == SQLITE else self.question.names.schema


def _sql_type(column: Column) -> Any:
    """Days and decimals are declared; whatever else the driver gives is judged when it is typed."""
    if column.kind is Kind.DECIMAL:
        return Numeric(column.digits, column.places).with_variant(NullType(), SQLITE)
    return _Day() if column.kind is Kind.DATE else NullType()


class _Day(ErpInstant):
    """A day as the ERP holds it: what a SQLite text says is judged when it is typed, with its row and column."""

    cache_ok = True

    def process_result_value(self, value: object, dialect: object) -> Any:
        """As it stands."""
        return value


def _array(values: list[Any], column: Column) -> Any:
    """Cells of a batch as the exact type when every one is of it, else as text to be judged one by one."""
    import pyarrow

    try:
        return pyarrow.array(values, arrow_type(column))
    except (pyarrow.ArrowInvalid, pyarrow.ArrowTypeError, OverflowError):
        return pyarrow.array([None if value is None else str(value) for value in values], pyarrow.string())


def _plain(value: Any, column: Column, scaled: bool) -> Any:
    """A SQLite ERP keeps decimals as whole numbers of 10^-places; a day may come as the midnight it begins."""
    if column.kind is Kind.DECIMAL and scaled and isinstance(value, int):
        return Decimal(value).scaleb(-column.places)
    if isinstance(value, datetime) and column.kind is Kind.DATE:
        return value.date() if value.time() == time() else value.isoformat(" ")
    return value
