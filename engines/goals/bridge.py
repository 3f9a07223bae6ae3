"""From last month's goal to this month's, cause by cause: the same sheet with one thing changed at a time.

Each step is the difference of two goals of the same sheet, so the bars add up to the last digit by construction.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, localcontext

from engines.calendar import Month, window_before
from engines.figure import Value
from engines.goals.month import NEAR
from engines.money import calculation_context
from engines.sheet import Evaluation
from engines.sheet.facts import Row

FUEL_LINE, COST_LINE = "meta_litros", "meta_final"
Rows = tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Cause:
    """One cause of the change: key of its words, and the goal before and after it."""

    key: str
    before: Decimal
    after: Decimal

    @property
    def value(self) -> Decimal:
        """What the cause adds to the goal, or takes from it."""
        with localcontext(calculation_context()):
            return self.after - self.before


@dataclass(frozen=True, slots=True)
class GoalBridge:
    """The way from one goal to the other: where it starts, the causes in order, where it ends."""

    start: Decimal
    causes: tuple[Cause, ...]
    end: Decimal

    @property
    def residue(self) -> Decimal:
        """What the causes fail to explain: zero in a bridge that proves itself."""
        with localcontext(calculation_context()):
            return self.end - self.start - sum((cause.value for cause in self.causes), Decimal(0))


def fuel_bridge(
    evaluation: Evaluation, sector: str, vigencia: Month, published: Decimal, decided: Decimal
) -> GoalBridge | None:
    """From the goal published last month to this month's, in litres: other causes, calendar, km level, efficiency.

    Last month's goal is made again with this month's sheet and parameters over its own window; what that misses of
    the published one is `OUTRAS`. None when the facts do not hold that window whole.
    """
    before = _tables_of(evaluation, sector, vigencia.plus(-1))
    now = {name: tuple(evaluation.facts.tables[name]) for name in ("calendario", "dias", "meses")}
    if before is None:
        return None
    stages = (
        ("OUTRAS", before),
        ("CALENDARIO", {**before, "calendario": now["calendario"]}),
        ("NIVEL_KM", {**before, "calendario": now["calendario"], "dias": now["dias"]}),
        ("EFICIENCIA", now),
    )
    goals = [(key, _number(evaluation.changed(tables=tables).value(FUEL_LINE, (sector,)))) for key, tables in stages]
    return _chained(published, goals, decided)


def cost_bridge(
    evaluation: Evaluation, sector: str, criterion: str, published: Decimal, decided: Decimal
) -> GoalBridge | None:
    """From the goal published last month to this month's, in R$: base, debt, floor; None when one has no value."""
    members = (sector, criterion)
    stages = (("BASE", "meta_base"), ("SALDO", "meta_calculada"), ("PISO", COST_LINE))
    return _chained(published, [(k, _number(evaluation.value(line, members))) for k, line in stages], decided)


def _chained(start: Decimal, goals: list[tuple[str, Decimal | None]], decided: Decimal) -> GoalBridge | None:
    causes, level = [], start
    for key, goal in (*goals, ("AJUSTE", decided)):
        if goal is None:
            return None
        if key != "AJUSTE" or goal != level:
            causes.append(Cause(key, level, goal))
        level = goal
    return GoalBridge(start, tuple(causes), level)


def _tables_of(evaluation: Evaluation, sector: str, month: Month) -> Mapping[str, Rows] | None:
    """The three tables a month's fuel goal stands on, from the twelve months of facts; None when a month is missing."""
    tables, window = evaluation.facts.tables, set(window_before(month, NEAR))
    days = tuple(row for row in tables["dias_12m"] if _month_of(row) in window)
    months = tuple(row for row in tables["meses_12m"] if Month.parse(str(row["mes"])) in window)
    held = {Month.parse(str(row["mes"])) for row in months if row["setor"] == sector}
    calendar = {row["data"]: row["tipo"] for row in tables["dias_12m"] if _month_of(row) == month}
    if held != window or len(calendar) != len(tuple(month.days())):
        return None
    return {"calendario": tuple({"data": d, "tipo": t} for d, t in calendar.items()), "dias": days, "meses": months}


def _month_of(row: Row) -> Month:
    day = row["data"]
    assert isinstance(day, date)
    return Month.of(day)


def _number(value: Value) -> Decimal | None:
    return value if isinstance(value, Decimal) else None
