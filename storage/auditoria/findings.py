"""The auditor's findings: opened with their evidence frozen, moved on, and reviewed by a second person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, insert, select, update

from engines.finding import Severity
from storage.auditoria.tables import audit_finding
from storage.errors import KnownError
from storage.snapshots import ArrowTable, Prepared, Snapshot, load, prepare
from storage.snapshots.arrow_table import columns_of

if TYPE_CHECKING:
    import pyarrow

EVIDENCE = "evidencia"
MOST_EVIDENCE = 100_000
"""Rows of evidence one finding keeps; more than these are a query to be narrowed."""


class Standing(StrEnum):
    """Where a finding stands."""

    OPEN = "ABERTO"
    STUDIED = "EM_ANALISE"
    CONFIRMED = "CONFIRMADO"
    DISCARDED = "DESCARTADO"


@dataclass(frozen=True, slots=True)
class AuditFinding:
    """One finding: what it says, how grave, R$ it moves (None unknown), how many rows prove it, who answers for it."""

    id: int
    run: int | None
    code: str
    title: str
    severity: Severity
    standing: Standing
    effect: Decimal | None
    note: str
    evidence: str | None
    evidence_rows: int
    created: datetime
    created_by: str
    reviewed: datetime | None
    reviewed_by: str | None
    review_note: str


@dataclass(frozen=True, slots=True)
class NewFinding:
    """A finding to be opened; `code` is the check's or the cause's, "" when the auditor found it alone."""

    title: str
    severity: Severity
    code: str = ""
    effect: Decimal | None = None
    note: str = ""
    run: int | None = None


def prepare_evidence(client: str, code: str, rows: "pyarrow.Table", at: datetime) -> Prepared:
    """Rows that prove a finding, ready to be frozen. Raises KnownError ACHADO_EVIDENCIA_GRANDE past MOST_EVIDENCE."""
    if len(rows) > MOST_EVIDENCE:
        raise KnownError("ACHADO_EVIDENCIA_GRANDE", linhas=len(rows), maximo=MOST_EVIDENCE)
    table = ArrowTable(columns_of(rows), rows)
    return prepare(Snapshot(client, EVIDENCE, at, {EVIDENCE: table}, query=code))


def open_finding(
    connection: Connection, client: str, new: NewFinding, evidence: tuple[str, int] | None, user: str, at: datetime
) -> int:
    """Adds a finding, with the snapshot of its evidence and its rows when there is any; returns its number."""
    row = {
        "client": client,
        "run": new.run,
        "code": new.code,
        "title": new.title,
        "severity": new.severity.value,
        "status": Standing.OPEN.value,
        "effect": "" if new.effect is None else str(new.effect),
        "note": new.note,
        "evidence": evidence[0] if evidence else None,
        "evidence_rows": evidence[1] if evidence else 0,
        "created": at,
        "created_by": user,
        "review_note": "",
    }
    return int(connection.execute(insert(audit_finding).returning(audit_finding.c.id), row).scalar_one())


def list_findings(connection: Connection) -> tuple[AuditFinding, ...]:
    """Every finding, gravest first, then those that move most R$, then newest."""
    rows = connection.execute(select(audit_finding).order_by(audit_finding.c.id.desc()))
    found = [_finding(row) for row in rows]
    return tuple(sorted(found, key=lambda each: (each.severity.rank, -abs(each.effect or Decimal(0)))))


def find_finding(connection: Connection, number: int) -> AuditFinding:
    """One finding. Raises KnownError ACHADO_AUSENTE."""
    row = connection.execute(select(audit_finding).where(audit_finding.c.id == number)).first()
    if row is None:
        raise KnownError("ACHADO_AUSENTE", numero=number)
    return _finding(row)


def evidence_of(connection: Connection, finding: AuditFinding) -> "pyarrow.Table | None":
    """The rows frozen with a finding; None when it has none. Raises KnownError FOTO_… when they are not those."""
    return None if finding.evidence is None else load(connection, finding.evidence).arrow(EVIDENCE)


def change_finding(connection: Connection, number: int, changes: Mapping[str, object]) -> None:
    """Writes what may change of a finding: status, note, effect, severity, review."""
    connection.execute(update(audit_finding).where(audit_finding.c.id == number).values(dict(changes)))


def _finding(row: Row[Any]) -> AuditFinding:
    return AuditFinding(
        row.id,
        row.run,
        row.code,
        row.title,
        Severity(row.severity),
        Standing(row.status),
        Decimal(row.effect) if row.effect else None,
        row.note,
        row.evidence,
        row.evidence_rows,
        row.created,
        row.created_by,
        row.reviewed,
        row.reviewed_by,
        row.review_note,
    )
