"""The file of an audit: made from anywhere, told about, sealed at its end."""

from dataclasses import dataclass
from pathlib import Path

from storage.auditoria.sources import Source, SourceKind, source_in_force
from storage.auditoria.workspace import Audit, audit_of, create_audit, lead_name, seal_audit
from storage.errors import KnownError
from storage.recent import remember_file
from storage.runs import Run, list_runs
from viewmodels.operations.house import AuditFile, House
from viewmodels.operations.registry import AUDIT_AREA, operation
from viewmodels.operations.scope import Scope


@dataclass(frozen=True, slots=True)
class AuditSituation:
    """Where an audit stands: itself, who leads it, what was brought in, its calculations (newest first)."""

    known: Audit
    lead: str
    inputs: Source | None
    paid: Source | None
    runs: tuple[Run, ...]
    calculated: bool
    """True when the tables stand on the bench, ready to be asked."""


@operation("subsidios.situacao", right="subsidios.ver", mode="read", area=AUDIT_AREA)
def situation(house: House, scope: Scope) -> AuditSituation:
    """Where the audit of this file stands. Raises KnownError AUDITORIA_NENHUMA outside the file of one."""
    audit = open_audit_of(house)
    with house.store.read() as connection:
        known = audit_of(connection) or audit.known
        return AuditSituation(
            known,
            lead_name(connection, known),
            source_in_force(connection, SourceKind.INPUT),
            source_in_force(connection, SourceKind.PAID),
            list_runs(connection, scope.client, AUDIT_AREA),
            audit.bench.laid is not None,
        )


@operation("subsidios.criar", right="subsidios.importar", mode="write", area=AUDIT_AREA, verb="subsidios.criar")
def create(house: House, scope: Scope, *, path: Path, name: str, person: str, os_user: str) -> Path:
    """Makes the file of a new audit and returns where it is; nothing of this house goes into it.

    Raises KnownError AUDITORIA_SEM_NOME, LOJA_EXISTE and other faults of the disk.
    """
    made = create_audit(path, house.clock, name, os_user, person)
    remember_file(house.paths, made, house.clock.now())
    return made


@operation(
    "subsidios.lacrar", right="subsidios.auditar", mode="write", area=AUDIT_AREA, verb="subsidios.lacrar",
    whole_company=True,
)  # fmt: skip
def seal(house: House, scope: Scope, *, target: Path, why: str = "") -> Path:
    """Ends the audit: nothing of it changes any more, and its sealed copy is at `target`; `why` goes to the journal.

    Raises KnownError AUDITORIA_NENHUMA, AUDITORIA_LACRADA, AUDITORIA_MESMO_ARQUIVO, SYS_003.DISCO.
    """
    open_audit_of(house)
    if target.exists() and target.samefile(house.store.path):
        raise KnownError("AUDITORIA_MESMO_ARQUIVO", arquivo=target.name)
    return seal_audit(house.store, scope.user, target, why)


def open_audit_of(house: House) -> AuditFile:
    """The audit of the house. Raises KnownError AUDITORIA_NENHUMA in a company's house."""
    if house.audit is None:
        raise KnownError("AUDITORIA_NENHUMA")
    return house.audit
