"""Rows of any table on the bench of an audit: filtered, searched, sorted and cut into pages by the engine itself.

What is asked holds values and names only; every name is checked against the tables that stand there, every value is
bound. An order is a list of row numbers kept for a while, so that a page in the middle of 650,000 rows costs no sort.
"""

import threading
import weakref
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from storage.auditoria.bench import PAID, AuditBench, Laid
from storage.auditoria.row_conditions import Filter, condition
from storage.bulk.session import INPUT
from storage.bulk.types import quoted
from storage.errors import KnownError

if TYPE_CHECKING:
    import numpy

CellValue = str | int | bool | Decimal | date | datetime | None
MOST_ROWS = 5_000
"""Rows of one page, at the most."""
KEPT_ORDERS = 6
COPY = "copia_de_"
"""What a view is called once its rows were numbered."""


@dataclass(frozen=True, slots=True)
class RowColumn:
    """A column as the engine declares it; `least` and `most` are the ends of a numeric one over the whole table."""

    name: str
    type: str
    least: Decimal | None = None
    most: Decimal | None = None

    @property
    def is_number(self) -> bool:
        """True where values add up or compare as numbers."""
        return self.type.startswith(("DECIMAL", "BIGINT", "INTEGER", "HUGEINT", "SMALLINT", "UBIGINT"))


@dataclass(frozen=True, slots=True)
class RowsAsked:
    """Which rows of which table, in which order; `search` looks in every text column."""

    table: str
    filters: tuple[Filter, ...] = ()
    search: str = ""
    sort: str = ""
    descending: bool = False


@dataclass(frozen=True, slots=True)
class RowsPage:
    """Some rows, in order: their columns, values and numbers in the table; how many there are with these filters."""

    columns: tuple[RowColumn, ...]
    rows: tuple[tuple[CellValue, ...], ...]
    numbers: tuple[int, ...]
    total: int


class BenchRows:
    """Reads the tables of one calculation; forgotten with it."""

    def __init__(self, bench: AuditBench, laid: Laid) -> None:
        """A reader of what stands on the bench now."""
        self.laid = laid
        self._cursor = bench.cursor()
        self._lock = threading.RLock()
        self._columns: dict[str, tuple[RowColumn, ...]] = {}
        self._sources: dict[str, str] = {}
        self._orders: OrderedDict[RowsAsked, numpy.ndarray[Any, Any]] = OrderedDict()

    def columns(self, table: str) -> tuple[RowColumn, ...]:
        """Columns of a table, with the ends of its numbers. Raises KeyError for one that is not there."""
        with self._lock:
            if table not in self._columns:
                self._columns[table] = self._described(table)
            return self._columns[table]

    def count(self, table: str) -> int:
        """Rows of a table. Raises KeyError."""
        with self._lock:
            found = self._cursor.execute(f"SELECT COUNT(*) FROM {quoted(self._checked(table))}").fetchone()
            return int(found[0]) if found else 0

    def page(self, asked: RowsAsked, offset: int, limit: int) -> RowsPage:
        """Rows from a place on. Raises KeyError for a name that is not there, ValueError for a value of no sense."""
        with self._lock:
            columns, order = self.columns(asked.table), self._order(asked)
            first = max(0, offset)
            wanted = [int(each) for each in order[first : first + min(limit, MOST_ROWS)]]
            names = ", ".join(quoted(column.name) for column in columns)
            select = f"SELECT rowid, {names} FROM {quoted(self._source(asked.table))}"
            given = self._cursor.execute(f"{select} WHERE rowid IN (SELECT UNNEST(?::BIGINT[]))", [wanted]).fetchall()
            by_number = {row[0]: tuple(row[1:]) for row in given}
            return RowsPage(columns, tuple(by_number[number] for number in wanted), tuple(wanted), len(order))

    def row_with(self, table: str, key: Sequence[tuple[str, CellValue]]) -> dict[str, CellValue] | None:
        """The first row with these values, by name of column; None when there is none. Raises KeyError."""
        with self._lock:
            types = {column.name: column.type for column in self.columns(table)}
            where, values = condition([Filter(name, "igual", value) for name, value in key], "", types)
            names = ", ".join(quoted(name) for name in types)
            select = f"SELECT {names} FROM {quoted(self._source(table))} WHERE {where} LIMIT 1"
            found = self._cursor.execute(select, values).fetchone()
            return None if found is None else dict(zip(types, found, strict=True))

    def place_of(self, asked: RowsAsked, key: Sequence[tuple[str, CellValue]]) -> int:
        """Place in the order of the first row with these values; -1 when the filters leave it out."""
        import numpy

        with self._lock:
            where, values = condition([Filter(name, "igual", value) for name, value in key], "", self._types(asked))
            source = quoted(self._source(asked.table))
            found = self._cursor.execute(f"SELECT rowid FROM {source} WHERE {where} LIMIT 1", values).fetchone()
            at: list[int] = numpy.flatnonzero(self._order(asked) == found[0]).tolist() if found else []
            return at[0] if at else -1

    # --- inside

    def _described(self, table: str) -> tuple[RowColumn, ...]:
        name = quoted(self._checked(table))
        given = [RowColumn(row[0], row[1]) for row in self._cursor.execute(f"DESCRIBE {name}").fetchall()]
        numeric = [column for column in given if column.is_number]
        if not numeric:
            return tuple(given)
        ends = ", ".join(f"MIN({quoted(c.name)}), MAX({quoted(c.name)})" for c in numeric)
        row: Sequence[Any] = self._cursor.execute(f"SELECT {ends} FROM {name}").fetchone() or ()
        known = {c.name: (row[2 * at], row[2 * at + 1]) for at, c in enumerate(numeric)}
        return tuple(RowColumn(c.name, c.type, *_ends(*known.get(c.name, (None, None)))) for c in given)

    def _types(self, asked: RowsAsked) -> dict[str, str]:
        return {column.name: column.type for column in self.columns(asked.table)}

    def _order(self, asked: RowsAsked) -> "numpy.ndarray[Any, Any]":
        if asked not in self._orders:
            self._orders[asked] = self._sorted(asked)
            while len(self._orders) > KEPT_ORDERS:
                self._orders.popitem(last=False)
        self._orders.move_to_end(asked)
        return self._orders[asked]

    def _sorted(self, asked: RowsAsked) -> "numpy.ndarray[Any, Any]":
        """Numbers of the rows: by the column asked for, absent values last, then by the key of the table."""
        types = self._types(asked)
        if asked.sort and asked.sort not in types:
            raise KeyError(asked.sort)
        where, values = condition(asked.filters, asked.search, types)
        first = [f"{quoted(asked.sort)} {'DESC' if asked.descending else 'ASC'} NULLS LAST"] if asked.sort else []
        order = ", ".join([*first, *(f"{quoted(name)} NULLS LAST" for name in self._key(asked.table, types)), "rowid"])
        source = quoted(self._source(asked.table))
        found = self._cursor.execute(f"SELECT rowid FROM {source} WHERE {where} ORDER BY {order}", values).fetchnumpy()
        return found["rowid"]

    def _key(self, table: str, types: dict[str, str]) -> tuple[str, ...]:
        step = next((step for step in self.laid.chain.steps if step.name == table.removeprefix(PAID)), None)
        return tuple(name for name in step.key if name in types) if step is not None else ()

    def _checked(self, table: str) -> str:
        """The table's own name, once it is one of those on the bench. Raises KeyError."""
        steps = {step.name for step in self.laid.chain.steps}
        known = steps | {f"{PAID}{name}" for name in self.laid.published} | {f"{INPUT}{n}" for n in self.laid.given}
        if table not in known:
            raise KeyError(table)
        return table

    def _source(self, table: str) -> str:
        """What is read: the table, or for a view a copy of its rows, which have numbers."""
        if table not in self._sources:
            name = self._checked(table)
            step = next((step for step in self.laid.chain.steps if step.name == name), None)
            if step is not None and step.view:
                self._cursor.execute(f"CREATE OR REPLACE TEMP TABLE {quoted(COPY + name)} AS SELECT * FROM {name}")
                name = COPY + name
            self._sources[table] = name
        return self._sources[table]

    def close(self) -> None:
        """Gives the copies back."""
        self._cursor.close()


def _ends(least: object, most: object) -> tuple[Decimal | None, Decimal | None]:
    return (None, None) if least is None or most is None else (Decimal(str(least)), Decimal(str(most)))


_READERS: "weakref.WeakKeyDictionary[AuditBench, BenchRows]" = weakref.WeakKeyDictionary()


def rows_of_bench(bench: AuditBench) -> BenchRows:
    """The reader of what stands on the bench. Raises KnownError AUDITORIA_SEM_CALCULO when nothing does."""
    laid = bench.standing()
    reader = _READERS.get(bench)
    if reader is None or reader.laid is not laid:
        if reader is not None:
            reader.close()
        reader = _READERS[bench] = BenchRows(bench, laid)
    return reader


def table_missing(table: str) -> KnownError:
    """What is said of a table that is not on the bench."""
    return KnownError("AUDITORIA_SEM_TABELA", tabela=table)
