"""What the report of an audit reads beside its bench: caveats, rules of exception, the board of findings."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection

from storage.auditoria.findings import AuditFinding, evidence_of, list_findings
from storage.people import names_of
from storage.resources import load_yaml

NOTES = "relatorios/subsidio.yaml"
KEPT = 50
"""Rows of evidence the report carries of each finding; all of them stay frozen in the audit's file."""
Shown = Decimal | int | str | date | None


@dataclass(frozen=True, slots=True)
class Caveat:
    """Something recalculated that no referee answered for, on trip dates [start, end) (None: open)."""

    key: str
    start: date | None
    end: date | None

    def touches(self, days: tuple[date, ...]) -> bool:
        """True when some of the days lie in it; always without dates."""
        return any((self.start is None or self.start <= d) and (self.end is None or d < self.end) for d in days)


@dataclass(frozen=True)
class BoardFinding:
    """A finding of the board as the report prints it; `effect` in BRL, None where nobody gave one.

    `evidence` is the snapshot of its rows ("" none), `rows` the first KEPT of them under `columns`.
    """

    number: int
    code: str
    title: str
    severity: str
    status: str
    effect: Decimal | None
    note: str
    evidence: str
    evidence_rows: int
    created: datetime
    author: str
    reviewer: str
    review_note: str
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Shown, ...], ...] = ()


def caveats() -> tuple[Caveat, ...]:
    """Everything the report must say it recalculates without a referee."""
    listed = _notes()["ressalvas"]
    return tuple(Caveat(each["chave"], each.get("inicio"), each.get("fim")) for each in listed)


def exception_rules() -> tuple[str, ...]:
    """Keys of the rules that are exceptions."""
    return tuple(_notes()["excecoes"])


def board_findings(connection: Connection) -> tuple[BoardFinding, ...]:
    """Findings of the board, gravest first, with the first rows of their evidence."""
    found = list_findings(connection)
    names = names_of(connection, {who for each in found for who in (each.created_by, each.reviewed_by) if who})
    return tuple(_finding(connection, each, names) for each in found)


def _finding(connection: Connection, each: AuditFinding, names: Mapping[str, str]) -> BoardFinding:
    who, reviewer = names.get(each.created_by, each.created_by), each.reviewed_by or ""
    columns, rows = _evidence(connection, each)
    return BoardFinding(
        each.id, each.code, each.title, each.severity.value, each.standing.value, each.effect, each.note,
        each.evidence or "", each.evidence_rows, each.created, who, names.get(reviewer, reviewer), each.review_note,
        columns, rows,
    )  # fmt: skip


def _evidence(connection: Connection, each: AuditFinding) -> tuple[tuple[str, ...], tuple[tuple[Shown, ...], ...]]:
    table = evidence_of(connection, each)
    if table is None:
        return (), ()
    columns = [column.to_pylist() for column in table.slice(0, KEPT).columns]
    rows = tuple(tuple(_shown(value) for value in row) for row in zip(*columns, strict=True))
    return tuple(table.column_names), rows


def _shown(value: object) -> Shown:
    """A value as the report keeps it: wall times and binary numbers as text."""
    if value is None or isinstance(value, Decimal | int | str) or type(value) is date:
        return value  # type: ignore[return-value]
    return str(value)


def _notes() -> Mapping[str, Any]:
    data = load_yaml(NOTES)
    assert isinstance(data, Mapping)
    return data
