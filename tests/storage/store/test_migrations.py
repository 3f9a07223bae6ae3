"""Migrations: in order, whole or not at all, a copy before, the guards re-read after."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text

from storage.clock import Clock
from storage.errors import KnownError
from storage.store import Store
from storage.store.migrations import Migration, copy_before, in_order, shipped_migrations, statements
from tests.storage.store.opening import LOCAL_MOUNTS

BASE = shipped_migrations()[:1]
SECOND = Migration(2, "0002_x.sql", "CREATE TABLE extra (a TEXT) STRICT;\nINSERT INTO extra VALUES ('a;b');\n")


def opened(path: Path, clock: Clock, *more: Migration) -> Store:
    return Store.open(path, clock, migrations=(*BASE, *more), mounts=LOCAL_MOUNTS)


@pytest.fixture
def first(path: Path, clock: Clock) -> Path:
    Store.create(path, clock, migrations=BASE, mounts=LOCAL_MOUNTS).close()
    return path


def test_a_migration_is_applied_once_after_a_copy(first: Path, clock: Clock) -> None:
    for _ in range(2):
        with opened(first, clock, SECOND) as store, store.read() as connection:
            assert connection.execute(text("SELECT a FROM extra")).scalars().all() == ["a;b"]
    before = sqlite3.connect(copy_before(first, 2))
    assert before.execute("PRAGMA user_version").fetchone() == (1,)
    assert before.execute("SELECT count(*) FROM sqlite_master WHERE name = 'extra'").fetchone() == (0,)
    before.close()
    assert copy_before(first, 2).name == "empresa-antes-0002.db"


@pytest.mark.parametrize(
    ("sql", "error"),
    [
        ("CREATE TABLE extra (a TEXT) STRICT; SELECT * FROM nowhere;", sqlite3.OperationalError),
        ("CREATE TABLE extra (a TEXT) STRICT; CREATE TABLE half", ValueError),
    ],
)
def test_a_failed_migration_leaves_the_file_as_it_was(
    first: Path, clock: Clock, sql: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        opened(first, clock, Migration(2, "0002_x.sql", sql))
    with opened(first, clock) as store, store.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM sqlite_master WHERE name = 'extra'")).scalar() == 0


def test_a_migration_may_replace_a_trigger_in_the_open(first: Path, clock: Clock) -> None:
    sql = "DROP TRIGGER journal_no_update;\nCREATE TRIGGER journal_no_update BEFORE UPDATE ON journal BEGIN\n"
    sql += "    SELECT RAISE(ABORT, 'journal: never');\nEND;\n"
    with opened(first, clock, Migration(2, "0002_x.sql", sql)) as store:
        assert store.data_version() > 0


def test_a_guard_weakened_before_a_migration_stops_it(first: Path, clock: Clock) -> None:
    raw = sqlite3.connect(first)
    raw.execute("DROP TRIGGER journal_no_update")
    raw.execute("CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal WHEN 0 BEGIN SELECT 1; END")
    raw.close()
    with pytest.raises(KnownError, match="LOJA_GATILHOS"):
        opened(first, clock, SECOND)
    with pytest.raises(KnownError, match="LOJA_GATILHOS"):
        opened(first, clock)


def test_numbers_without_holes() -> None:
    with pytest.raises(ValueError, match="out of order"):
        in_order([*BASE, Migration(3, "0003_x.sql", "")])


def test_statements_are_not_cut_inside_triggers_and_strings() -> None:
    sql = "-- a; comment\nCREATE TABLE t (a);\nCREATE TRIGGER x AFTER INSERT ON t BEGIN\n  SELECT 1;\nEND;\n-- end\n"
    assert len(list(statements(sql))) == 2
    assert "".join(statements(sql)) == sql.removesuffix("\n-- end\n")


def test_the_shipped_migrations_start_at_one() -> None:
    assert shipped_migrations()[0].name == "0001_base.sql"
