"""What a carried file can show for itself: the seal over its tables, what the journal was told, its snapshots."""

from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import Connection, select

from storage.errors import KnownError
from storage.snapshots import describe, verify_snapshot
from storage.store import tables
from storage.store.canonical import canonical_json, sha256_text
from storage.workspace.cargo import CHAIN, NEVER
from storage.workspace.digests import table_digests
from storage.workspace.looking import looked_into
from storage.workspace.manifest import DECIDING, WORKED_ON, Manifest

SELF = frozenset({"workspace"})


def digests_of_file(path: Path) -> Mapping[str, str]:
    """Table -> hash of its rows, in the file as it came. Raises KnownError as `looked_into`."""
    with looked_into(path) as connection:
        return table_digests(connection.execute, SELF)


def digests_in_use(connection: Connection) -> Mapping[str, str]:
    """The same, of a file that is open to be decided in."""
    return table_digests(connection.exec_driver_sql, SELF)


def changed_tables(found: Mapping[str, str], manifest: Manifest) -> tuple[str, ...]:
    """Tables that are not as the seal was put on; a file to decide in may have new decisions and new entries."""
    free = WORKED_ON if manifest.mode == DECIDING else frozenset()
    names = (found.keys() | manifest.tables.keys()) - free
    return tuple(sorted(name for name in names if found.get(name) != manifest.tables.get(name)))


def content_told(digests: Mapping[str, str]) -> str:
    """Hash of everything a file carries but people and journal: what the journal was told when it left."""
    return sha256_text(canonical_json({n: d for n, d in digests.items() if n not in NEVER | CHAIN}))


def people_named(connection: Connection) -> Mapping[str, str]:
    """Pseudonym -> name of everybody a carried file names."""
    person = tables.app_user.c
    return {row.id: row.name for row in connection.execute(select(person.id, person.name))}


def snapshot_holds(connection: Connection, snapshot: str) -> bool:
    """True when bytes, rows and heading of a snapshot give its own address again."""
    try:
        verify_snapshot(connection, snapshot)
    except KnownError:
        return False
    about = describe(connection, snapshot)
    identity = {
        "client": about.client,
        "source": about.source,
        "query": about.query,
        "binds": about.binds,
        "window": list(about.window),
        "extracted_at": about.extracted_at,
        "tables": _tables(connection, snapshot),
    }
    return sha256_text(canonical_json(identity)) == snapshot


def _tables(connection: Connection, snapshot: str) -> list[list[object]]:
    named, part = tables.snapshot_table.c, tables.snapshot_part.c
    rows = connection.execute(
        select(named.name, named.rows_hash).where(named.snapshot == snapshot).order_by(named.name)
    ).all()
    parts = connection.execute(
        select(part.table_name, part.sha256).where(part.snapshot == snapshot).order_by(part.table_name, part.position)
    ).all()
    return [[name, hashed, [p.sha256 for p in parts if p.table_name == name]] for name, hashed in rows]
