"""Locks the operating system keeps beside the store: they die with the process that holds them, even by kill -9."""

import getpass
import json
import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from storage.errors import KnownError
from storage.store.faults import known_faults

POLL_SECONDS = 0.01

if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30  # Windows locks are mandatory: lock a byte nobody reads, so that the holder's name stays readable.

    def _try_lock(handle: BinaryIO) -> bool:
        handle.seek(_FAR)
        try:
            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _try_lock(handle: BinaryIO) -> bool:
        try:
            fcntl.flock(handle.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


class Seat(StrEnum):
    """Who opens the store: the one desktop, the one watcher, or a command, of which there may be several."""

    DESKTOP = "desktop"
    WATCHER = "watcher"
    COMMAND = "command"


class FileLock:
    """An exclusive OS lock on a file of its own; what is written in the file is only for people to read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._handle: BinaryIO | None = None

    def try_acquire(self) -> bool:
        """Takes the lock if nobody holds it; never waits. Raises KnownError when the file cannot be written."""
        with known_faults(self.path):
            handle = open(self.path, "a+b")  # noqa: SIM115 - held as long as the lock
        if not _try_lock(handle):
            handle.close()
            return False
        self._handle = handle
        return True

    def write(self, holder: dict[str, str]) -> None:
        """Names the holder in the file, for whoever is refused."""
        if self._handle is None:
            raise RuntimeError("the lock is not held")
        self._handle.truncate(0)
        self._handle.write(json.dumps(holder, ensure_ascii=False).encode())
        self._handle.flush()

    def read(self) -> dict[str, str]:
        """What the holder wrote; empty when it died before writing."""
        try:
            content = json.loads(self.path.read_bytes() or b"{}")
        except (OSError, ValueError):
            return {}
        return {str(k): str(v) for k, v in content.items()} if isinstance(content, dict) else {}

    def release(self) -> None:
        """Gives the lock back; the file stays, empty of meaning, because deleting it would race."""
        if self._handle is not None:
            self._handle.close()
            self._handle = None


class WriteLane:
    """The lane of writers: one thread of this process, then one process of the machine."""

    def __init__(self, path: Path, wait_seconds: float) -> None:
        self._lock = FileLock(path)
        self._mutex = threading.Lock()
        self._thread: int | None = None
        self._wait = wait_seconds

    @contextmanager
    def held(self) -> Iterator[None]:
        """Holds the lane. Raises KnownError SYS_001.OCUPADA after the wait, RuntimeError when nested in one thread."""
        if self._thread == threading.get_ident():
            raise RuntimeError("store.write() inside store.write()")
        deadline = time.monotonic() + self._wait
        if not self._mutex.acquire(timeout=self._wait):
            raise KnownError("SYS_001.OCUPADA", arquivo=str(self._lock.path))
        try:
            self._thread = threading.get_ident()
            self._acquire_until(deadline)
            yield
        finally:
            self._lock.release()
            self._thread = None
            self._mutex.release()

    def _acquire_until(self, deadline: float) -> None:
        while not self._lock.try_acquire():
            if time.monotonic() >= deadline:
                raise KnownError("SYS_001.OCUPADA", arquivo=str(self._lock.path))
            time.sleep(POLL_SECONDS)


def take_seat(store_path: Path, seat: Seat, user: str, machine: str, since: datetime) -> FileLock | None:
    """Lock of the desktop or of the watcher, None for a command, which needs no seat.

    Raises KnownError LOJA_JA_ABERTA (or LOJA_JA_VIGIADA) naming user, machine and since when the seat is taken.
    """
    if seat is Seat.COMMAND:
        return None
    lock = FileLock(beside(store_path, f".{seat.value}-lock"))
    if not lock.try_acquire():
        holder = lock.read()
        code = "LOJA_JA_ABERTA" if seat is Seat.DESKTOP else "LOJA_JA_VIGIADA"
        raise KnownError(
            code,
            arquivo=str(store_path),
            usuario=holder.get("user", "?"),
            maquina=holder.get("machine", "?"),
            desde=_instant(holder.get("since", "")),
        )
    lock.write({"user": user, "machine": machine, "since": since.isoformat(), "pid": str(os.getpid())})
    return lock


def _instant(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def user_of_system() -> str:
    """Login of whoever runs the program; its number where the system has no name for it (containers)."""
    try:
        return getpass.getuser()
    except (KeyError, ImportError, OSError):
        return f"uid {os.getuid()}" if hasattr(os, "getuid") else "?"


def beside(store_path: Path, suffix: str) -> Path:
    """Path of a companion file of the store: its whole name plus `suffix`."""
    return store_path.with_name(store_path.name + suffix)
