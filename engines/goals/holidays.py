"""Validation of the typing of holidays: the month's, and the history window's (seed 003 §7.1; F-04, F-22, F-25)."""

from collections.abc import Iterable, Mapping
from datetime import date

from engines.calendar import DayType, Month, weekday_type
from engines.finding import Finding, Severity

KINDS = frozenset(str(kind) for kind in DayType)


def needs_typing(day: date) -> bool:
    """True when a holiday on this day must be typed: a Sunday already runs as one (F-22)."""
    return weekday_type(day) is not DayType.DOMINGO_FERIADO


def untyped(detected: Iterable[date], typed: Mapping[date, str]) -> tuple[date, ...]:
    """Detected holidays that still need a type, in order."""
    return tuple(sorted(d for d in detected if needs_typing(d) and d not in typed))


def validate_typing(month: Month, detected: Iterable[date], typed: Mapping[date, str]) -> tuple[Finding, ...]:
    """HOL_001 for untyped holidays, HOL_002 for unknown types and dates outside the month."""
    found = []
    missing = untyped(detected, typed)
    if missing:
        found.append(_finding("HOL_001", "", missing))
    unknown = tuple(sorted(day for day, kind in typed.items() if kind not in KINDS and Month.of(day) == month))
    if unknown:
        found.append(_finding("HOL_002", "", unknown))
    outside = tuple(sorted(day for day in typed if Month.of(day) != month))
    if outside:
        found.append(_finding("HOL_002", "FORA_DO_PERIODO", outside))
    return tuple(found)


def validate_history(detected: Iterable[date], typed: Mapping[date, str]) -> tuple[Finding, ...]:
    """HOL_003 for holidays inside the 3-month window without a type (F-04)."""
    missing = untyped(detected, typed)
    return (_finding("HOL_003", "", missing),) if missing else ()


def _finding(code: str, detail: str, days: tuple[date, ...]) -> Finding:
    return Finding(code, Severity.ERROR, detail, args={"dias": days})
