"""Writing a carried file: a store of its own, packed row by row, sealed, and put in place only when whole."""

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Connection, select

from storage.errors import KnownError
from storage.exports.delivery import free_name
from storage.store.connection import APPLICATION_ID, PAGE_SIZE
from storage.store.copying import sync_to_disk
from storage.store.faults import known_faults
from storage.store.migrations import shipped_migrations
from storage.store.tables import journal, journal_body
from storage.store.types import instant_text
from storage.workspace.cargo import Cargo, people_of
from storage.workspace.digests import shapes, table_digests
from storage.workspace.manifest import Manifest

WORKSPACE = "workspace"
SIGNER = "assinante"
SIGNER_RIGHTS = ("metas.ver", "metas.aprovar", "auditoria.ver", "documentos.verificar")


@dataclass(frozen=True)
class Chain:
    """The client's journal up to an entry: every header, and the bodies that go."""

    headers: tuple[tuple[object, ...], ...]
    bodies: Mapping[int, str]


def load_chain(connection: Connection, client: str, until: int, goes: Callable[[str], bool]) -> Chain:
    """Headers of a client up to entry `until`, with the bodies of the entities for which `goes` says so."""
    header, body = journal.c, journal_body.c
    listed = select(header.client, header.seq, header.previous, header.body_hash, header.hash)
    rows = connection.execute(listed.where((header.client == client) & (header.seq <= until)).order_by(header.seq))
    bodies = select(body.seq, body.entity, body.body).where((body.client == client) & (body.seq <= until))
    kept = {row.seq: row.body for row in connection.execute(bodies) if goes(row.entity)}
    return Chain(tuple(tuple(row) for row in rows), kept)


@contextmanager
def packed(
    target: Path, cargo: Cargo, chain: Chain, people: Mapping[str, str], manifest: Manifest
) -> Iterator[tuple[Path, Manifest]]:
    """The file, whole and on disk under a name of its own beside `target`, with its manifest complete.

    `deliver_packed` gives it its name; leaving without it takes the file away.
    Raises KnownError EXPORTAR_RECUSADO, SYS_003.DISCO and other faults of the disk.
    """
    if not target.parent.is_dir():
        raise KnownError("EXPORTAR_RECUSADO", arquivo=target.name, motivo="")
    with known_faults(target), tempfile.TemporaryDirectory(prefix="prova-real-") as room:
        built = Path(room) / "pacote.prova"
        with closing(_empty(built)) as connection:
            _fill(connection, cargo, chain, people, manifest)
            complete = replace(manifest, tables=table_digests(connection.execute, {WORKSPACE}))
            _seal(connection, complete)
            handle, name = tempfile.mkstemp(prefix=".prova-", suffix=".prova.tmp", dir=target.parent)
            os.close(handle)
            partial = Path(name)
            try:
                partial.unlink()
                connection.execute("VACUUM INTO ?", (str(partial),))
                os.chmod(partial, 0o600)
                sync_to_disk(partial)
                yield partial, complete
            finally:
                partial.unlink(missing_ok=True)


def deliver_packed(partial: Path, target: Path) -> Path:
    """Gives the whole file its name. Raises KnownError EXPORTAR_ABERTO when the old one is in use."""
    try:
        os.replace(partial, target)
    except PermissionError as error:
        raise KnownError("EXPORTAR_ABERTO", arquivo=target.name, sugestao=free_name(target).name) from error
    with known_faults(target):
        sync_to_disk(target.parent)
    return target


def names_for(connection: Connection, cargo: Cargo, chain: Chain, more: set[str]) -> Mapping[str, str]:
    """Pseudonym -> name of everybody who appears in what leaves, and nobody else."""
    words = {cell for rows in cargo.rows.values() for row in rows for cell in row if isinstance(cell, str)}
    bodies = " ".join(chain.bodies.values())
    known = people_of(connection, _all_users(connection))
    return {user: name for user, name in known.items() if user in words or user in more or f'"{user}"' in bodies}


def _all_users(connection: Connection) -> set[str]:
    return {str(row[0]) for row in connection.exec_driver_sql("SELECT id FROM app_user")}


def _empty(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(f"PRAGMA page_size = {PAGE_SIZE}")
    connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute("PRAGMA synchronous = OFF")  # a file of this process alone: what counts is the copy it gives
    for migration in shipped_migrations():
        connection.executescript(migration.sql)
        connection.execute(f"PRAGMA user_version = {migration.number}")
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def _fill(
    connection: sqlite3.Connection, cargo: Cargo, chain: Chain, people: Mapping[str, str], manifest: Manifest
) -> None:
    kept = shapes(connection.execute)
    connection.execute("BEGIN")
    connection.execute("PRAGMA defer_foreign_keys = ON")
    for name, rows in cargo.rows.items():
        connection.executemany(kept[name].insert(), rows)
    _people(connection, people, manifest)
    body = "INSERT INTO journal_body (client, seq, body) VALUES (?, ?, ?)"
    for row in chain.headers:
        connection.execute(kept["journal"].insert(), row)
        seq = row[1]
        assert isinstance(seq, int)
        if seq in chain.bodies:
            connection.execute(body, (row[0], seq, chain.bodies[seq]))
    connection.execute("COMMIT")


def _people(connection: sqlite3.Connection, people: Mapping[str, str], manifest: Manifest) -> None:
    """Pseudonyms with their names: no login of theirs, no password; only the signer may do anything."""
    columns, at = "(id, client, login, name, active, created)", instant_text(manifest.made)
    connection.executemany(
        f"INSERT INTO app_user {columns} VALUES (?, ?, ?, ?, ?, ?)",
        [
            (user, manifest.client, f"#{user}", name, user == manifest.signer, at)
            for user, name in sorted(people.items())
        ],
    )
    if manifest.signer:
        _signer(connection, manifest, at)


def _signer(connection: sqlite3.Connection, manifest: Manifest, at: str) -> None:
    """What one person may do in a file to decide in: read it, and decide in the sectors that are theirs."""
    connection.execute("INSERT INTO role (id, shipped) VALUES (?, 0)", (SIGNER,))
    rights = [(SIGNER, right) for right in SIGNER_RIGHTS]
    connection.executemany("INSERT INTO role_right (role, right_id) VALUES (?, ?)", rights)
    columns = "(user, role, client, area, sector, granted, granted_by)"
    connection.executemany(
        f"INSERT INTO user_role {columns} VALUES (?, ?, ?, '', ?, ?, '')",
        [(manifest.signer, SIGNER, manifest.client, sector, at) for sector in manifest.sectors],
    )


def _seal(connection: sqlite3.Connection, manifest: Manifest) -> None:
    connection.execute(
        "INSERT INTO workspace (id, mode, manifest, seal) VALUES (1, ?, ?, ?)",
        (manifest.mode, manifest.text(), manifest.seal),
    )
