"""The board of findings: opened from a check, a cause or by hand, moved on with a note, reviewed by another person."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage.auditoria.evidence import rows_behind
from storage.auditoria.findings import (
    AuditFinding,
    NewFinding,
    Standing,
    change_finding,
    evidence_of,
    find_finding,
    list_findings,
    open_finding,
    prepare_evidence,
)
from storage.errors import KnownError
from storage.journal import Act, append
from storage.people import names_of
from storage.runs import list_runs
from storage.snapshots import freeze
from viewmodels.operations.house import House
from viewmodels.operations.registry import AUDIT_AREA, operation
from viewmodels.operations.scope import Scope
from viewmodels.operations.subsidios.workspace import open_audit_of

if TYPE_CHECKING:
    import pyarrow

OPENED, MOVED, REVIEWED = "subsidios.abrir_achado", "subsidios.mover_achado", "subsidios.revisar_achado"
MUST_SAY_WHY = frozenset({Standing.DISCARDED, Standing.CONFIRMED})


@dataclass(frozen=True, slots=True)
class Board:
    """Every finding, and the names of those who answer for them."""

    findings: tuple[AuditFinding, ...]
    names: dict[str, str]


@operation("subsidios.achados", right="subsidios.ver", mode="read", area=AUDIT_AREA)
def board(house: House, scope: Scope) -> Board:
    """The findings of the audit, gravest first. Raises KnownError AUDITORIA_NENHUMA."""
    open_audit_of(house)
    with house.store.read() as connection:
        found = list_findings(connection)
        people = {user for each in found for user in (each.created_by, each.reviewed_by) if user}
        return Board(found, dict(names_of(connection, people)))


@operation("subsidios.evidencia", right="subsidios.ver", mode="read", area=AUDIT_AREA)
def evidence(house: House, scope: Scope, *, number: int) -> "pyarrow.Table | None":
    """The rows frozen with a finding, as they were when it was opened. Raises KnownError ACHADO_AUSENTE, FOTO_…"""
    open_audit_of(house)
    with house.store.read() as connection:
        return evidence_of(connection, find_finding(connection, number))


@operation(
    "subsidios.abrir_achado", right="subsidios.auditar", mode="write", area=AUDIT_AREA, verb=OPENED, whole_company=True
)
def open_one(house: House, scope: Scope, *, new: NewFinding, relation: str = "", where: str = "") -> int:
    """Opens a finding; the rows of `relation` of the bench (a check's evidence, a comparison) are frozen with it.

    `where` is one key of that relation ("" all its rows). Raises KnownError ACHADO_SEM_TITULO, ACHADO_EVIDENCIA_GRANDE,
    AUDITORIA_SEM_CALCULO.
    """
    bench = open_audit_of(house).bench
    if not new.title.strip():
        raise KnownError("ACHADO_SEM_TITULO")
    at = house.clock.now()
    rows = rows_behind(bench, relation, where) if relation else None
    prepared = None if rows is None else prepare_evidence(scope.client, new.code, rows, at)
    with house.store.write() as connection:
        frozen = None if prepared is None or rows is None else (freeze(connection, prepared), len(rows))
        run = new.run or next((each.id for each in list_runs(connection, scope.client, AUDIT_AREA, limit=1)), None)
        held = NewFinding(new.title.strip(), new.severity, new.code, new.effect, new.note, run)
        number = open_finding(connection, scope.client, held, frozen, scope.user, at)
        told = {"titulo": held.title, "codigo": held.code, "efeito": held.effect, "linhas": frozen[1] if frozen else 0}
        append(connection, Act(scope.client, scope.user, OPENED, f"achado/{number}", at, after=told, why=new.note))
    return number


@operation(
    "subsidios.mover_achado", right="subsidios.auditar", mode="write", area=AUDIT_AREA, verb=MOVED, whole_company=True
)
def move(house: House, scope: Scope, *, number: int, standing: Standing, note: str = "") -> None:
    """Moves a finding on; confirming or discarding one asks why, which goes under the note it already has.

    Raises KnownError ACHADO_AUSENTE, ACHADO_SEM_MOTIVO.
    """
    open_audit_of(house)
    if standing in MUST_SAY_WHY and not note.strip():
        raise KnownError("ACHADO_SEM_MOTIVO")
    with house.store.write() as connection:
        before = find_finding(connection, number)
        told = "\n".join(part for part in (before.note, note.strip()) if part)
        change_finding(connection, number, {"status": standing.value, "note": told})
        states = {"situacao": before.standing.value}, {"situacao": standing.value}
        entity, at = f"achado/{number}", house.clock.now()
        append(connection, Act(scope.client, scope.user, MOVED, entity, at, *states, why=note.strip()))


@operation(
    "subsidios.revisar_achado", right="subsidios.auditar", mode="write", area=AUDIT_AREA, verb=REVIEWED,
    whole_company=True,
)  # fmt: skip
def review(house: House, scope: Scope, *, number: int, note: str) -> None:
    """Signs that a second person looked at a finding. Raises KnownError ACHADO_MESMA_PESSOA, ACHADO_SEM_MOTIVO."""
    open_audit_of(house)
    if not note.strip():
        raise KnownError("ACHADO_SEM_MOTIVO")
    at = house.clock.now()
    with house.store.write() as connection:
        found = find_finding(connection, number)
        if found.created_by == scope.user:
            raise KnownError("ACHADO_MESMA_PESSOA")
        seen = {"reviewed": at, "reviewed_by": scope.user, "review_note": note.strip()}
        change_finding(connection, number, seen)
        told = {"titulo": found.title}
        append(
            connection, Act(scope.client, scope.user, REVIEWED, f"achado/{number}", at, after=told, why=note.strip())
        )
