"""The file of an audit: made, joined by a second person, sealed. It is a store of its own, and no company's."""

import os
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from storage.auditoria.tables import audit
from storage.clock import Clock
from storage.errors import KnownError
from storage.journal import Act, append
from storage.people import create_client, list_people, names_of, provision_service, rename
from storage.people.accounts import SERVICE_PREFIX, normal_login
from storage.store import Store
from storage.store.canonical import canonical_json, sha256_text
from storage.store.connection import open_raw
from storage.store.copying import sync_to_disk
from storage.store.faults import known_faults
from storage.workspace.digests import table_digests
from storage.workspace.looking import SUFFIX

OPEN, SEALED = "ABERTA", "LACRADA"
CLIENT = "auditoria"
LEAD = (
    "subsidios.ver", "subsidios.importar", "subsidios.auditar", "subsidios.exportar", "auditoria.ver",
    "documentos.verificar", "configuracoes.alterar",
)  # fmt: skip
REVIEWER = ("subsidios.ver", "subsidios.auditar", "subsidios.exportar", "auditoria.ver", "documentos.verificar")
_OUTSIDE_SEAL = frozenset({"audit"})


@dataclass(frozen=True, slots=True)
class Audit:
    """What an audit says of itself; `seal` covers every other table once it is sealed."""

    client: str
    name: str
    status: str
    created: datetime
    created_by: str
    sealed: datetime | None
    sealed_by: str | None
    seal: str | None

    @property
    def is_open(self) -> bool:
        """True while it may be worked on."""
        return self.status == OPEN


def create_audit(path: Path, clock: Clock, name: str, os_user: str, person: str) -> Path:
    """Makes the file of an audit and returns where it is; `person` leads it, at this machine's `os_user`.

    Raises KnownError AUDITORIA_SEM_NOME, LOJA_EXISTE, LOJA_REDE and other faults of the disk.
    """
    if not name.strip() or not person.strip():
        raise KnownError("AUDITORIA_SEM_NOME")
    target = path if path.suffix.lower() == SUFFIX else path.with_name(f"{path.name}{SUFFIX}")
    with Store.create(target, clock) as store, store.write() as connection:
        at = clock.now()
        client = create_client(connection, name, at, actor="casa", client_id=CLIENT)
        lead = _admit(connection, os_user, person, LEAD, at)
        row = {"id": 1, "client": client, "name": name.strip(), "status": OPEN, "created": at, "created_by": lead}
        connection.execute(insert(audit), row)
        _tell(connection, lead, "subsidios.criar", at, {"nome": name.strip()})
    return target


def audit_of(connection: Connection) -> Audit | None:
    """The audit of this file; None in a company's store."""
    row = connection.execute(select(audit)).first()
    return None if row is None else _audit(row)


def is_audit(path: Path) -> bool:
    """True for a file of ours that says it is an audit's; nothing about it is believed yet."""
    try:
        with closing(open_raw(path, immutable=not path.with_name(f"{path.name}-wal").exists())) as connection:
            # A view of that name could be made to run for ever: only a table of rows is asked.
            named = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'audit' AND rootpage > 0"
            asked = "SELECT 1 FROM audit"
            return connection.execute(named).fetchone() is not None and connection.execute(asked).fetchone() is not None
    except Exception as error:  # noqa: BLE001 - whatever the bytes make SQLite say, it is not ours
        _ = error
        return False


def person_at(store: Store, os_user: str) -> str:
    """Who sits at this machine: the lead, or a reviewer, who is admitted on the first visit to an open audit.

    Raises KnownError AUDITORIA_DE_OUTRA_PESSOA in a sealed one nobody can join any more (it is only read).
    """
    login = normal_login(SERVICE_PREFIX + os_user)
    with store.read() as connection:
        found = next((p.id for p in list_people(connection, CLIENT) if p.login == login), "")
        known = audit_of(connection)
    if found or known is None or not known.is_open:
        return found
    with store.write() as connection:
        return _admit(connection, os_user, os_user, REVIEWER, store.clock.now())


def seal_audit(store: Store, user: str, target: Path, why: str = "") -> Path:
    """Ends the audit: marks this file sealed and writes the sealed copy, whole and without a log, at `target`.

    Raises KnownError AUDITORIA_LACRADA when it was already, EXPORTAR_RECUSADO and faults of the disk.
    """
    with store.write() as connection:
        known = audit_of(connection)
        if known is None or not known.is_open:
            raise KnownError("AUDITORIA_LACRADA")
        at = store.clock.now()
        _tell(connection, user, "subsidios.lacrar", at, {"arquivo": target.name}, why)
        seal = seal_of(connection)
        done = {"status": SEALED, "sealed": at, "sealed_by": user, "seal": seal}
        connection.execute(update(audit).values(done))
    return _copied(store, target)


def seal_of(connection: Connection) -> str:
    """SHA-256 over every table but the audit's own row."""
    digests = table_digests(lambda sql: connection.exec_driver_sql(sql), _OUTSIDE_SEAL)
    return sha256_text(canonical_json(dict(digests)))


def lead_name(connection: Connection, known: Audit) -> str:
    """Name of who made the audit."""
    return names_of(connection, [known.created_by]).get(known.created_by, "")


def _copied(store: Store, target: Path) -> Path:
    partial = target.with_name(f".{target.name}.tmp")
    with known_faults(target):
        partial.unlink(missing_ok=True)
        try:
            with closing(open_raw(store.path)) as connection:
                connection.execute("VACUUM INTO ?", (str(partial),))
            os.chmod(partial, 0o600)
            sync_to_disk(partial)
            os.replace(partial, target)
            sync_to_disk(target.parent)
        finally:
            partial.unlink(missing_ok=True)
    return target


def _admit(connection: Connection, os_user: str, person: str, rights: tuple[str, ...], at: datetime) -> str:
    user = provision_service(connection, CLIENT, os_user, rights, actor="casa", at=at)
    rename(connection, user, person.strip(), actor=user, at=at)
    return user


def _tell(connection: Connection, user: str, verb: str, at: datetime, after: dict[str, Any], why: str = "") -> None:
    append(connection, Act(CLIENT, user, verb, "auditoria/1", at, after=after, why=why))


def _audit(row: Row[Any]) -> Audit:
    return Audit(
        row.client, row.name, row.status, row.created, row.created_by, row.sealed, row.sealed_by, row.seal
    )  # fmt: skip
