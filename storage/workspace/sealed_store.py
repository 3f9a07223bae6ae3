"""A sealed file as a store that can only be read: opened immutable, so that nothing of it can change."""

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.pool import QueuePool

from storage.clock import Clock
from storage.errors import KnownError
from storage.store import Store
from storage.store.authorizer import authorize
from storage.store.connection import open_raw
from storage.store.faults import known_faults
from storage.store.migrations import Migration, migrate, shipped_migrations
from storage.workspace.looking import hash_of_file, looked_into, manifest_of
from storage.workspace.manifest import Manifest

READ_ONLY = "ARQUIVO_SOMENTE_LEITURA"


class SealedStore(Store):
    """The reading half of a store over a file nobody may write; `write` refuses with ARQUIVO_SOMENTE_LEITURA."""

    def __init__(self, path: Path, clock: Clock, opened: Path, manifest: Manifest | None, room: Path | None) -> None:
        # Nothing of the parent's is opened: no lock, no seat and no log may appear beside a sealed file.
        self.path, self.clock, self._manifest = path, clock, manifest
        self.sha256 = hash_of_file(path)
        self._room = room
        self._readers = create_engine(
            "sqlite://", creator=lambda: _immutable(opened), poolclass=QueuePool, pool_size=2, max_overflow=8
        )
        event.listen(self._readers, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))

    @property
    def manifest(self) -> Manifest:
        """What a carried file says of itself. Raises ValueError on a file without one."""
        if self._manifest is None:
            raise ValueError(f"{self.path.name} carries no manifest")
        return self._manifest

    @classmethod
    def of(cls, path: Path, clock: Clock, migrations: Sequence[Migration] | None = None) -> "SealedStore":
        """The file at `path`, after it was looked into; one of an older format is read through a migrated copy.

        Raises KnownError ARQUIVO_…, LOJA_ESTRANHA, LOJA_DANIFICADA or LOJA_MAIS_NOVA.
        """
        path = Path(path)
        with looked_into(path) as connection:
            manifest = manifest_of(connection, path)
            held = connection.execute("PRAGMA user_version").fetchone()[0]
        known = tuple(migrations) if migrations is not None else shipped_migrations()
        return cls.plain(path, clock, held, known, manifest)

    @classmethod
    def plain(
        cls, path: Path, clock: Clock, held: int, known: tuple[Migration, ...], manifest: Manifest | None = None
    ) -> "SealedStore":
        """A file already looked into, of the format `held`, read through a migrated copy when it is an older one."""
        if held == len(known):
            return cls(path, clock, path, manifest, None)
        room = Path(tempfile.mkdtemp(prefix="prova-real-"))
        try:
            return cls(path, clock, _migrated(path, room, known), manifest, room)
        except BaseException:
            shutil.rmtree(room, ignore_errors=True)
            raise

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A short read-only connection."""
        with known_faults(self.path, reading=True), self._readers.connect() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Raises KnownError ARQUIVO_SOMENTE_LEITURA."""
        raise KnownError(READ_ONLY)
        yield  # pragma: no cover - makes this a generator, as the parent's is

    def data_version(self) -> int:
        """Always the same: nothing changes here."""
        return 0

    def reclaim(self, pages: int = 256) -> None:
        """Raises KnownError ARQUIVO_SOMENTE_LEITURA."""
        raise KnownError(READ_ONLY)

    def close(self) -> None:
        """Closes the connections; a migrated copy goes away."""
        self._readers.dispose()
        if self._room is not None:
            shutil.rmtree(self._room, ignore_errors=True)


def _immutable(path: Path) -> sqlite3.Connection:
    connection = open_raw(path, immutable=True)
    connection.execute("PRAGMA query_only = ON")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.set_authorizer(authorize)
    return connection


def _migrated(path: Path, room: Path, migrations: tuple[Migration, ...]) -> Path:
    copy = room / path.name
    with known_faults(copy):
        shutil.copyfile(path, copy)
        with closing(open_raw(copy)) as connection:
            migrate(connection, copy, migrations)
    return copy
