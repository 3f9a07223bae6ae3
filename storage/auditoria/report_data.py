"""What the report of an audit reads beside its bench: caveats, rules of exception, the board of findings."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, select

from storage.auditoria.tables import audit_finding
from storage.people import names_of
from storage.resources import load_yaml

NOTES = "relatorios/subsidio.yaml"


@dataclass(frozen=True, slots=True)
class Caveat:
    """Something recalculated that no referee answered for, on trip dates [start, end) (None: open)."""

    key: str
    start: date | None
    end: date | None

    def touches(self, days: tuple[date, ...]) -> bool:
        """True when some of the days lie in it; always without dates."""
        return any((self.start is None or self.start <= d) and (self.end is None or d < self.end) for d in days)


@dataclass(frozen=True, slots=True)
class BoardFinding:
    """A finding of the board as the report prints it; `effect` in BRL, None where nobody gave one."""

    number: int
    code: str
    title: str
    severity: str
    status: str
    effect: Decimal | None
    note: str
    evidence_rows: int
    created: datetime
    author: str
    reviewer: str
    review_note: str


def caveats() -> tuple[Caveat, ...]:
    """Everything the report must say it recalculates without a referee."""
    listed = _notes()["ressalvas"]
    return tuple(Caveat(each["chave"], each.get("inicio"), each.get("fim")) for each in listed)


def exception_rules() -> tuple[str, ...]:
    """Keys of the rules that are exceptions."""
    return tuple(_notes()["excecoes"])


def board_findings(connection: Connection) -> tuple[BoardFinding, ...]:
    """Findings of the board, in the order they were written."""
    rows = connection.execute(select(audit_finding).order_by(audit_finding.c.id)).all()
    names = names_of(connection, {who for row in rows for who in (row.created_by, row.reviewed_by) if who})
    return tuple(_finding(row, names) for row in rows)


def _finding(row: Any, names: Mapping[str, str]) -> BoardFinding:
    who, reviewer = names.get(row.created_by, row.created_by), row.reviewed_by or ""
    return BoardFinding(
        row.id, row.code, row.title, row.severity, row.status, _amount(row.effect), row.note, row.evidence_rows,
        row.created, who, names.get(reviewer, reviewer), row.review_note,
    )  # fmt: skip


def _amount(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _notes() -> Mapping[str, Any]:
    data = load_yaml(NOTES)
    assert isinstance(data, Mapping)
    return data
