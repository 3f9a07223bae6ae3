"""Undoing an approved run: exactly the rows it wrote go back to what they were (seed 003 §10.3; F-07)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from engines.goals.approval import GoalKey

Target = Decimal | None


@dataclass(frozen=True, slots=True)
class Restored:
    """One target before and after the rollback; `changed_since` when somebody wrote it after the run did."""

    key: GoalKey
    today: Target
    after: Target
    changed_since: bool


def refusals(confirmed: bool, reason: str) -> tuple[str, ...]:
    """Codes that stop a rollback: it needs an explicit confirmation and a reason."""
    codes = [] if confirmed else ["CONFIRMATION_REQUIRED"]
    return tuple(codes if reason.strip() else [*codes, "REASON_REQUIRED"])


def plan(
    written: Mapping[GoalKey, Decimal], before: Mapping[GoalKey, Target], today: Mapping[GoalKey, Target]
) -> tuple[Restored, ...]:
    """What each target the run wrote becomes; targets it did not write are not in the plan."""
    rows = []
    for key, value in written.items():
        now = today.get(key)
        rows.append(Restored(key, now, before.get(key), changed_since=now != value))
    return tuple(rows)
