"""Validation of the goals' parameters (seed 003 §7.1, §7.2; F-35)."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from engines.finding import Finding, Severity
from engines.goals.rules import GoalRules, Parameter
from engines.money import ONE

MAX_PLACES = 6
TOO_LARGE = Decimal(10000)
"""decimal(10,6) keeps four digits before the comma."""


def validate_parameter(parameter: Parameter, text: str | None) -> tuple[Decimal | None, tuple[Finding, ...]]:
    """Value of a typed parameter (fraction for percentages, dot decimal), or the finding that refuses it."""
    if text is None or not text.strip():
        return None, (_finding("PAR_001", parameter),)
    value = _number(text)
    if value is None or value <= 0 or _places(value) > MAX_PLACES:
        return None, (_finding("PAR_002", parameter, text),)
    if _out_of_range(parameter, value):
        return None, (_finding("PAR_003", parameter, text, _meant(parameter, value)),)
    return value, ()


def validate_all(rules: GoalRules, values: Mapping[str, str | None]) -> tuple[Finding, ...]:
    """Findings over every parameter the rules ask for, in their order."""
    return tuple(f for p in rules.parameters for f in validate_parameter(p, values.get(p.key))[1])


def _number(text: str) -> Decimal | None:
    """The number typed; "1_000" and digits of other scripts, which Decimal would take, are none."""
    if "_" in text or not text.strip().isascii():
        return None
    try:
        value = Decimal(text.strip())
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def _places(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _out_of_range(parameter: Parameter, value: Decimal) -> bool:
    if value >= TOO_LARGE or (parameter.is_share and value >= ONE):
        return True
    return parameter.maximum is not None and value > parameter.maximum


def _meant(parameter: Parameter, value: Decimal) -> str:
    """The share the user probably meant when a percentage was typed as such: 1.5 -> 0.015."""
    hint = value / 100
    return format(hint, "f") if parameter.is_share and not _out_of_range(parameter, hint) else ""


def _finding(code: str, parameter: Parameter, text: str = "", hint: str = "") -> Finding:
    args = {"parametro": parameter.label, "digitado": text, "sugestao": hint}
    return Finding(code, Severity.ERROR, where={"parametro": parameter.key}, args=args)
