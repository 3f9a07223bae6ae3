"""The store: one file, opened with its checks, read through short connections, written one at a time."""

import os
import platform
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from types import TracebackType

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from storage.clock import Clock
from storage.errors import KnownError
from storage.store.connection import APPLICATION_ID, PAGE_SIZE, open_guarded, open_raw
from storage.store.copying import sync_to_disk
from storage.store.faults import code_of, known_faults
from storage.store.inspection import refuse_damaged, refuse_foreign_or_cut
from storage.store.locks import FileLock, Seat, WriteLane, beside, take_seat, user_of_system
from storage.store.migrations import (
    Migration,
    migrate,
    refuse_altered_triggers,
    refuse_newer,
    shipped_migrations,
)
from storage.store.places import refuse_network, refuse_read_only

WAIT_SECONDS = 30.0
"""Longest wait for the lane of writers before SYS_001.OCUPADA."""


class Store:
    """One SQLite file. Open it with `Store.open` or `Store.create`, close it with `close()` or `with`."""

    def __init__(self, path: Path, clock: Clock, seat: FileLock | None, wait_seconds: float) -> None:
        self.path = path
        self.clock = clock
        self._seat = seat
        self._lane = WriteLane(beside(path, ".write-lock"), wait_seconds)
        self._readers = _engine(path, query_only=True)
        self._writer = _engine(path, query_only=False)
        self._watch = open_guarded(path, query_only=True)
        self._watching = threading.Lock()
        self._identity = _identity(path)

    @classmethod
    def create(
        cls,
        path: Path,
        clock: Clock,
        seat: Seat = Seat.COMMAND,
        *,
        migrations: Sequence[Migration] | None = None,
        mounts: str | None = None,
        wait_seconds: float = WAIT_SECONDS,
    ) -> "Store":
        """New empty store at `path`, opened. Raises KnownError LOJA_EXISTE when there is a file already.

        The file takes its name only when whole: a crash half way leaves nothing at `path`.
        """
        path = Path(path)
        with known_faults(path):
            path.parent.mkdir(parents=True, exist_ok=True)
        refuse_network(path, mounts)
        refuse_read_only(path)
        with WriteLane(beside(path, ".write-lock"), wait_seconds).held():
            if path.exists():
                raise KnownError("LOJA_EXISTE", arquivo=str(path))
            _write_empty(path, shipped_migrations() if migrations is None else tuple(migrations))
        return cls.open(path, clock, seat, migrations=migrations, mounts=mounts, wait_seconds=wait_seconds)

    @classmethod
    def open(
        cls,
        path: Path,
        clock: Clock,
        seat: Seat = Seat.COMMAND,
        *,
        migrations: Sequence[Migration] | None = None,
        mounts: str | None = None,
        wait_seconds: float = WAIT_SECONDS,
    ) -> "Store":
        """The store at `path`, brought to this program's format.

        Raises KnownError: LOJA_AUSENTE, LOJA_ESTRANHA, LOJA_MAIS_NOVA, LOJA_DANIFICADA, LOJA_GATILHOS,
        LOJA_SO_LEITURA, LOJA_REDE, SYS_003.DISCO, and LOJA_JA_ABERTA when `seat` is taken by another desktop.
        `mounts` replaces the live mount table and `migrations` the shipped ones.
        """
        path = Path(path)
        refuse_network(path, mounts)
        refuse_foreign_or_cut(path)
        refuse_read_only(path)
        lock = take_seat(path, seat, user_of_system(), platform.node(), clock.now())
        try:
            refuse_damaged(path)
            _bring_up_to_date(path, shipped_migrations() if migrations is None else tuple(migrations), wait_seconds)
            with known_faults(path):
                return cls(path, clock, lock, wait_seconds)
        except BaseException:
            if lock is not None:
                lock.release()
            raise

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A short read-only connection that sees one consistent state; keep it no longer than one question."""
        with known_faults(self.path, reading=True):
            self._refuse_replaced()
            with self._readers.connect() as connection:
                yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """The lane of writers: BEGIN IMMEDIATE … COMMIT, checkpoint; an exception rolls everything back.

        Compute before entering. Raises KnownError SYS_001.OCUPADA after a bounded wait, LOJA_TROCADA when
        the file was replaced by a restored copy since it was opened, SYS_003.DISCO and others.
        """
        with self._lane.held(), known_faults(self.path), self._writer.connect() as connection:
            self._refuse_replaced()
            try:
                with connection.begin():
                    yield connection
            except Exception as error:
                if code_of(error) is not None:
                    # After a failed write the pages cached by this connection are not to be believed.
                    connection.invalidate()
                raise
            _checkpoint(connection)

    def data_version(self) -> int:
        """A number that changes whenever anybody, in this process or another, commits to the file."""
        with self._watching, known_faults(self.path):
            return int(self._watch.execute("PRAGMA data_version").fetchone()[0])

    def reclaim(self, pages: int = 256) -> None:
        """Gives up to `pages` free pages back to the disk; for quiet moments."""
        with self._lane.held(), known_faults(self.path), closing(open_guarded(self.path, False)) as connection:
            # The pragma frees one page per step and has no rows, so `execute` would free one: a script runs to its end.
            connection.executescript(f"PRAGMA incremental_vacuum({int(pages)})")

    def _refuse_replaced(self) -> None:
        # After a copy was restored under a command left open, its connections still hold the old file.
        if _identity(self.path) != self._identity:
            raise KnownError("LOJA_TROCADA", arquivo=str(self.path))

    def close(self) -> None:
        """Closes every connection and leaves the seat; the last one out folds the log into the file."""
        self._readers.dispose()
        self._writer.dispose()
        self._watch.close()
        if self._seat is not None:
            self._seat.release()
            self._seat = None

    def __enter__(self) -> "Store":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _engine(path: Path, query_only: bool) -> Engine:
    engine = create_engine(
        "sqlite://",
        creator=lambda: open_guarded(path, query_only),
        poolclass=QueuePool,
        pool_size=4 if query_only else 1,
        max_overflow=8 if query_only else 0,
    )
    begin = "BEGIN" if query_only else "BEGIN IMMEDIATE"
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
    return engine


def _identity(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_dev, found.st_ino


def _checkpoint(connection: Connection) -> None:
    raw = connection.connection.driver_connection
    # The commit is already safe in the log: a full disk that stops the folding must not report the write as failed,
    # and the next commit, or the next opening, folds again.
    with suppress(sqlite3.OperationalError):
        if isinstance(raw, sqlite3.Connection):
            raw.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()


def _write_empty(path: Path, migrations: tuple[Migration, ...]) -> None:
    partial = beside(path, ".parcial")
    try:
        with known_faults(path):
            partial.unlink(missing_ok=True)
            with closing(sqlite3.connect(partial, isolation_level=None)) as connection:
                connection.execute(f"PRAGMA page_size = {PAGE_SIZE}")
                connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                for migration in migrations[:1]:
                    migrate(connection, partial, [migration])
            os.chmod(partial, 0o600)
            sync_to_disk(partial)
            os.replace(partial, path)
            sync_to_disk(path.parent)
    finally:
        partial.unlink(missing_ok=True)


def _bring_up_to_date(path: Path, migrations: tuple[Migration, ...], wait_seconds: float) -> None:
    with (
        WriteLane(beside(path, ".write-lock"), wait_seconds).held(),
        known_faults(path),
        closing(open_raw(path)) as connection,
    ):
        refuse_newer(connection, path, migrations)
        connection.execute("PRAGMA journal_mode = WAL")
        migrate(connection, path, migrations)
        refuse_altered_triggers(connection, path, migrations)
