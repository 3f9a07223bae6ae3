"""Freezing what was read: parts by the SHA-256 of their bytes, rows by a hash of their own."""

import hashlib
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from storage.snapshots import parquet
from storage.snapshots.arrow_table import frozen_arrows
from storage.snapshots.frozen import FrozenTable, Part
from storage.snapshots.shape import ArrowTable, Snapshot, Table, hash_of_rows
from storage.store import Store, tables
from storage.store.canonical import canonical_json, sha256_text


@dataclass(frozen=True, slots=True)
class Prepared:
    """A snapshot computed and not yet written: prepare before entering `store.write()`, then write."""

    id: str
    data_hash: str
    snapshot: Snapshot
    tables: tuple[FrozenTable, ...]


def prepare(snapshot: Snapshot) -> Prepared:
    """Parts, hashes and identity of a snapshot, without touching the store."""
    frozen = _all_frozen(snapshot)
    data_hash = sha256_text(canonical_json([[t.name, t.rows_hash] for t in frozen]))
    identity = {
        "client": snapshot.client,
        "source": snapshot.source,
        "query": snapshot.query,
        "binds": snapshot.binds,
        "window": list(snapshot.window),
        "extracted_at": snapshot.extracted_at,
        "tables": [[t.name, t.rows_hash, [part.sha256 for part in t.parts]] for t in frozen],
    }
    return Prepared(sha256_text(canonical_json(identity)), data_hash, snapshot, frozen)


def freeze(connection: Connection, snapshot: Snapshot | Prepared) -> str:
    """Writes the snapshot and returns its id (SHA-256); one already there is left as it is.

    Raises TypeError on a float or a value that is not its column's type. Large ones: `prepare` outside the lane.
    """
    prepared = snapshot if isinstance(snapshot, Prepared) else prepare(snapshot)
    known = select(tables.snapshot.c.id).where(tables.snapshot.c.id == prepared.id)
    if connection.execute(known).first() is None:
        _write(connection, prepared)
    return prepared.id


def freeze_arrow(store: Store, snapshot: Snapshot) -> str:
    """Prepares a large snapshot outside the lane of writers, writes it inside, and returns its id.

    Raises TypeError on a column that has not its exact type, a float above all.
    """
    prepared = prepare(snapshot)
    with store.write() as connection:
        return freeze(connection, prepared)


def _all_frozen(snapshot: Snapshot) -> tuple[FrozenTable, ...]:
    """In order of name, whatever the shape of each table: its place is part of the identity."""
    small = [_frozen(name, table) for name, table in snapshot.tables.items() if isinstance(table, Table)]
    large = {name: table for name, table in snapshot.tables.items() if isinstance(table, ArrowTable)}
    return tuple(sorted([*small, *frozen_arrows(large)], key=lambda each: each.name))


def _frozen(name: str, table: Table) -> FrozenTable:
    rows = table.checked_rows()
    parts = []
    for split_value, some in parquet.split(table.columns, rows, table.split_by):
        content = parquet.encode(table.columns, some)
        parts.append(Part(hashlib.sha256(content).hexdigest(), content, split_value, len(some)))
    heading = [column.heading() for column in table.columns]
    return FrozenTable(name, heading, tuple(parts), hash_of_rows(table.columns, rows))


def _write(connection: Connection, prepared: Prepared) -> None:
    asked = prepared.snapshot
    connection.execute(
        insert(tables.snapshot),
        {
            "id": prepared.id,
            "client": asked.client,
            "source": asked.source,
            "query": asked.query,
            "binds": canonical_json(asked.binds),
            "window_start": asked.window[0],
            "window_end": asked.window[1],
            "extracted_at": asked.extracted_at,
            "row_count": sum(t.row_count for t in prepared.tables),
            "data_hash": prepared.data_hash,
        },
    )
    for table in prepared.tables:
        _write_table(connection, prepared.id, asked.client, table)


def _write_table(connection: Connection, snapshot: str, client: str, table: FrozenTable) -> None:
    connection.execute(
        insert(tables.snapshot_table),
        {
            "snapshot": snapshot,
            "name": table.name,
            "columns": canonical_json(table.heading),
            "row_count": table.row_count,
            "rows_hash": table.rows_hash,
        },
    )
    for position, part in enumerate(table.parts):
        content = {"client": client, "sha256": part.sha256, "bytes": part.content}
        connection.execute(upsert(tables.snapshot_bytes).on_conflict_do_nothing(), content)
        connection.execute(
            insert(tables.snapshot_part),
            {
                "snapshot": snapshot,
                "table_name": table.name,
                "position": position,
                "client": client,
                "sha256": part.sha256,
                "split_value": part.split_value,
                "row_count": part.row_count,
            },
        )
