"""kill -9 at any moment: afterwards the file is sound, the journal verifies, and the tables say what it says."""

import os
import random
import signal
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import text

from storage.clock import Clock, stopped_clock
from storage.journal import Act, append, head, verify
from storage.store import Seat, Store
from tests.storage.store.opening import CLIENT, LOCAL_MOUNTS, NOON

KILLS = 25


def write_for_ever(path: Path) -> None:
    """Each transaction sets one value and says so in the journal; now and then it carries many pages."""
    with Store.open(path, stopped_clock(NOON), Seat.DESKTOP, mounts=LOCAL_MOUNTS) as store:
        number = 0
        while True:
            number += 1
            key, value = f"k{number % 7}", f'"{os.getpid()}-{number}"'
            with store.write() as connection:
                append(connection, Act(CLIENT, "u", "teste.mudar", f"setting/{key}", NOON, after=value))
                connection.execute(
                    text("INSERT OR REPLACE INTO setting VALUES (:c, :k, :v, 'x', 'u')"),
                    {"c": CLIENT, "k": key, "v": value},
                )
                if number % 5 == 0:
                    blob = {"c": CLIENT, "h": os.urandom(32).hex(), "b": os.urandom(200_000)}
                    connection.execute(text("INSERT INTO snapshot_bytes VALUES (:c, :h, :b)"), blob)


def told_by_journal(store: Store) -> dict[str, str]:
    chosen = "SELECT entity, json_extract(body, '$.after') FROM journal_body WHERE verb = 'teste.mudar' ORDER BY seq"
    with store.read() as connection:
        return {entity.removeprefix("setting/"): value for entity, value in connection.execute(text(chosen))}


def told_by_tables(store: Store) -> dict[str, str]:
    with store.read() as connection:
        rows = connection.execute(text("SELECT key, value FROM setting WHERE client = :c"), {"c": CLIENT})
        return {row.key: row.value for row in rows}


@pytest.mark.skipif(sys.platform == "win32", reason="forks and kills")
def test_killed_writers_leave_a_sound_store(store: Store, clock: Clock) -> None:
    store.close()
    moments = random.Random(20250802)
    lengths = []
    for _ in range(KILLS):
        child = os.fork()
        if child == 0:
            try:
                write_for_ever(store.path)
            finally:
                os._exit(1)
        time.sleep(moments.uniform(0.03, 0.2))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        with Store.open(store.path, clock, Seat.DESKTOP, mounts=LOCAL_MOUNTS) as again:
            with again.read() as connection:
                assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
                assert verify(connection, CLIENT) == ()
                last = head(connection, CLIENT)
            assert told_by_tables(again) == told_by_journal(again)
        assert last is not None
        lengths.append(last.seq)
    assert lengths == sorted(lengths)
    assert lengths[-1] > KILLS, "the children wrote too little for the kills to mean anything"
