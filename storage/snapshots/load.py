"""Reading a frozen snapshot back: bytes checked against their address at once, rows decoded when asked for."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, select

from storage.errors import KnownError
from storage.snapshots import parquet
from storage.snapshots.arrow_table import METHOD, hash_of_arrow
from storage.snapshots.shape import ArrowTable, Column, Kind, Table, hash_of_rows
from storage.store import tables

if TYPE_CHECKING:
    import pyarrow


@dataclass(frozen=True, slots=True)
class SnapshotInfo:
    """What a snapshot says of itself: where from, over which window, when, how many rows, which data."""

    id: str
    client: str
    source: str
    query: str
    binds: Mapping[str, object]
    window: tuple[date | None, date | None]
    extracted_at: datetime
    row_count: int
    data_hash: str


@dataclass(frozen=True, slots=True)
class _Heading:
    columns: tuple[Column, ...]
    method: str
    split_by: str


class FrozenTables(Mapping[str, Table]):
    """Tables of a snapshot by name; one is decoded the first time it is asked for."""

    def __init__(self, headings: Mapping[str, _Heading], parts: Mapping[str, list[bytes]]) -> None:
        self._headings = headings
        self._parts = parts
        self._decoded: dict[str, Table] = {}

    def __getitem__(self, name: str) -> Table:
        """The table as columns and rows of Python values."""
        if name not in self._decoded:
            self._decoded[name] = Table(self._headings[name].columns, parquet.rows_of(self.arrow(name)))
        return self._decoded[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._headings)

    def __len__(self) -> int:
        return len(self._headings)

    def arrow(self, name: str) -> "pyarrow.Table":
        """The table as Arrow, for the bulk engine."""
        return parquet.decode(self._parts[name])

    def columns(self, name: str) -> tuple[Column, ...]:
        """Names and types of a table, without decoding it."""
        return self._headings[name].columns

    def hash_of(self, name: str) -> str:
        """The hash of a table's rows, computed again from them by the method it was frozen with."""
        heading = self._headings[name]
        if heading.method == METHOD:
            return hash_of_arrow(ArrowTable(heading.columns, self.arrow(name), heading.split_by))
        return hash_of_rows(heading.columns, self[name].rows)


def load(connection: Connection, snapshot: str) -> FrozenTables:
    """Tables of a snapshot; usable after the connection is closed.

    Raises KnownError FOTO_AUSENTE when there is none, FOTO_ALTERADA when bytes are not those of their address.
    """
    headings = _headings(connection, snapshot)
    if not headings:
        describe(connection, snapshot)
    part, kept = tables.snapshot_part.c, tables.snapshot_bytes.c
    joined = tables.snapshot_part.join(
        tables.snapshot_bytes, (part.client == kept.client) & (part.sha256 == kept.sha256)
    )
    chosen = select(part.table_name, part.sha256, kept.bytes).select_from(joined).where(part.snapshot == snapshot)
    found: dict[str, list[bytes]] = {name: [] for name in headings}
    for name, address, content in connection.execute(chosen.order_by(part.table_name, part.position)):
        if hashlib.sha256(content).hexdigest() != address:
            raise KnownError("FOTO_ALTERADA", foto=snapshot, tabela=name)
        found[name].append(content)
    return FrozenTables(headings, found)


def describe(connection: Connection, snapshot: str) -> SnapshotInfo:
    """The heading of a snapshot. Raises KnownError FOTO_AUSENTE when there is none."""
    row = connection.execute(select(tables.snapshot).where(tables.snapshot.c.id == snapshot)).first()
    if row is None:
        raise KnownError("FOTO_AUSENTE", foto=snapshot)
    return SnapshotInfo(
        row.id,
        row.client,
        row.source,
        row.query,
        json.loads(row.binds),
        (row.window_start, row.window_end),
        row.extracted_at,
        row.row_count,
        row.data_hash,
    )


def is_kept(connection: Connection, snapshot: str) -> bool:
    """False for one that went by an act of retention: the journal still names it."""
    return connection.execute(select(tables.snapshot.c.id).where(tables.snapshot.c.id == snapshot)).first() is not None


def verify_snapshot(connection: Connection, snapshot: str) -> None:
    """Decodes everything and compares the hash of the rows. Raises KnownError FOTO_ALTERADA naming the table."""
    loaded = load(connection, snapshot)
    chosen = select(tables.snapshot_table.c.name, tables.snapshot_table.c.rows_hash)
    for name, rows_hash in connection.execute(chosen.where(tables.snapshot_table.c.snapshot == snapshot)):
        if loaded.hash_of(name) != rows_hash:
            raise KnownError("FOTO_ALTERADA", foto=snapshot, tabela=name)


def _headings(connection: Connection, snapshot: str) -> dict[str, _Heading]:
    chosen = select(tables.snapshot_table.c.name, tables.snapshot_table.c.columns)
    rows = connection.execute(chosen.where(tables.snapshot_table.c.snapshot == snapshot))
    return {name: _heading(json.loads(text)) for name, text in rows}


def _heading(said: Any) -> _Heading:
    """What was written beside the rows: a list of columns, or the same with the method of the hash."""
    method, split_by, listed = (
        ("", "", said) if isinstance(said, list) else (said["hash"], said["split"], said["columns"])
    )
    columns = tuple(Column(column, Kind(kind), *rest) for column, kind, *rest in listed)
    return _Heading(columns, method, split_by)
