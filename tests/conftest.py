"""Manners of every test: no real home, no real keyring, no network, no thread left behind."""

import gc
import os
import shutil
import socket
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

HOME = Path(tempfile.mkdtemp(prefix="prova-real-testes-"))
os.environ["QT_QPA_PLATFORM"] = os.environ.get("QT_QPA_PLATFORM", "offscreen")
os.environ["HOME"] = os.environ["USERPROFILE"] = str(HOME)
for _name, _folder in {
    "XDG_CONFIG_HOME": ".config",
    "XDG_DATA_HOME": ".local/share",
    "XDG_CACHE_HOME": ".cache",
    "XDG_STATE_HOME": ".local/state",
    "APPDATA": "AppData/Roaming",
    "LOCALAPPDATA": "AppData/Local",
}.items():
    (HOME / _folder).mkdir(parents=True, exist_ok=True)
    os.environ[_name] = str(HOME / _folder)
os.environ.pop("PROVA_BASE", None)

import keyring  # noqa: E402 - the real home must be out of reach before anything looks for it
import pytest  # noqa: E402
from keyring.backend import KeyringBackend  # noqa: E402
from keyring.errors import PasswordDeleteError  # noqa: E402

LOOPBACK = ("127.", "::1", "localhost")
GRACE_SECONDS = 3.0
gc.set_threshold(20_000, 20, 50)


class NetworkUsed(AssertionError):
    """A test reached for another machine."""


class MemoryKeyring(KeyringBackend):
    """A keyring that lives as long as one test."""

    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.secrets: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.secrets.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.secrets[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if (service, username) not in self.secrets:
            raise PasswordDeleteError(username)
        del self.secrets[service, username]


@pytest.fixture(autouse=True)
def memory_keyring() -> Iterator[MemoryKeyring]:
    """An empty keyring for each test, in memory."""
    real, ours = keyring.get_keyring(), MemoryKeyring()
    keyring.set_keyring(ours)
    yield ours
    keyring.set_keyring(real)


def _refuse_strangers(address: object) -> None:
    host = address[0] if isinstance(address, tuple) else ""
    if host and not str(host).startswith(LOOPBACK):
        raise NetworkUsed(f"tests stay on this machine, not {host}")


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sockets reach this machine only."""
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex

    def guarded(self: socket.socket, address: object) -> None:
        _refuse_strangers(address)
        connect(self, address)  # type: ignore[arg-type]

    def guarded_ex(self: socket.socket, address: object) -> int:
        _refuse_strangers(address)
        return connect_ex(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", guarded)
    monkeypatch.setattr(socket.socket, "connect_ex", guarded_ex)


def _ours(before: set[threading.Thread]) -> list[threading.Thread]:
    """Threads started since, without those Python invents for foreign threads (Qt's own)."""
    new = [thread for thread in threading.enumerate() if thread not in before]
    return [thread for thread in new if not isinstance(thread, threading._DummyThread)]


@pytest.fixture(autouse=True)
def no_thread_left() -> Iterator[None]:
    """A test that leaves a thread at work fails, and names it."""
    before = set(threading.enumerate())
    yield
    limit = time.monotonic() + GRACE_SECONDS
    while _ours(before) and time.monotonic() < limit:
        time.sleep(0.01)
    left = _ours(before)
    assert not left, f"threads left at work: {[thread.name for thread in left]}"


@pytest.fixture(autouse=True, scope="module")
def settled_heap() -> Iterator[None]:
    """What outlives a file of tests (modules, templates, caches) is not walked again at every later collection."""
    yield
    gc.collect()
    gc.freeze()


def pytest_unconfigure() -> None:
    """The borrowed home goes when the tests do, and what was frozen is let go before the interpreter ends: a library
    that counts its objects would call them lost."""
    shutil.rmtree(HOME, ignore_errors=True)
    gc.unfreeze()
    gc.collect()
