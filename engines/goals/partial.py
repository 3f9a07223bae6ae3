"""Months with some of their days missing: used by default, left out by choice (F-27, F-28)."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from engines.calendar import Month
from engines.finding import Finding, Severity
from engines.goals.month import SectorDay

WHOLE = Decimal("0.95")
"""Share of its days from which a closed month counts as whole."""
SHOWN_DAYS = 5
Place = tuple[str, Month]
"""(sector, month)."""


@dataclass(frozen=True, slots=True)
class MonthHeld:
    """Days with data of one sector in one month, of how many the month has."""

    sector: str
    month: Month
    days: int

    @property
    def total(self) -> int:
        """Days of the month."""
        return (self.month.end - self.month.first).days

    @property
    def is_partial(self) -> bool:
        """True when some days are there and fewer than 95 % of them."""
        return 0 < self.days < self.total * WHOLE


def months_held(
    sectors: Iterable[str], months: Iterable[Month], days: Iterable[SectorDay]
) -> Mapping[Place, MonthHeld]:
    """How much of each month each sector has."""
    counted, wanted = Counter((d.sector, Month.of(d.day)) for d in days), tuple(months)
    return {(s, m): MonthHeld(s, m, counted[s, m]) for s in sectors for m in wanted}


def partial_findings(
    held: Mapping[Place, MonthHeld], near: Collection[Month], left_out: Collection[Place]
) -> Iterator[Finding]:
    """Partial months of the 3-month window that are used, as warnings; those left out, of any month, as told."""
    for place, month in held.items():
        args = {"mes": str(month.month), "dias": month.days, "total": month.total}
        if place in left_out:
            yield Finding("ORG_002", Severity.INFO, "MES_FORA", {"setor": month.sector}, args)
        elif month.is_partial and month.month in near:
            yield Finding("ORG_002", Severity.WARNING, "MES_PARCIAL", {"setor": month.sector}, args)


def zero_findings(days: Iterable[SectorDay], near: Collection[Month]) -> Iterator[Finding]:
    """Days of the 3-month window with an explicit zero: averaged as they are, and told (F-28)."""
    zeros: dict[str, list[date]] = {}
    for day in days:
        if day.km == 0 and Month.of(day.day) in near:
            zeros.setdefault(day.sector, []).append(day.day)
    for sector, found in zeros.items():
        args = {"n": len(found), "dias": tuple(sorted(found)[:SHOWN_DAYS])}
        yield Finding("ORG_003", Severity.WARNING, "KM_ZERO", {"setor": sector}, args)
