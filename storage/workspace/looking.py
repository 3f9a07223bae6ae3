"""A carried file before it is trusted: a plain file of a sane size, ours, whole, with our tables and nothing else.

Nothing in it is run: its schema must be word for word the migrations', so that it holds no view, no trigger and no
expression of anybody else.
"""

import hashlib
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import lru_cache
from pathlib import Path

from storage.errors import KnownError
from storage.store.connection import open_raw
from storage.store.faults import code_of
from storage.store.inspection import format_of, refuse_foreign_or_cut
from storage.store.migrations import Migration, shipped_migrations
from storage.workspace.manifest import Manifest, read_manifest

LARGEST = 512 * 1024 * 1024
"""Bytes of a carried file."""
SUFFIX = ".prova"
DAMAGED = "ARQUIVO_DANIFICADO"


def refuse_strange(path: Path) -> None:
    """What can be told without opening it as a database.

    Raises KnownError ARQUIVO_ATALHO, ARQUIVO_NAO_COMUM, ARQUIVO_GRANDE, ARQUIVO_EM_USO, LOJA_AUSENTE, LOJA_ESTRANHA
    or LOJA_DANIFICADA.
    """
    try:
        told = path.lstat()
    except OSError as error:
        raise KnownError("LOJA_AUSENTE", arquivo=path.name) from error
    if stat.S_ISLNK(told.st_mode):
        raise KnownError("ARQUIVO_ATALHO", arquivo=path.name)
    if not stat.S_ISREG(told.st_mode):
        raise KnownError("ARQUIVO_NAO_COMUM", arquivo=path.name)
    if told.st_size > LARGEST:
        raise KnownError("ARQUIVO_GRANDE", arquivo=path.name, limite=LARGEST // (1024 * 1024))
    for suffix in ("-wal", "-journal"):
        log = path.with_name(path.name + suffix)
        if log.exists() and log.stat().st_size > 0:
            raise KnownError("ARQUIVO_EM_USO", arquivo=path.name)
    refuse_foreign_or_cut(path)


@contextmanager
def looked_into(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that touches nothing and believes nothing, after the schema was found to be ours.

    Raises KnownError as `refuse_strange`, LOJA_MAIS_NOVA, ARQUIVO_DANIFICADO, ARQUIVO_ESQUEMA.
    """
    refuse_strange(path)
    with _damage_told(path), closing(open_raw(path, immutable=True)) as connection:
        connection.execute("PRAGMA query_only = ON")
        connection.execute("PRAGMA cell_size_check = ON")
        migrations = shipped_migrations()
        held = format_of(connection)
        if held > len(migrations):
            raise KnownError("LOJA_MAIS_NOVA", arquivo=path.name, formato=held, conhecido=len(migrations))
        if _schema(connection) != _expected(migrations[:held]):
            raise KnownError("ARQUIVO_ESQUEMA", arquivo=path.name)
        if connection.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
            raise KnownError(DAMAGED, arquivo=path.name)
        yield connection


def manifest_of(connection: sqlite3.Connection, path: Path) -> Manifest:
    """The manifest of a file that was looked into. Raises KnownError ARQUIVO_SEM_MANIFESTO, ARQUIVO_LACRE."""
    try:
        row = connection.execute("SELECT mode, manifest, seal FROM workspace WHERE id = 1").fetchone()
    except sqlite3.OperationalError as error:  # a format from before there were carried files
        raise KnownError("ARQUIVO_SEM_MANIFESTO", arquivo=path.name) from error
    if row is None:
        raise KnownError("ARQUIVO_SEM_MANIFESTO", arquivo=path.name)
    try:
        found = read_manifest(row[1])
    except ValueError as error:
        raise KnownError("ARQUIVO_LACRE", arquivo=path.name) from error
    if row[0] != found.mode or row[2] != found.seal:
        raise KnownError("ARQUIVO_LACRE", arquivo=path.name)
    return found


def is_carried(path: Path) -> bool:
    """True for a file of ours that says it is a carried one; nothing about it is believed yet."""
    try:
        with closing(open_raw(path, immutable=True)) as connection:
            # A view of that name could be made to run for ever: only a table of rows is asked.
            found = connection.execute(
                "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'workspace' AND rootpage > 0"
            ).fetchone()
            return found is not None and connection.execute("SELECT 1 FROM workspace").fetchone() is not None
    except sqlite3.Error:
        return False


def hash_of_file(path: Path) -> str:
    """SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def _damage_told(path: Path) -> Iterator[None]:
    """Whatever a damaged or forged page makes SQLite say becomes one sentence."""
    try:
        yield
    except (sqlite3.Error, UnicodeDecodeError, OverflowError) as error:
        known = code_of(error)
        keep = known in ("LOJA_ESTRANHA", "LOJA_DISCO_FALHOU", "LOJA_SO_LEITURA")
        raise KnownError(known if known and keep else DAMAGED, arquivo=path.name) from error


def _schema(connection: sqlite3.Connection) -> frozenset[tuple[str, str, str, str | None]]:
    rows = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name <> 'sqlite_sequence'")
    return frozenset((kind, name, table, sql) for kind, name, table, sql in rows)


@lru_cache(maxsize=4)
def _expected(migrations: tuple[Migration, ...]) -> frozenset[tuple[str, str, str, str | None]]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as model:
        for migration in migrations:
            model.executescript(migration.sql)
        return _schema(model)
