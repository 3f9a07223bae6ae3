"""The store as others use it: short reads, one writer at a time, and who may sit at it."""

import sqlite3
import threading
from pathlib import Path

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError, OperationalError

from storage.clock import Clock
from storage.errors import KnownError
from storage.store import Seat, Store
from storage.texts.sentences import Texts
from tests.storage.store.opening import LOCAL_MOUNTS, NOON


def add_client(connection: Connection, key: str) -> None:
    connection.execute(text("INSERT INTO client (id, name, created) VALUES (:k, 'C', '2025-01-01')"), {"k": key})


def clients(store: Store) -> list[str]:
    with store.read() as connection:
        return list(connection.execute(text("SELECT id FROM client ORDER BY id")).scalars())


def test_the_file_is_as_the_design_says(empty: Store) -> None:
    with empty.read() as connection:
        found = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("page_size", "auto_vacuum", "journal_mode", "foreign_keys", "application_id", "user_version")
        }
    assert found == {
        "page_size": 32768,
        "auto_vacuum": 2,
        "journal_mode": "wal",
        "foreign_keys": 1,
        "application_id": 0x50525652,
        "user_version": len(list(Path("resources/migrations").glob("*.sql"))),
    }
    assert empty.path.stat().st_mode & 0o077 == 0


def test_every_table_is_strict(empty: Store) -> None:
    with empty.read() as connection:
        rows = connection.execute(text("PRAGMA table_list")).mappings().all()
        ours = [row for row in rows if row["type"] == "table" and not row["name"].startswith("sqlite_")]
        types = {
            column["type"]
            for row in ours
            for column in connection.execute(text(f"PRAGMA table_xinfo({row['name']})")).mappings()
        }
    assert [row["name"] for row in ours if not row["strict"]] == []
    assert types == {"TEXT", "INTEGER", "BLOB"}


def test_a_write_is_seen_by_reads_and_a_failed_one_leaves_nothing(empty: Store) -> None:
    with empty.write() as connection:
        add_client(connection, "a")
    with pytest.raises(RuntimeError, match="stop"), empty.write() as connection:
        add_client(connection, "b")
        raise RuntimeError("stop")
    assert clients(empty) == ["a"]


def test_a_read_sees_one_state_while_others_write(empty: Store) -> None:
    with empty.read() as reading:
        before = reading.execute(text("SELECT count(*) FROM client")).scalar()
        with empty.write() as connection:
            add_client(connection, "a")
        assert reading.execute(text("SELECT count(*) FROM client")).scalar() == before == 0
    assert clients(empty) == ["a"]


def test_writing_inside_a_read_is_our_mistake_and_loud(empty: Store) -> None:
    with pytest.raises(OperationalError, match="readonly"), empty.read() as connection:
        add_client(connection, "a")


def test_a_write_inside_a_write_is_our_mistake_and_loud(empty: Store) -> None:
    with pytest.raises(RuntimeError, match="inside"), empty.write(), empty.write():
        pass
    with empty.write() as connection:
        add_client(connection, "a")
    assert clients(empty) == ["a"]


def test_our_own_faults_are_not_disguised(empty: Store) -> None:
    with pytest.raises(IntegrityError), empty.write() as connection:
        add_client(connection, "a")
        add_client(connection, "a")
    with pytest.raises(OperationalError, match="no such table"), empty.read() as connection:
        connection.execute(text("SELECT * FROM nowhere"))


def test_foreign_keys_hold(empty: Store) -> None:
    with pytest.raises(IntegrityError, match="FOREIGN KEY"), empty.write() as connection:
        connection.execute(text("INSERT INTO recovery_key VALUES ('nobody', 'h', '2025')"))


def test_writers_take_turns(empty: Store) -> None:
    def write_many(prefix: str) -> None:
        for number in range(15):
            with empty.write() as connection:
                seen = connection.execute(text("SELECT count(*) FROM client")).scalar()
                add_client(connection, f"{prefix}{number}")
                assert connection.execute(text("SELECT count(*) FROM client")).scalar() == (seen or 0) + 1

    threads = [threading.Thread(target=write_many, args=(prefix,)) for prefix in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(clients(empty)) == 45


def test_waiting_for_the_lane_is_bounded(path: Path, clock: Clock) -> None:
    with Store.create(path, clock, mounts=LOCAL_MOUNTS, wait_seconds=0.05) as one:
        with Store.open(path, clock, mounts=LOCAL_MOUNTS, wait_seconds=0.05) as other:
            with one.write(), pytest.raises(KnownError, match="SYS_001.OCUPADA"), other.write():
                pass
            with other.write() as connection:
                add_client(connection, "a")
        started = threading.Event()
        done = threading.Event()

        def hold() -> None:
            with one.write():
                started.set()
                done.wait(5)

        holder = threading.Thread(target=hold)
        holder.start()
        started.wait(5)
        with pytest.raises(KnownError, match="SYS_001.OCUPADA"), one.write():
            pass
        done.set()
        holder.join()


def test_data_version_moves_with_every_commit_of_anybody(empty: Store) -> None:
    first = empty.data_version()
    assert empty.data_version() == first
    with empty.write() as connection:
        add_client(connection, "a")
    second = empty.data_version()
    raw = sqlite3.connect(empty.path)
    raw.execute("INSERT INTO client (id, name, created) VALUES ('b', 'B', '2025-01-01')")
    raw.commit()
    raw.close()
    assert len({first, second, empty.data_version()}) == 3


def test_free_pages_are_given_back(empty: Store) -> None:
    with empty.write() as connection:
        long = {"t": "x" * 3_000_000}
        connection.execute(text("INSERT INTO frozen_text VALUES (printf('%064d', 1), :t)"), long)
    with empty.write() as connection:
        connection.execute(text("DELETE FROM frozen_text"))
        before = connection.execute(text("PRAGMA freelist_count")).scalar_one()
    empty.reclaim(before)
    with empty.read() as connection:
        after = connection.execute(text("PRAGMA freelist_count")).scalar_one()
    assert (before > 80, after) == (True, 0)


def test_one_desktop_and_one_watcher_but_many_commands(path: Path, clock: Clock) -> None:
    with (
        Store.create(path, clock, Seat.DESKTOP, mounts=LOCAL_MOUNTS),
        Store.open(path, clock, Seat.WATCHER, mounts=LOCAL_MOUNTS),
        Store.open(path, clock, mounts=LOCAL_MOUNTS),
        Store.open(path, clock, mounts=LOCAL_MOUNTS) as command,
    ):
        with pytest.raises(KnownError) as second:
            Store.open(path, clock, Seat.DESKTOP, mounts=LOCAL_MOUNTS)
        with pytest.raises(KnownError, match="LOJA_JA_VIGIADA"):
            Store.open(path, clock, Seat.WATCHER, mounts=LOCAL_MOUNTS)
        assert clients(command) == []
    assert second.value.code == "LOJA_JA_ABERTA"
    assert second.value.args_shown["desde"] == NOON
    assert "02/08/2025 às 12:00" in Texts().say_error(second.value)
    Store.open(path, clock, Seat.DESKTOP, mounts=LOCAL_MOUNTS).close()


def test_a_user_without_a_name_still_opens(path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    def nameless() -> str:
        raise KeyError("uid not found")

    monkeypatch.setattr("getpass.getuser", nameless)
    with Store.create(path, clock, Seat.DESKTOP, mounts=LOCAL_MOUNTS):
        with pytest.raises(KnownError) as caught:
            Store.open(path, clock, Seat.DESKTOP, mounts=LOCAL_MOUNTS)
        assert str(caught.value.args_shown["usuario"]).startswith(("uid ", "?"))


def test_a_failed_opening_leaves_the_seat(path: Path, clock: Clock) -> None:
    Store.create(path, clock, mounts=LOCAL_MOUNTS).close()
    raw = sqlite3.connect(path)
    raw.execute("PRAGMA user_version = 9999")
    raw.close()
    for _ in range(2):
        with pytest.raises(KnownError, match="LOJA_MAIS_NOVA"):
            Store.open(path, clock, Seat.DESKTOP, mounts=LOCAL_MOUNTS)


def test_closing_twice_is_harmless(path: Path, clock: Clock) -> None:
    store = Store.create(path, clock, Seat.DESKTOP, mounts=LOCAL_MOUNTS)
    store.close()
    store.close()
    assert not path.with_name(path.name + "-wal").exists()


def test_a_seat_whose_holder_wrote_nothing_readable_is_still_refused(path: Path, clock: Clock) -> None:
    with Store.create(path, clock, Seat.DESKTOP, mounts=LOCAL_MOUNTS):
        for scribble in (b"", b"{half", b"[]"):
            path.with_name(path.name + ".desktop-lock").write_bytes(scribble)
            with pytest.raises(KnownError, match="LOJA_JA_ABERTA") as caught:
                Store.open(path, clock, Seat.DESKTOP, mounts=LOCAL_MOUNTS)
            assert caught.value.args_shown["desde"] is None
            assert "desde –" in Texts().say_error(caught.value)
