"""Result tables of a run: kept as a snapshot of their own, beside the snapshots the run read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import Connection, insert, select

from storage.errors import KnownError
from storage.snapshots import ArrowTable, FrozenTables, Prepared, Snapshot, freeze, load, prepare
from storage.snapshots.arrow_table import columns_of
from storage.store import tables

if TYPE_CHECKING:
    import pyarrow

RESULT = "resultado"
"""Name under which a run keeps what it made, and the source its snapshot says."""


@dataclass(frozen=True, slots=True)
class RunOf:
    """Whose run it is, its number and when it ended."""

    client: str
    run: int
    at: datetime


def prepare_results(of: RunOf, made: "Mapping[str, pyarrow.Table]", split_by: str = "data") -> Prepared:
    """Parts and hashes of the result tables, outside the lane of writers; a table without `split_by` stays whole.

    Raises TypeError on a column of floats: what a run publishes is exact.
    """
    wide = {name: _widened(rows) for name, rows in made.items()}
    arrows = {
        name: ArrowTable(columns_of(rows), rows, split_by if split_by in rows.column_names else "")
        for name, rows in wide.items()
    }
    return prepare(Snapshot(of.client, RESULT, of.at, arrows, binds={"run": of.run}))


def _widened(rows: "pyarrow.Table") -> "pyarrow.Table":
    """Whole numbers of any width as the one that is kept, a column nobody ever filled as text."""
    import pyarrow
    import pyarrow.types as kinds

    def wide(kind: "pyarrow.DataType") -> "pyarrow.DataType":
        if kinds.is_integer(kind):
            return pyarrow.int64()
        return pyarrow.string() if kinds.is_null(kind) else kind

    return rows.cast(pyarrow.schema([(field.name, wide(field.type)) for field in rows.schema]))


def save_results(connection: Connection, of: RunOf, prepared: Prepared) -> str:
    """Writes the results and ties them to the run; returns the id of their snapshot.

    Raises IntegrityError when the run has results already: our own mistake.
    """
    key = freeze(connection, prepared)
    connection.execute(insert(tables.run_snapshot), {"run": of.run, "name": RESULT, "snapshot": key})
    return key


def load_results(connection: Connection, run: int) -> FrozenTables:
    """The result tables of a run. Raises KnownError FOTO_AUSENTE when it kept none, FOTO_ALTERADA on other bytes."""
    kept = tables.run_snapshot.c
    key = connection.execute(select(kept.snapshot).where(kept.run == run, kept.name == RESULT)).scalar()
    if key is None:
        raise KnownError("FOTO_AUSENTE", foto=f"{RESULT} {run}")
    return load(connection, key)
