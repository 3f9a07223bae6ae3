"""Copies: whole, thinned out over time, and rehearsed by bringing one back."""

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from storage.backup import copies, copy, daily_copy, restore, surplus, verify_copy
from storage.clock import Clock, stopped_clock
from storage.errors import KnownError
from storage.journal import Act, append, head
from storage.store import Seat, Store
from tests.storage.store.opening import CLIENT, LOCAL_MOUNTS, NOON


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "copias"


def tell(store: Store, entity: str) -> int:
    with store.write() as connection:
        return append(connection, Act(CLIENT, "u", "teste.mudar", entity, NOON)).seq


def last(store: Store) -> int:
    with store.read() as connection:
        found = head(connection, CLIENT)
    return found.seq if found else 0


def outside(path: Path, *statements: str) -> None:
    raw = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        raw.execute(statement)
    raw.close()


def test_a_copy_is_one_whole_file_that_verifies(store: Store, folder: Path) -> None:
    tell(store, "a")
    made = copy(store, folder)
    assert made.name == "empresa-20250802T150000Z.db"
    assert [path.name for path in folder.iterdir()] == [made.name]
    assert made.stat().st_mode & 0o077 == 0
    before = made.read_bytes()
    verify_copy(made)
    assert made.read_bytes() == before
    with Store.open(made, store.clock, mounts=LOCAL_MOUNTS) as copied:
        assert last(copied) == last(store)


def test_a_copy_while_somebody_writes_holds_only_what_was_committed(store: Store, folder: Path) -> None:
    with store.write() as connection:
        append(connection, Act(CLIENT, "u", "teste.mudar", "a", NOON))
        made = copy(store, folder)
    with Store.open(made, store.clock, mounts=LOCAL_MOUNTS) as copied:
        assert last(copied) == last(store) - 1


def test_bringing_a_copy_back(store: Store, folder: Path, clock: Clock) -> None:
    kept = tell(store, "a")
    made = copy(store, folder)
    tell(store, "b")
    store.close()
    aside = restore(made, store.path, clock)
    assert aside is not None and aside.exists()
    with Store.open(store.path, clock, mounts=LOCAL_MOUNTS) as restored:
        assert last(restored) == kept
        tell(restored, "c")
    with Store.open(aside, clock, mounts=LOCAL_MOUNTS) as replaced:
        assert last(replaced) == kept + 1


def test_a_log_left_behind_is_not_replayed_into_the_restored_file(store: Store, folder: Path, clock: Clock) -> None:
    made = copy(store, folder)
    kept = last(store)
    tell(store, "only in the log")
    # A killed desktop leaves its log: a copy of both, put back after closing, is that situation.
    log = store.path.with_name(store.path.name + "-wal")
    left = {path: path.read_bytes() for path in (store.path, log)}
    store.close()
    for path, content in left.items():
        path.write_bytes(content)
    aside = restore(made, store.path, clock)
    assert aside is not None and aside.with_name(aside.name + "-wal").exists()
    with Store.open(store.path, clock, mounts=LOCAL_MOUNTS) as restored:
        assert last(restored) == kept


def test_restoring_where_nothing_is(store: Store, folder: Path, tmp_path: Path, clock: Clock) -> None:
    made = copy(store, folder)
    place = tmp_path / "nova.db"
    assert restore(made, place, clock) is None
    with Store.open(place, clock, mounts=LOCAL_MOUNTS) as restored:
        assert last(restored) == last(store)


def test_restoring_over_a_damaged_file(store: Store, folder: Path, clock: Clock) -> None:
    made = copy(store, folder)
    store.close()
    store.path.write_bytes(b"not a database any more")
    aside = restore(made, store.path, clock)
    assert aside is not None and aside.read_bytes() == b"not a database any more"
    Store.open(store.path, clock, mounts=LOCAL_MOUNTS).close()


def test_nothing_is_restored_under_an_open_desktop(store: Store, folder: Path, clock: Clock) -> None:
    made = copy(store, folder)
    with (
        Store.open(store.path, clock, Seat.DESKTOP, mounts=LOCAL_MOUNTS),
        pytest.raises(KnownError, match="LOJA_JA_ABERTA"),
    ):
        restore(made, store.path, clock)


def test_a_command_left_open_notices_that_its_file_was_replaced(store: Store, folder: Path, clock: Clock) -> None:
    made = copy(store, folder)
    restore(made, store.path, clock)
    for ask in (store.read, store.write):
        with pytest.raises(KnownError, match="LOJA_TROCADA"), ask():
            pass


def test_a_copy_whose_journal_was_edited_is_refused(store: Store, folder: Path, clock: Clock) -> None:
    tell(store, "a")
    made = copy(store, folder)
    raw = sqlite3.connect(made, isolation_level=None)
    guard = raw.execute("SELECT sql FROM sqlite_master WHERE name = 'journal_body_no_update'").fetchone()[0]
    raw.close()
    outside(
        made,
        "DROP TRIGGER journal_body_no_update",
        "UPDATE journal_body SET body = replace(body, 'teste', 'outro')",
        guard,
    )
    with pytest.raises(KnownError) as caught:
        restore(made, store.path, clock)
    assert (caught.value.code, caught.value.args_shown["primeiro"]) == ("COPIA_DIARIO", "DIARIO_CORPO")


def test_copies_that_are_not_copies_are_refused(store: Store, folder: Path, clock: Clock) -> None:
    made = copy(store, folder)
    outside(made, "DROP TRIGGER journal_no_delete")
    with pytest.raises(KnownError, match="LOJA_GATILHOS"):
        verify_copy(made)
    made.write_bytes(made.read_bytes()[:-1])
    with pytest.raises(KnownError, match="LOJA_DANIFICADA"):
        restore(made, store.path, clock)
    with pytest.raises(KnownError, match="LOJA_AUSENTE"):
        restore(folder / "nenhuma.db", store.path, clock)


def test_one_copy_a_day_in_the_readers_zone(store: Store, folder: Path) -> None:
    made = []
    # 01:00 UTC of the 3rd is still the 2nd in Brasília.
    for at in (NOON, NOON + timedelta(hours=10), NOON + timedelta(hours=13)):
        store.clock = stopped_clock(at)
        made.append(daily_copy(store, folder))
    assert [path is not None for path in made] == [True, False, True]
    assert len(copies(store.path, folder)) == 2


def test_seven_days_and_twelve_months_are_kept(tmp_path: Path) -> None:
    first = datetime(2024, 1, 1, 15, tzinfo=UTC)
    made = [(first + timedelta(days=n), tmp_path / f"{n}") for n in range(580)]
    gone = set(surplus(made, stopped_clock(NOON)))
    kept = [at.date().isoformat() for at, path in made if path not in gone]
    assert made[-1][0].date().isoformat() == "2025-08-02"
    assert kept == [
        "2024-09-30",
        "2024-10-31",
        "2024-11-30",
        "2024-12-31",
        "2025-01-31",
        "2025-02-28",
        "2025-03-31",
        "2025-04-30",
        "2025-05-31",
        "2025-06-30",
        "2025-07-27",
        "2025-07-28",
        "2025-07-29",
        "2025-07-30",
        "2025-07-31",
        "2025-08-01",
        "2025-08-02",
    ]


def test_old_copies_go_when_a_new_one_is_made_and_other_files_stay(store: Store, folder: Path) -> None:
    folder.mkdir()
    (folder / "notas.txt").write_text("minhas")
    for day in range(10):
        store.clock = stopped_clock(NOON + timedelta(days=day))
        copy(store, folder)
    assert [at.day for at, _ in copies(store.path, folder)] == [11, 10, 9, 8, 7, 6, 5]
    assert (folder / "notas.txt").exists()
    assert copies(store.path, folder / "nenhuma") == ()


def test_a_copy_that_cannot_be_made_leaves_nothing_and_loses_nothing(store: Store, folder: Path) -> None:
    folder.write_text("a file where the folder should be")
    with pytest.raises(KnownError, match="LOJA_NAO_ABRE"):
        copy(store, folder)
    with store.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM client")).scalar() == 1
