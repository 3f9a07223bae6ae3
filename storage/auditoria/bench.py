"""The bench of an audit: its tables loaded behind the wall and calculated once, for every screen to ask of."""

import shutil
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from engines.subsidy.chain import Chain, lay_rules, statuses_of
from engines.subsidy.rules import Known
from engines.subsidy.steps import Step, run
from storage.auditoria.catalogue import catalogue
from storage.auditoria.shipped import frozen_chain, shipped_chain
from storage.auditoria.sources import SourceKind, arrows_of, source_in_force
from storage.bulk.session import BulkSession, bulk_session, load_inputs
from storage.errors import KnownError
from storage.store import Store

if TYPE_CHECKING:
    import duckdb
    import pyarrow
    from sqlalchemy import Connection

    from storage.auditoria.sources import Source

MEMORY = "3GB"
"""What the tables of an audit may hold before they spill: a city's fortnight fits."""
NOTHING_HELD = (0, 0)
PAID = "pago_"
"""What the name of a table the city published begins with inside a session."""


@dataclass(frozen=True)
class Laid:
    """What stands on the bench: the imports loaded, the chain, the days and the rules it was calculated with."""

    inputs: int
    paid: int
    chain: Chain
    days: tuple[date, ...]
    known: Known
    given: frozenset[str]
    published: frozenset[str]


class AuditBench:
    """Holds one session for as long as the audit is open; `close` gives the memory back.

    `laid` is None until something was calculated. Work that changes the tables holds `working`; questions take a
    cursor of their own and never wait for it.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._open = ExitStack()
        self._session: BulkSession | None = None
        self._lock = threading.Lock()
        self._held = NOTHING_HELD
        self._published: frozenset[str] = frozenset()
        self.laid: Laid | None = None

    def calculate(
        self, known: Known, days: Sequence[date] = (), texts: Mapping[str, str] | None = None
    ) -> Iterator[tuple[Step, date | None]]:
        """Loads what was brought and runs the whole chain; yields (step, day) before each piece of work.

        `days` are the settled ones, those of the import when none; `texts` are the frozen ones of a run done again.
        Left half-way, nothing stands on the bench. Raises KnownError AUDITORIA_SEM_TABELAS, AUDITORIA_OCUPADA.
        """
        with self.working():
            self.laid = None
            session, source, paid = self._loaded()
            settled = tuple(days) or source.days
            statuses = statuses_of(session.connection)
            chain = shipped_chain(statuses) if texts is None else frozen_chain(texts, statuses)
            lay_rules(session.connection, chain, settled, known)
            yield from run(session.connection, chain.steps, settled)
            given = frozenset(set(catalogue().tables) - set(source.absent))
            self.laid = Laid(source.id, paid[0], chain, settled, known, given, paid[1])

    @contextmanager
    def working(self, patience: float = 0) -> Iterator[None]:
        """Held while the tables change; `patience` in seconds is how long a brief work waits for another one to end.

        Raises KnownError AUDITORIA_OCUPADA when another work still does.
        """
        if not self._lock.acquire(timeout=patience):
            raise KnownError("AUDITORIA_OCUPADA")
        try:
            yield
        finally:
            self._lock.release()

    @property
    def session(self) -> BulkSession:
        """The session, opened on first use."""
        if self._session is None:
            room = Path(tempfile.mkdtemp(prefix="prova-real-"))
            self._open.callback(shutil.rmtree, room, ignore_errors=True)
            self._session = self._open.enter_context(bulk_session(room, MEMORY))
        return self._session

    def cursor(self) -> "duckdb.DuckDBPyConnection":
        """A connection to ask with, beside any work under way. Raises KnownError AUDITORIA_SEM_CALCULO before one."""
        if self.laid is None:
            raise KnownError("AUDITORIA_SEM_CALCULO")
        return self.session.connection.cursor()

    def standing(self) -> Laid:
        """What is on the bench. Raises KnownError AUDITORIA_SEM_CALCULO when nothing is."""
        if self.laid is None:
            raise KnownError("AUDITORIA_SEM_CALCULO")
        return self.laid

    def interrupt(self) -> None:
        """Breaks the statement under way."""
        if self._session is not None:
            self._session.interrupt()

    def close(self) -> None:
        """Gives back memory and spilled files."""
        self._open.close()
        self._session, self.laid, self._held = None, None, NOTHING_HELD

    def _loaded(self) -> "tuple[BulkSession, Source, tuple[int, frozenset[str]]]":
        """The session with the imports in force; those already in it are not loaded again."""
        with self._store.read() as connection:
            source = source_in_force(connection, SourceKind.INPUT)
            if source is None:
                raise KnownError("AUDITORIA_SEM_TABELAS")
            paid = source_in_force(connection, SourceKind.PAID)
            wanted = (source.id, 0 if paid is None else paid.id)
            if wanted != self._held:
                self._load(connection, source, paid)
        self._held = wanted
        return self.session, source, (wanted[1], self._published)

    def _load(self, connection: "Connection", source: "Source", paid: "Source | None") -> None:
        self.close()
        load_inputs(self.session, catalogue(), dict(arrows_of(connection, source)))
        published = {} if paid is None else arrows_of(connection, paid)
        self._lay_published(published)
        self._published = frozenset(published)

    def _lay_published(self, published: "Mapping[str, pyarrow.Table]") -> None:
        connection = self.session.connection
        for name, rows in published.items():
            connection.register("_publicada", rows)
            try:
                connection.execute(f'CREATE OR REPLACE TABLE "{PAID}{name}" AS SELECT * FROM _publicada')
            finally:
                connection.unregister("_publicada")
