"""Worked cases of the goals: each kind read, computed by the same engine, answered in the shape of the case."""

from collections.abc import Callable, Mapping
from typing import Any

from engines.goals.cases import costs, decisions, fuel, history, km, validation, whole_month
from engines.goals.cases.bench import Bench, UsualTyping
from engines.goals.rules import GoalRules
from engines.sheet import Sheet

Answer = Callable[[Mapping[str, Any], Bench], dict[str, Any]]

KINDS: Mapping[str, Answer] = {
    "calendar": validation.calendar,
    "holiday_validation": validation.holidays,
    "parameter": validation.parameter,
    "missing_data": validation.missing_data,
    "state": validation.state,
    "round": validation.rounding,
    "km": km.km,
    "km_fallback": km.km_fallback,
    "fuel": fuel.fuel,
    "saldo": costs.saldo,
    "cost_goal": costs.cost_goal,
    "end_to_end": whole_month.end_to_end,
    "rate12": history.rate12,
    "rate12_window": history.rate12_window,
    "rate_fanout": history.rate_fanout,
    "km_anomaly": history.km_anomaly,
    "reconcile": history.reconcile,
    "approval": decisions.approval,
    "rollback": decisions.rollback,
}


def compute_case(
    case: Mapping[str, Any], document: Mapping[str, Any], sheet: Sheet, rules: GoalRules, usual: UsualTyping
) -> dict[str, Any]:
    """Answer of one worked case; `document` gives the sectors and default parameters of the file.

    Raises KeyError for an unknown kind or an absent input.
    """
    return KINDS[case["kind"]](case["inputs"], Bench(sheet, rules, document, usual))
