"""Worked cases about calendars, holidays, parameters, missing data, states and rounding."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from engines.calendar import Month, count_by_type
from engines.finding import Finding
from engines.goals.cases.bench import Bench, classifications, flag
from engines.goals.coverage import CRITICAL, NO_FLEET, NO_SECTOR, PARTIAL, Strategy, coverage_of
from engines.goals.holidays import untyped, validate_history, validate_typing
from engines.goals.parameters import validate_parameter
from engines.goals.periods import validate_period
from engines.money import canonical_text, round_half_away

WARNINGS = {
    PARTIAL: "Meta calculada com dados incompletos",
    NO_SECTOR: "Setor deve ter meta definida manualmente",
    NO_FLEET: "Contagem de veículos pode estar desatualizada",
    CRITICAL: "Dados insuficientes para cálculo confiável",
}
"""The texts of seed 003 §10.1, as the case files spell them."""


def calendar(inputs: Mapping[str, Any], bench: Bench) -> dict[str, Any]:
    """How many days of each type a month has."""
    month = Month.parse(inputs["period"])
    counts = count_by_type(month.days(), classifications(inputs.get("classifications")))
    return {"counts": {str(kind): number for kind, number in counts.items()}, "days_in_month": sum(counts.values())}


def holidays(inputs: Mapping[str, Any], bench: Bench) -> dict[str, Any]:
    """Untyped, wrongly typed and misplaced holidays, of the month and of the window."""
    typed = _typed(inputs.get("classifications"))
    detected = sorted({date.fromisoformat(day) for day in inputs["detected"]})
    found = validate_typing(Month.parse(inputs["period"]), detected, typed)
    if "history_detected" in inputs:
        past = sorted({date.fromisoformat(day) for day in inputs["history_detected"]})
        found += validate_history(past, _typed(inputs.get("history_classifications")))
    return {"codes": [_dated(f) for f in found], "allClassified": not untyped(detected, typed)}


def _typed(given: Mapping[str, str | None] | None) -> dict[date, str]:
    """Typing as written, right or wrong; a holiday listed with nothing beside it is not typed."""
    return {date.fromisoformat(day): kind for day, kind in (given or {}).items() if kind}


def _dated(finding: Finding) -> dict[str, Any]:
    entry: dict[str, Any] = {"code": finding.code}
    if finding.detail:
        entry["detail"] = finding.detail
    days = finding.args["dias"]
    assert isinstance(days, tuple)
    return entry | {"dates": [day.isoformat() for day in days]}


def parameter(inputs: Mapping[str, Any], bench: Bench) -> dict[str, Any]:
    """Codes a parameter's typed value raises."""
    given = inputs.get("value")
    typed = None if given is None else str(given)
    _, found = validate_parameter(bench.rules.parameter(inputs["name"]), typed)
    return {"codes": [f.code for f in found]}


def missing_data(inputs: Mapping[str, Any], bench: Bench) -> dict[str, Any]:
    """Strategy for what is missing of a window."""
    present = {(str(sector), month) for sector, month in inputs["present"]}
    sectors = tuple(str(s) for s in inputs["sectors"])
    fleet = {str(s) for s in inputs.get("fleet_missing") or ()}
    written = {str(s): s for s in inputs["sectors"]}
    coverage = coverage_of(sectors, tuple(inputs["months"]), present, fleet)
    share = canonical_text(round_half_away(coverage.missing_share, 4))
    if coverage.blocked:
        return {
            "severity": CRITICAL,
            "action": coverage.strategies[0].action,
            "requiresApproval": False,
            "missingShare": share,
            "codes": ["ORG_002"],
            "error": WARNINGS[CRITICAL],
        }
    return {"missingShare": share, "strategies": [_strategy(s, written) for s in coverage.strategies]}


def _strategy(strategy: Strategy, written: Mapping[str, Any]) -> dict[str, Any]:
    """A strategy, its sector as the case writes it."""
    entry: dict[str, Any] = {
        "sector": written[strategy.sector],
        "severity": strategy.severity,
        "action": strategy.action,
        "requiresApproval": strategy.needs_approval,
        "warning": WARNINGS[strategy.severity],
    }
    if strategy.severity == PARTIAL:
        entry["months_used"] = list(strategy.months_used)
    return entry


def state(inputs: Mapping[str, Any], bench: Bench) -> dict[str, Any]:
    """May the period be calculated?"""
    found = validate_period(inputs.get("periodStatus"), inputs.get("existing"), flag(inputs.get("force")))
    return {"codes": [f.code for f in found]}


def rounding(inputs: Mapping[str, Any], bench: Bench) -> dict[str, Any]:
    """Half away from zero, to cents."""
    numbers = [Decimal(str(value)) for value in inputs["values"]]
    return {"r2": [canonical_text(round_half_away(number, 2)) for number in numbers]}
