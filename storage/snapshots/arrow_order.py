"""One order for the rows of a day, decided by the rows alone and never by the order they came in."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import duckdb
    import pyarrow

WORKERS = 2
SAMPLE = 1000
"""Rows of a column looked at before all of it is sorted: most columns that repeat show it here."""


@dataclass(frozen=True, slots=True)
class Ordered:
    """Rows in order, in one chunk, and the columns whose values repeat enough to be kept once each."""

    rows: Any
    repeating: tuple[str, ...]


@contextmanager
def sorting() -> "Iterator[duckdb.DuckDBPyConnection]":
    """What puts rows in order, one thread for each worker that asks; opening one costs more than sorting a table."""
    from storage.bulk.walls import walled

    with walled(threads=1) as connection:
        yield connection


def in_order(rows: "pyarrow.Table", sorter: "duckdb.DuckDBPyConnection") -> Ordered:
    """By the first text column that tells every row apart, or else by every column.

    Texts go by their bytes, empty cells last; of every column, those of fixed width come first: they compare fast.
    """
    import pyarrow.compute as pc
    import pyarrow.types as kinds

    repeating = tuple(f.name for f in rows.schema if kinds.is_string(f.type) or kinds.is_decimal(f.type))
    if len(rows) < 2:
        return Ordered(rows.combine_chunks(), repeating)
    for key in _may_tell_apart(rows):
        places = pc.sort_indices(rows, sort_keys=[(key, "ascending")])
        ordered = rows.take(places).combine_chunks()
        if not _alike(ordered.column(key)):
            return Ordered(ordered, tuple(name for name in repeating if name != key))
    return Ordered(_by_every_column(rows, sorter), repeating)


def _may_tell_apart(rows: "pyarrow.Table") -> Iterator[str]:
    """Text columns without an empty cell, nor two alike among the first rows."""
    import pyarrow.compute as pc
    import pyarrow.types as kinds

    texts = (name for name, column in zip(rows.column_names, rows.columns, strict=True) if kinds.is_string(column.type))
    for name in texts:
        first = rows.column(name).slice(0, SAMPLE)
        if not rows.column(name).null_count and pc.count_distinct(first).as_py() == len(first):
            yield name


def _alike(ordered: "pyarrow.ChunkedArray") -> bool:
    """True when two values of a column in order are the same."""
    import pyarrow.compute as pc

    return bool(pc.any(pc.equal(ordered.slice(1), ordered.slice(0, len(ordered) - 1))).as_py())


def _by_every_column(rows: "pyarrow.Table", sorter: "duckdb.DuckDBPyConnection") -> Any:
    import pyarrow.types as kinds

    from storage.bulk.types import quoted

    fixed = [field.name for field in rows.schema if not kinds.is_string(field.type)]
    texts = [field.name for field in rows.schema if kinds.is_string(field.type)]
    order = ", ".join(f"{quoted(name)} ASC NULLS LAST" for name in fixed + texts)
    with sorter.cursor() as cursor:
        return cursor.from_arrow(rows).order(order).to_arrow_table().cast(rows.schema).combine_chunks()
