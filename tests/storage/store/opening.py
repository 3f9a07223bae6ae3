"""A store in a folder of the test's own, with a clock that stands still and one client in it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage.clock import Clock, stopped_clock
from storage.people import create_client
from storage.store import Store

NOON = datetime(2025, 8, 2, 15, 0, tzinfo=UTC)
LOCAL_MOUNTS = "/dev/sda1 / ext4 rw 0 0\n"
CLIENT = "cliente-1"


@pytest.fixture
def clock() -> Clock:
    return stopped_clock(NOON)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "empresa.db"


@pytest.fixture
def empty(path: Path, clock: Clock) -> Iterator[Store]:
    with Store.create(path, clock, mounts=LOCAL_MOUNTS, wait_seconds=5) as store:
        yield store


@pytest.fixture
def store(empty: Store) -> Store:
    with empty.write() as connection:
        create_client(connection, "Viação Exemplo", NOON, actor="instalacao", client_id=CLIENT)
    return empty
