"""One order for the rows of a day, decided by the rows alone and never by the order they came in."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import duckdb
    import pyarrow

WORKERS = 2


@dataclass(frozen=True, slots=True)
class Ordered:
    """Rows in order, in one chunk, and the columns whose values repeat enough to be kept once each."""

    rows: Any
    repeating: tuple[str, ...]


@contextmanager
def sorting() -> "Iterator[duckdb.DuckDBPyConnection]":
    """What puts rows in order; opening one costs more than sorting a small table, so all tables share it."""
    from storage.bulk.walls import walled

    with walled(threads=WORKERS) as connection:
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
    key = _telling_apart(rows)
    if key:
        places = pc.sort_indices(rows, sort_keys=[(key, "ascending")])
        return Ordered(rows.take(places).combine_chunks(), tuple(name for name in repeating if name != key))
    return Ordered(_by_every_column(rows, sorter), repeating)


def _telling_apart(rows: "pyarrow.Table") -> str:
    """The first text column without an empty cell nor two alike; "" where there is none."""
    import pyarrow.compute as pc
    import pyarrow.types as kinds

    texts = (name for name, column in zip(rows.column_names, rows.columns, strict=True) if kinds.is_string(column.type))
    whole = (name for name in texts if not rows.column(name).null_count)
    return next((name for name in whole if pc.count_distinct(rows.column(name)).as_py() == len(rows)), "")


def _by_every_column(rows: "pyarrow.Table", sorter: "duckdb.DuckDBPyConnection") -> Any:
    import pyarrow.types as kinds

    from storage.bulk.types import quoted

    fixed = [field.name for field in rows.schema if not kinds.is_string(field.type)]
    texts = [field.name for field in rows.schema if kinds.is_string(field.type)]
    order = ", ".join(f"{quoted(name)} ASC NULLS LAST" for name in fixed + texts)
    with sorter.cursor() as cursor:
        return cursor.from_arrow(rows).order(order).to_arrow_table().cast(rows.schema).combine_chunks()
