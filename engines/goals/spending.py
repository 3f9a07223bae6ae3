"""Is last month's spending closed? What is known only up to a day is provisional and asks for a consent (F-14)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from engines.calendar import Month
from engines.finding import Finding, Severity

Place = tuple[str, str]
"""(sector, criterion)."""


@dataclass(frozen=True, slots=True)
class Spent:
    """Actual spending of a goal, in R$, and the last day it covers; None where nobody said."""

    value: Decimal
    until: date | None


def is_closed(month: Month, until: date | None) -> bool:
    """True when the spending covers the month to its last day."""
    return until is not None and until >= month.end - timedelta(days=1)


def provisional_findings(month: Month, spent: Mapping[Place, Spent]) -> tuple[Finding, ...]:
    """A consent for each spending of `month` that is not closed, with its cut-off day."""
    return tuple(_finding(month, place, held) for place, held in spent.items() if not is_closed(month, held.until))


def _finding(month: Month, place: Place, held: Spent) -> Finding:
    where = {"setor": place[0], "criterio": place[1]}
    args: dict[str, object] = {"gasto": held.value, "mes": str(month)}
    if held.until is None:
        return Finding("ORG_002", Severity.CONSENT, "GASTO_SEM_CORTE", where, args)
    return Finding("ORG_002", Severity.CONSENT, "GASTO_PROVISORIO", where, {**args, "ate": held.until})
