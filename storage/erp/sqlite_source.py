"""An ERP in a SQLite file: the sample company's, opened read-only."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from sqlalchemy import StaticPool, create_engine

from storage.erp.classify import FaultKind
from storage.erp.extract import ErpIdentity
from storage.erp.lane import Cancel, Deadline, faults_known
from storage.erp.profile import Profile
from storage.erp.session import ConnectionSession
from storage.erp.tables import ErpTables, build_tables
from storage.errors import KnownError


class SqliteSource:
    """A SQLite ERP: same statements, integers of 10^-casas for numbers, ISO text for instants."""

    kind = "sqlite"

    def __init__(self, path: Path, profile: Profile) -> None:
        self._path = path
        self._profile = profile
        self._tables = build_tables(profile, with_schema=False)
        self._where = {"servidor": path.name, "servico": "SQLite", "usuario": "", "segundos": 0}

    @property
    def profile(self) -> Profile:
        """The mapping in use."""
        return self._profile

    @property
    def tables(self) -> ErpTables:
        """The profile's tables, without owner."""
        return self._tables

    @contextmanager
    def open(self, deadline: Deadline, cancel: Cancel) -> Iterator[ConnectionSession]:
        """A session over one read transaction. Raises KnownError ORG_001.FILE_MISSING, .FILE_INVALID, …"""
        if not self._path.is_file():
            raise KnownError(f"ORG_001.{FaultKind.FILE_MISSING}", codigo="", causa="", **self._where)
        with closing(self._connect()) as raw, faults_known(self._where), cancel.heard_by(lambda: _interrupt(raw)):
            engine = create_engine("sqlite://", creator=lambda: raw, poolclass=StaticPool)
            with engine.connect() as connection:
                connection.exec_driver_sql("BEGIN")
                connection.exec_driver_sql("SELECT count(*) FROM sqlite_master")
                yield ConnectionSession(connection, self._identity(), self._where, deadline, cancel)

    def _connect(self) -> sqlite3.Connection:
        """A read-only connection; it serves one thread at a time, only `interrupt` comes from another."""
        with faults_known(self._where):
            uri = f"{self._path.resolve().as_uri()}?mode=ro"
            connection = sqlite3.connect(uri, uri=True, check_same_thread=False, isolation_level=None)
        return connection

    def _identity(self) -> ErpIdentity:
        return ErpIdentity("sqlite", self._path.name, "", sqlite3.sqlite_version)


def _interrupt(raw: sqlite3.Connection) -> None:
    """Breaks the statement; a reading that left by itself in the meantime has closed, with nothing to break."""
    with suppress(sqlite3.ProgrammingError):
        raw.interrupt()
