"""Up to which day a month's spending read from the ERP is known: the month closes some days after its end (F-14)."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from engines.calendar import Month
from engines.goals.month import SectorDay
from engines.money import ZERO, calculation_context


def closing_day(month: Month, days_to_close: int) -> date:
    """The day from which the spending of a month is taken as closed: `days_to_close` days after its last one."""
    return month.end + timedelta(days=days_to_close - 1)


def covered_until(month: Month, last_posting: date | None, read_on: date, days_to_close: int) -> date:
    """Last day a reading covers: the month's last day once it is closed; until then the day of the last posting.

    While the month is open its last day is never taken as covered, for postings of it may still arrive.
    """
    last = month.end - timedelta(days=1)
    if read_on >= closing_day(month, days_to_close):
        return last
    return max(month.first, min(last_posting or month.first, last - timedelta(days=1)))


def litres_burnt(days: Iterable[SectorDay], sector: str, month: Month) -> tuple[Decimal | None, date | None]:
    """Litres of one sector in a month and the last day that tells any; None where no day does."""
    told = [d for d in days if d.sector == sector and Month.of(d.day) == month and d.litres]
    if not told:
        return None, None
    context, total = calculation_context(), ZERO
    for each in told:
        total = context.add(total, each.litres or ZERO)
    return total, max(each.day for each in told)
