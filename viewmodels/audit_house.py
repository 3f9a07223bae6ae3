"""Opening the file of an audit: its own store, its own people, no ERP and no company."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from storage.auditoria.bench import AuditBench
from storage.auditoria.sealed_audit import open_sealed_audit
from storage.auditoria.workspace import CLIENT, audit_of, person_at
from storage.logbook import Logbook
from storage.store import Seat, Store
from storage.version import VERSION
from viewmodels.file_house import house_of_file
from viewmodels.opening import LOGS, Surroundings
from viewmodels.operations.documentos.reading import READER
from viewmodels.operations.house import AuditFile, House
from viewmodels.operations.scope import Scope


@contextmanager
def open_audit(around: Surroundings, path: Path, seat: Seat = Seat.COMMAND) -> Iterator[House]:
    """The house of an audit's file: worked on while open, only read once sealed; closed on leaving.

    Raises KnownError LOJA_…, AUDITORIA_ALTERADA when a sealed one is not as it was sealed.
    """
    log = Logbook(around.folder / LOGS, around.clock)
    try:
        with _opened(around, path, seat) as store:
            with store.read() as connection:
                known = audit_of(connection)
            assert known is not None
            bench = AuditBench(store)
            try:
                log.note("aberto", rosto=str(seat), versao=VERSION)
                person = person_at(store, around.os_user) if known.is_open else READER
                yield _house(around, store, AuditFile(known, bench, person or READER), log)
            finally:
                bench.close()
    finally:
        log.close()


def audit_scope(house: House) -> Scope:
    """Who is at the desk of an audit: who sits at this machine, a reader in a sealed one."""
    assert house.audit is not None
    return Scope(CLIENT, house.audit.person)


def _opened(around: Surroundings, path: Path, seat: Seat) -> Store:
    sealed = open_sealed_audit(path, around.clock)
    return sealed if sealed is not None else Store.open(path, around.clock, seat)


def _house(around: Surroundings, store: Store, audit: AuditFile, log: Logbook) -> House:
    return replace(house_of_file(around, store, log, "" if audit.known.is_open else CLIENT), audit=audit)
