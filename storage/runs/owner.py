"""Who carries a run: a token the process keeps locked, so that a dead process's runs can be told from slow ones."""

import secrets
from pathlib import Path

from sqlalchemy import select

from storage.runs.start import fail
from storage.runs.status import ACTIVE
from storage.store import Store
from storage.store.locks import FileLock, beside
from storage.store.tables import run

INTERRUPTED = "CORRIDA_INTERROMPIDA"


class Owner:
    """The living carrier of runs: `token` goes into each run, the OS lock behind it dies with the process.

    One per process and store; close it when the process has no run under way any more.
    """

    def __init__(self, store: Store) -> None:
        self.token = secrets.token_hex(8)
        self._lock = FileLock(_lock_path(store.path, self.token))
        if not self._lock.try_acquire():
            raise RuntimeError("a new token cannot be taken already")

    def close(self) -> None:
        """Releases the lock and removes its file: runs left active under this token become interrupted."""
        self._lock.release()
        self._lock.path.unlink(missing_ok=True)


def close_interrupted(store: Store) -> tuple[int, ...]:
    """Marks ERROR (CORRIDA_INTERROMPIDA) the active runs whose process is dead; call it after opening the store.

    Returns their numbers. A run whose owner still holds its lock, in this process or another, is left alone.
    """
    active = select(run.c.id, run.c.owner).where(run.c.status.in_([status.value for status in ACTIVE]))
    with store.read() as connection:
        found = [(number, owner) for number, owner in connection.execute(active)]
    alive = {owner: _is_alive(store.path, owner) for owner in {owner for _, owner in found}}
    dead = tuple(number for number, owner in found if not alive[owner])
    _sweep_locks(store.path)
    if dead:
        with store.write() as connection:
            still = set(connection.execute(active.with_only_columns(run.c.id)).scalars())
            for number in still.intersection(dead):
                fail(connection, number, INTERRUPTED, store.clock.now())
    return dead


def _sweep_locks(store_path: Path) -> None:
    """Removes the lock files of processes that died without runs: nobody holds them any more."""
    for path in store_path.parent.glob(f"{store_path.name}.run-*-lock"):
        _is_alive(store_path, path.name.removeprefix(f"{store_path.name}.run-").removesuffix("-lock"))


def _is_alive(store_path: Path, token: str) -> bool:
    path = _lock_path(store_path, token)
    if not path.exists():
        return False
    lock = FileLock(path)
    if not lock.try_acquire():
        return True
    lock.release()
    path.unlink(missing_ok=True)
    return False


def _lock_path(store_path: Path, token: str) -> Path:
    return beside(store_path, f".run-{token}-lock")
