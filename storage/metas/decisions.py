"""Decisions taken on the goals of a run, before they have effect (F-42)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert as upsert

from storage.metas.tables import goal_decision
from storage.metas.targets import GoalKey

APPROVED, ADJUSTED, REFUSED = "APROVADA", "AJUSTADA", "RECUSADA"


@dataclass(frozen=True, slots=True)
class Taken:
    """One decision: what was calculated, what was decided, by whom, when and why."""

    criterion: str
    sector: str
    decision: str
    calculated: Decimal | None
    value: Decimal | None
    justification: str
    decided: datetime
    decided_by: str


def decisions(connection: Connection, run: int) -> Mapping[GoalKey, Taken]:
    """Decisions of a run, by goal."""
    names = ("criterion", "sector", "decision", "calculated", "value", "justification", "decided", "decided_by")
    rows = connection.execute(select(goal_decision).where(goal_decision.c.run == run))
    return {(r.criterion, r.sector): Taken(*(r._mapping[n] for n in names)) for r in rows}


def save_decision(connection: Connection, run: int, taken: Taken) -> None:
    """Writes a decision, replacing the one before it."""
    values = {
        "decision": taken.decision,
        "calculated": taken.calculated,
        "value": taken.value,
        "justification": taken.justification,
        "decided": taken.decided,
        "decided_by": taken.decided_by,
    }
    row = upsert(goal_decision).values(run=run, criterion=taken.criterion, sector=taken.sector, **values)
    connection.execute(row.on_conflict_do_update(index_elements=["run", "criterion", "sector"], set_=values))


def withdraw(connection: Connection, run: int, key: GoalKey) -> bool:
    """Takes a decision back. False when there was none."""
    c = goal_decision.c
    here = (c.run == run) & (c.criterion == key[0]) & (c.sector == key[1])
    return connection.execute(delete(goal_decision).where(here)).rowcount > 0
