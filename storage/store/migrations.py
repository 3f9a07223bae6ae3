"""Numbered migrations in plain SQL: one transaction each, a copy before, the append-only triggers re-checked after."""

import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from storage.errors import KnownError
from storage.resources import read_text, resource_names
from storage.store.connection import arm
from storage.store.copying import copy_file
from storage.store.faults import FOREIGN
from storage.store.inspection import format_of

_NAME = re.compile(r"(?P<number>\d{4})_[a-z0-9_]+\.sql")


@dataclass(frozen=True, slots=True)
class Migration:
    """One step of the format: its number (1, 2, …, without holes), its file's name and its SQL."""

    number: int
    name: str
    sql: str


def shipped_migrations() -> tuple[Migration, ...]:
    """The migrations under `resources/migrations`, in order. Raises ValueError on a hole or an odd name."""
    found = []
    for path in resource_names("migrations", ".sql"):
        name = path.rpartition("/")[2]
        matched = _NAME.fullmatch(name)
        if matched is None:
            raise ValueError(f"not a migration's name: {name}")
        found.append(Migration(int(matched["number"]), name, read_text(path)))
    return in_order(found)


def in_order(migrations: Sequence[Migration]) -> tuple[Migration, ...]:
    """The same migrations after checking that they are numbered 1, 2, 3, … Raises ValueError otherwise."""
    if [m.number for m in migrations] != list(range(1, len(migrations) + 1)):
        raise ValueError(f"migrations out of order: {[m.name for m in migrations]}")
    return tuple(migrations)


def refuse_newer(connection: sqlite3.Connection, path: Path, migrations: Sequence[Migration]) -> None:
    """Raises KnownError LOJA_MAIS_NOVA when the file went through migrations this program does not have.

    A number below zero, which no program of ours writes, is LOJA_ESTRANHA: the log beside the file may still hold it.
    """
    found = format_of(connection)
    if found < 0:
        raise KnownError(FOREIGN, arquivo=str(path))
    if found > len(migrations):
        raise KnownError("LOJA_MAIS_NOVA", arquivo=str(path), formato=found, conhecido=len(migrations))


def migrate(connection: sqlite3.Connection, path: Path, migrations: Sequence[Migration]) -> tuple[int, ...]:
    """Applies what is missing, each step after a copy of the file as it was; returns the numbers applied.

    `connection` is raw (unguarded). A step that fails is rolled back whole and its error goes up.
    """
    arm(connection)
    applied = []
    for migration in migrations[format_of(connection) :]:
        if migration.number > 1:
            copy_file(path, copy_before(path, migration.number))
        _apply(connection, path, migration, migrations[: migration.number])
        applied.append(migration.number)
    return tuple(applied)


def copy_before(path: Path, number: int) -> Path:
    """Where the copy taken before migration `number` is kept: beside the store."""
    return path.with_name(f"{path.stem}-antes-{number:04d}{path.suffix}")


def _apply(connection: sqlite3.Connection, path: Path, migration: Migration, until_here: Sequence[Migration]) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        for statement in statements(migration.sql):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {migration.number}")
        refuse_altered_triggers(connection, path, until_here)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def statements(sql: str) -> Iterator[str]:
    """The statements of a script one by one, so that all can share a transaction (`executescript` would commit)."""
    pending = ""
    for piece in re.split(r"(?<=;)", sql):
        pending += piece
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""
    if re.sub(r"--[^\n]*", "", pending).strip():
        raise ValueError(f"unfinished statement: {pending.strip()[:80]}")


def refuse_altered_triggers(connection: sqlite3.Connection, path: Path, migrations: Sequence[Migration]) -> None:
    """Raises KnownError LOJA_GATILHOS when the file's triggers are not word for word those of the migrations.

    A trigger dropped or weakened behind our back means that the journal may have been edited since.
    """
    expected = expected_triggers(tuple(migrations))
    if _triggers(connection) != expected:
        raise KnownError("LOJA_GATILHOS", arquivo=str(path))


def expected_triggers(migrations: tuple[Migration, ...]) -> dict[str, tuple[str, str]]:
    """Trigger name -> (table, SQL) as the migrations leave them, learnt by running them on an empty database."""
    model = sqlite3.connect(":memory:", isolation_level=None)
    try:
        for migration in migrations:
            model.executescript(migration.sql)
        return _triggers(model)
    finally:
        model.close()


def _triggers(connection: sqlite3.Connection) -> dict[str, tuple[str, str]]:
    rows = connection.execute("SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'")
    return {name: (table, sql) for name, table, sql in rows}
