"""Freezing Arrow tables of millions of rows: put in one order, hashed by day, cut in parts, no row seen by Python.

The hash of the rows (`arrow-1`) does not depend on the order rows came in nor on how parts are cut. The rows of each
day are put in one order that the rows alone decide (`storage.snapshots.arrow_order`), so equal rows make equal
sequences; each day's digest is the SHA-256 of its columns as flat bytes; the hash of the table is the SHA-256 of its
columns' headings and of the days with their digests, in order. Two tables with the same hash are the same rows unless
SHA-256 itself is broken.
"""

import hashlib
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from typing import TYPE_CHECKING, Any

from storage.snapshots.arrow_bytes import digest_of_columns
from storage.snapshots.arrow_order import WORKERS, in_order, sorting
from storage.snapshots.frozen import FrozenTable, Part
from storage.snapshots.parquet import PART_BYTES, arrow_type, encode_arrow
from storage.snapshots.shape import ArrowTable, Column, Kind
from storage.store.canonical import canonical_json, sha256_text

if TYPE_CHECKING:
    import duckdb
    import pyarrow

METHOD = "arrow-1"
_Day = Future[tuple[str, str, list[Part]]]
"""Name of a day, its digest and its parts, once a worker has made them."""


def frozen_arrows(tables: Mapping[str, ArrowTable]) -> list[FrozenTable]:
    """Parts and hash of each table. Raises TypeError on a column that has not its exact type, a float above all."""
    if not tables:
        return []
    with sorting() as sorter, ThreadPoolExecutor(WORKERS) as pool:
        begun = {name: _begun(name, table, sorter, pool) for name, table in tables.items()}
        return [_frozen(name, tables[name], days) for name, days in begun.items()]


def _begun(name: str, table: ArrowTable, sorter: "duckdb.DuckDBPyConnection", pool: ThreadPoolExecutor) -> list[_Day]:
    """Every day of a table handed to the workers, so that none waits for the days of another."""
    rows = _checked(name, table)
    return [pool.submit(_frozen_day, table, rows, day, sorter) for day in _days(rows, table.split_by)]


def _frozen(name: str, table: ArrowTable, days: list[_Day]) -> FrozenTable:
    done = [day.result() for day in days]
    parts = tuple(part for _, _, some in done for part in some)
    heading = _heading(table)
    return FrozenTable(name, heading, parts, _hash(heading, [(value, digest) for value, digest, _ in done]))


def hash_of_arrow(table: ArrowTable) -> str:
    """The hash `arrow-1` of rows read back, to compare with the one kept."""
    with sorting() as sorter, ThreadPoolExecutor(WORKERS) as pool:
        days = _days(table.rows, table.split_by)
        digests = pool.map(lambda day: _digest(table, day, sorter), days)
        return _hash(_heading(table), list(zip(map(_named, days), digests, strict=True)))


def _digest(table: ArrowTable, day: date | None, sorter: "duckdb.DuckDBPyConnection") -> str:
    return digest_of_columns(in_order(_of_day(table.rows, table.split_by, day), sorter).rows)


def _heading(table: ArrowTable) -> object:
    return {"columns": [c.heading() for c in table.columns], "hash": METHOD, "split": table.split_by}


def _days(rows: "pyarrow.Table", split_by: str) -> list[date | None]:
    """The days rows have, in order, None last when some row has none; only None where nothing divides the rows."""
    import pyarrow.compute as pc

    if not split_by or not len(rows):
        return [None]
    found: set[date | None] = set(pc.unique(rows.column(split_by)).to_pylist())
    return sorted(day for day in found if day is not None) + [None for day in found if day is None]


def _of_day(rows: "pyarrow.Table", split_by: str, day: date | None) -> "pyarrow.Table":
    import pyarrow.compute as pc

    if not split_by:
        return rows
    days = rows.column(split_by)
    return rows.filter(days.is_null() if day is None else pc.equal(days, day))


def _checked(name: str, table: ArrowTable) -> "pyarrow.Table":
    import pyarrow
    import pyarrow.types as kinds

    for column in table.columns:
        kind = table.rows.schema.field(column.name).type
        told = kind.value_type if kinds.is_dictionary(kind) else kind
        if told != arrow_type(column):
            raise TypeError(f"{name}.{column.name}: {arrow_type(column)} expected, not {kind}")
    schema = pyarrow.schema([(column.name, arrow_type(column)) for column in table.columns])
    return table.rows.select(schema.names).cast(schema)


def _frozen_day(
    table: ArrowTable, rows: "pyarrow.Table", day: date | None, sorter: "duckdb.DuckDBPyConnection"
) -> tuple[str, str, list[Part]]:
    ordered = in_order(_of_day(rows, table.split_by, day), sorter)
    contents = [(encode_arrow(part, ordered.repeating), len(part)) for part in _cut(ordered.rows)]
    parts = [Part(hashlib.sha256(content).hexdigest(), content, _named(day), count) for content, count in contents]
    return _named(day), digest_of_columns(ordered.rows), parts


def _named(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def _cut(rows: Any) -> Iterator[Any]:
    """Halves again and again until the rows of each part fit a part."""
    if rows.nbytes <= PART_BYTES or len(rows) < 2:
        yield rows
        return
    pieces = -(-rows.nbytes // PART_BYTES)
    size = -(-len(rows) // max(2, pieces))
    for start in range(0, len(rows), size):
        yield from _cut(rows.slice(start, size))


def _hash(heading: object, days: list[tuple[str, str]]) -> str:
    return sha256_text(canonical_json([heading, [list(day) for day in days]]))


def columns_of(rows: "pyarrow.Table") -> tuple[Column, ...]:
    """The columns of a table a calculation made. Raises TypeError on a type that is not kept, a float above all."""
    return tuple(_column(field.name, field.type) for field in rows.schema)


def _column(name: str, kind: Any) -> Column:
    import pyarrow
    import pyarrow.types as kinds

    if kinds.is_decimal128(kind):
        return Column(name, Kind.DECIMAL, kind.scale, digits=kind.precision)
    if kinds.is_dictionary(kind):
        return _column(name, kind.value_type)
    for each in (Kind.TEXT, Kind.INTEGER, Kind.DATE, Kind.TIME, Kind.INSTANT, Kind.WALL, Kind.BOOLEAN):
        if kind == arrow_type(Column(name, each)):
            return Column(name, each)
    raise TypeError(f"{name}: {kind if isinstance(kind, pyarrow.DataType) else type(kind)} is not kept")
