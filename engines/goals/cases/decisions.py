"""Worked cases about approving and undoing."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from engines.goals.approval import Decision, Goal, GoalKey, decide
from engines.goals.cases.bench import Bench, flag, optional_decimal
from engines.goals.periods import PLANNING
from engines.goals.rollback import plan, refusals
from engines.money import canonical_text

DEBT = "CAL_004"


def approval(inputs: Mapping[str, Any], bench: Bench) -> dict[str, Any]:
    """What a set of decisions saves, refuses and gets wrong."""
    blocked = inputs.get("blocked") or {}
    goals = {_key(name): _goal(name, given, blocked) for name, given in inputs["goals"].items()}
    decisions = {_key(name): _decision(given) for name, given in inputs["decisions"].items()}
    outcome = decide(goals, decisions)
    saved = [
        {
            "goal": _name(s.key),
            "valor": canonical_text(s.value),
            "valorCalculado": None if s.calculated is None else canonical_text(s.calculated),
            "ajustado": s.adjusted,
        }
        for s in outcome.saved
    ]
    return {
        "saved": saved,
        "savedCount": len(saved),
        "rejected": [_name(key) for key in outcome.rejected],
        "errors": [{"goal": _name(key), "error": error} for key, error in outcome.errors],
        "integrationStatus": outcome.status,
    }


def rollback(inputs: Mapping[str, Any], bench: Bench) -> dict[str, Any]:
    """What the targets become when an approved run is undone: while planning lasts, and never over a later hand."""
    errors = refusals(flag(inputs.get("confirmRollback")), inputs.get("reason") or "")
    if inputs.get("periodStatus", PLANNING) != PLANNING:
        errors += ("CPE_001",)
    if errors:
        return {"refused": True, "errors": list(errors)}
    before = {_key(name): optional_decimal(value) for name, value in (inputs.get("targets_before") or {}).items()}
    written = _amounts(inputs.get("approved_by_run"))
    others = _amounts(inputs.get("other_manual_target"))
    restored = plan(written, before, {**before, **written, **others})
    undone = [r for r in restored if not r.changed_since]
    after = {_name(r.key): None if r.after is None else canonical_text(r.after) for r in undone}
    after |= {_name(key): canonical_text(value) for key, value in others.items()}
    return {
        "targets_after": after,
        "parametersRemoved": len(restored),
        "performanceDataReverted": len(undone),
        "status": "ROLLED_BACK",
    }


def _amounts(given: Mapping[str, Any] | None) -> dict[GoalKey, Decimal]:
    """Targets with a value; one the case leaves empty was not written."""
    read = {_key(name): optional_decimal(value) for name, value in (given or {}).items()}
    return {key: value for key, value in read.items() if value is not None}


def _key(name: str) -> GoalKey:
    criterion, _, sector = name.partition("/")
    return criterion, sector


def _name(key: GoalKey) -> str:
    return f"{key[0]}/{key[1]}"


def _goal(name: str, given: Mapping[str, Any], blocked: Any) -> Goal:
    """`blocked` may stand on the goal, or list the goals (or map them to a code) beside them."""
    own = given.get("blocked")
    listed = blocked.get(name) if isinstance(blocked, Mapping) else name in blocked
    mark = own or listed
    code = mark if isinstance(mark, str) else DEBT
    return Goal(optional_decimal(given.get("value")), code if mark else "")


def _decision(given: Mapping[str, Any]) -> Decision:
    return Decision(
        flag(given.get("approved")), optional_decimal(given.get("customValue")), given.get("justification") or ""
    )
