"""Decisions on goals: what is saved, refused or wrong, and what it makes of the run (seed 003 §12.4; F-41, F-42)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

MIN_JUSTIFICATION = 10

GoalKey = tuple[str, str]
"""(criterion, sector)."""


@dataclass(frozen=True, slots=True)
class Goal:
    """A calculated goal; `blocked` holds the code that keeps it from being approved as it is (F-10)."""

    value: Decimal | None
    blocked: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What the director decided on one goal; `custom` replaces the calculated value, with a justification."""

    approved: bool
    custom: Decimal | None = None
    justification: str = ""


@dataclass(frozen=True, slots=True)
class Saved:
    """A goal that will be written: its value, the calculated one, whether they differ by the director's hand."""

    key: GoalKey
    value: Decimal
    calculated: Decimal | None
    adjusted: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """Result of a set of decisions; `status` is the seed's integrationStatus."""

    saved: tuple[Saved, ...]
    rejected: tuple[GoalKey, ...]
    errors: tuple[tuple[GoalKey, str], ...]

    @property
    def status(self) -> str:
        """SUCCESS when nothing was refused or failed, FAILED when nothing was saved, else PARTIAL."""
        if not self.saved:
            return "FAILED"
        return "PARTIAL" if self.rejected or self.errors else "SUCCESS"


def decide(goals: Mapping[GoalKey, Goal], decisions: Mapping[GoalKey, Decision]) -> Outcome:
    """Outcome of the decisions taken; goals without a decision stay pending and appear nowhere."""
    saved: list[Saved] = []
    rejected: list[GoalKey] = []
    errors: list[tuple[GoalKey, str]] = []
    for key, goal in goals.items():
        decision = decisions.get(key)
        if decision is None:
            continue
        if not decision.approved:
            rejected.append(key)
            continue
        error = refusal(goal, decision)
        if error:
            errors.append((key, error))
        else:
            saved.append(_saved(key, goal, decision))
    return Outcome(tuple(saved), tuple(rejected), tuple(errors))


def refusal(goal: Goal, decision: Decision) -> str:
    """Code that refuses an approval, "" when it may be saved."""
    if decision.custom is None:
        blocked = goal.blocked or ("SEM_VALOR" if goal.value is None else "")
        return f"GOAL_BLOCKED_{blocked}" if blocked else ""
    if not decision.custom.is_finite() or decision.custom <= 0:
        return "CUSTOM_VALUE_NOT_POSITIVE"
    if len(decision.justification.strip()) < MIN_JUSTIFICATION:
        return "JUSTIFICATION_REQUIRED"
    return ""


def _saved(key: GoalKey, goal: Goal, decision: Decision) -> Saved:
    value = goal.value if decision.custom is None else decision.custom
    assert value is not None
    return Saved(key, value, goal.value, adjusted=decision.custom is not None)
