"""An Oracle ERP through oracledb: standalone connections, every wait bounded, the password never kept."""

import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import oracledb
from sqlalchemy import Connection, Engine, NullPool, create_engine, event

from storage.erp.extract import ErpIdentity
from storage.erp.lane import Cancel, Deadline, faults_known, within
from storage.erp.profile import Profile
from storage.erp.session import BATCH_ROWS, ConnectionSession
from storage.erp.tables import ErpTables, build_tables
from storage.errors import KnownError

DEFAULT_PORT = 1521
_MAX_HOST = 253
_MAX_NAME = 128


@dataclass(frozen=True, slots=True)
class Tls:
    """TCPS: a wallet folder holding `ewallet.pem`, or a file of trusted authorities; the server's name is checked."""

    wallet_folder: Path | None = None
    authorities: Path | None = None
    server_name: str | None = None


@dataclass(frozen=True, slots=True)
class OracleAddress:
    """Where the ERP is and as whom; fields, never a connection string, and no password."""

    host: str
    service: str
    user: str
    port: int = DEFAULT_PORT
    tls: Tls | None = None
    client_folder: Path | None = None

    def checked(self) -> "OracleAddress":
        """Itself. Raises KnownError ORG_001.ADDRESS naming the first field that cannot be right."""
        for name, value, longest in (
            ("host", self.host, _MAX_HOST),
            ("service", self.service, _MAX_NAME),
            ("user", self.user, _MAX_NAME),
        ):
            if not 1 <= len(value) <= longest or not value.isprintable() or set(value) & set("()=@/\\ '\""):
                raise KnownError("ORG_001.ADDRESS", campo=name)
        if not 1 <= self.port <= 65_535:
            raise KnownError("ORG_001.ADDRESS", campo="port")
        return self


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds waited for: the whole connection, and each round trip of a query (G-087, G-090)."""

    connect: float = 10.0
    round_trip: float = 300.0


class OracleSource:
    """An Oracle ERP; `password` is asked for at each connection and goes nowhere else."""

    kind = "oracle"

    def __init__(
        self, address: OracleAddress, password: Callable[[], str], profile: Profile, limits: Limits | None = None
    ) -> None:
        self._address = address.checked()
        self._password = password
        self._profile = profile
        self._limits = limits or Limits()
        self._tables = build_tables(profile)
        seconds = max(1, round(self._limits.connect))
        self._where = {
            "servidor": f"{address.host}:{address.port}", "servico": address.service, "usuario": address.user,
            "segundos": seconds,
        }  # fmt: skip

    @property
    def profile(self) -> Profile:
        """The mapping in use."""
        return self._profile

    @property
    def tables(self) -> ErpTables:
        """The profile's tables, with their owner."""
        return self._tables

    @contextmanager
    def open(self, deadline: Deadline, cancel: Cancel) -> Iterator[ConnectionSession]:
        """A session inside `SET TRANSACTION READ ONLY` (which must come first), rolled back and closed on leaving.

        Raises KnownError ORG_001.* within the connection limit, whatever the other side does.
        """
        cancel.check()
        choose_driver_mode(self._address.client_folder)
        engine = self._engine()
        connection = self._connect(engine, deadline)
        raw: Any = connection.connection.dbapi_connection
        try:
            with faults_known(self._where), cancel.heard_by(lambda: _interrupt(raw)):
                connection.rollback()
                connection.exec_driver_sql("SET TRANSACTION READ ONLY")
                yield ConnectionSession(connection, self._identity(raw), self._where, deadline, cancel)
                connection.rollback()
        finally:
            _discard(connection)

    def _connect(self, engine: Engine, deadline: Deadline) -> Connection:
        deadline.check()
        seconds = min(self._limits.connect, deadline.left())
        with faults_known(self._where):
            connection = within(seconds, engine.connect, late=_discard)
        return connection

    def _engine(self) -> Engine:
        engine = create_engine(
            "oracle+oracledb://", creator=self._dbapi_connect, poolclass=NullPool, arraysize=BATCH_ROWS
        )

        @event.listens_for(engine, "connect")
        def bound_round_trips(dbapi_connection: Any, record: object) -> None:
            dbapi_connection.call_timeout = int(self._limits.round_trip * 1000)

        return engine

    def _dbapi_connect(self) -> oracledb.Connection:
        address, tls = self._address, self._address.tls
        return oracledb.connect(
            user=address.user,
            password=self._password(),
            host=address.host,
            port=address.port,
            service_name=address.service,
            tcp_connect_timeout=self._limits.connect,
            **_tls_options(tls),
        )

    def _identity(self, raw: Any) -> ErpIdentity:
        where = f"{self._address.host}:{self._address.port}/{self._address.service}"
        return ErpIdentity("oracle", where, self._address.user, str(raw.version))


def choose_driver_mode(client_folder: Path | None) -> None:
    """Thin mode, or thick with the Instant Client of a folder; one mode per process.

    Called before any connection: until a mode is fixed, one hung connect makes every other one hang too.
    Raises KnownError ORG_001.CLIENT_MISSING when the folder has no usable client or the mode is already fixed.
    """
    if client_folder is None:
        if oracledb.is_thin_mode():
            oracledb.enable_thin_mode()
        return
    with faults_known({"pasta": str(client_folder)}):
        oracledb.init_oracle_client(lib_dir=str(client_folder))


def _tls_options(tls: Tls | None) -> Mapping[str, Any]:
    if tls is None:
        return {}
    options: dict[str, Any] = {"protocol": "tcps", "ssl_server_dn_match": True}
    if tls.wallet_folder is not None:
        options["wallet_location"] = str(tls.wallet_folder)
    if tls.authorities is not None:
        options["ssl_context"] = ssl.create_default_context(cafile=str(tls.authorities))
    if tls.server_name is not None:
        options["ssl_server_cert_dn"] = tls.server_name
    return options


def _interrupt(raw: Any) -> None:
    """Asks the server to break its statement; a connection already dead has nothing to break."""
    with suppress(oracledb.Error, OSError):
        raw.cancel()


def _discard(connection: Connection) -> None:
    """Ends a connection for good: invalidated, so that closing waits for no answer of a dead server."""
    connection.invalidate()
    connection.close()
