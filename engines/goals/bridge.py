"""From last month's goal to this month's, cause by cause: the same sheet with one thing changed at a time.

Where last month was calculated here, its own facts are where the way starts; where its goal was only typed, the month
is made again with this month's sheet and parameters over its own window. Either way the bars add up to the last digit.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from engines.calendar import Month, window_before
from engines.figure import Value
from engines.goals.attribution import (
    CALENDAR,
    DEBT,
    EFFICIENCY,
    KM_LEVEL,
    MONTHS_ORDER,
    OTHER,
    TYPED_BEFORE,
    GoalBridge,
    chained,
    stages_between,
)
from engines.goals.month import NEAR
from engines.sheet import Evaluation
from engines.sheet.evaluation import Keys
from engines.sheet.facts import Row

FUEL_LINE, COST_LINE = "meta_litros", "meta_final"
BASE_LINE, RAW_LINE = "meta_base", "meta_calculada"
DEBT_BEFORE, FLOOR, RATE_AND_OTHER = "SALDO_ANTES", "PISO", "TAXA_E_OUTRAS"
ALWAYS = frozenset({CALENDAR, KM_LEVEL, EFFICIENCY, "TAXA", "PARAMETROS", DEBT})
"""Causes kept even when they cost nothing: that a parameter did not move is news too."""
Rows = tuple[Row, ...]
Levels = list[tuple[str, Value]]


def goal_bridge(
    before: Evaluation | None,
    after: Evaluation,
    place: tuple[str, Keys],
    vigencia: Month,
    published: Decimal,
    decided: Decimal,
) -> GoalBridge | None:
    """From the goal published last month to the one decided now; `before` is last month's calculation, if there is one.

    None where the facts do not hold what the way needs, or this month has no value.
    """
    line, members = place
    if not isinstance(after.value(line, members), Decimal):
        return None
    if before is not None and line in before.sheet.lines:
        return _from_a_run(before, after, line, members, published, decided)
    if line == FUEL_LINE:
        return fuel_bridge(after, members[0], vigencia, published, decided)
    if line == COST_LINE:
        return cost_bridge(after, members[0], members[1], published, decided, vigencia)
    return None


def fuel_bridge(
    evaluation: Evaluation, sector: str, vigencia: Month, published: Decimal, decided: Decimal
) -> GoalBridge | None:
    """From the goal typed for last month to this month's, in litres: other causes, calendar, km level, efficiency.

    Last month's goal is made again with this month's sheet and parameters over its own window; what that misses of
    the published one is `OUTRAS`. None when the facts do not hold that window whole.
    """
    before = _tables_of(evaluation, sector, vigencia.plus(-1))
    if before is None:
        return None
    days = {**before, **_held(evaluation, "calendario")}
    stages: tuple[tuple[str, Mapping[str, Rows]], ...] = (
        (OTHER, before),
        (CALENDAR, days),
        (KM_LEVEL, {**days, **_held(evaluation, "dias")}),
        (EFFICIENCY, {}),
    )
    levels = [(key, evaluation.changed(tables=tables).value(FUEL_LINE, (sector,))) for key, tables in stages]
    return chained(published, levels, decided)


def cost_bridge(
    evaluation: Evaluation,
    sector: str,
    criterion: str,
    published: Decimal,
    decided: Decimal,
    vigencia: Month | None = None,
) -> GoalBridge | None:
    """From the goal typed for last month to this month's, in R$: cost per km, calendar, km level, debt, floor.

    Last month's base is made again with this month's cost per km and parameters; `TAXA_E_OUTRAS` is what that misses
    of the published goal: the facts of one month do not hold the cost per km of the month before. Without that window
    `BASE` stands for the three.
    None without a value now.
    """
    members = (sector, criterion)
    before = _tables_of(evaluation, sector, vigencia.plus(-1)) if vigencia is not None else None
    levels: Levels = [("BASE", evaluation.value(BASE_LINE, members))]
    if before is not None:
        last = {name: before[name] for name in ("calendario", "dias")}
        moved = {**last, **_held(evaluation, "calendario")}
        levels = [
            (RATE_AND_OTHER, evaluation.changed(tables=last).value(BASE_LINE, members)),
            (CALENDAR, evaluation.changed(tables=moved).value(BASE_LINE, members)),
            (KM_LEVEL, evaluation.value(BASE_LINE, members)),
        ]
    levels += _debt_and_floor(evaluation, members)
    if not isinstance(evaluation.value(COST_LINE, members), Decimal):
        return None
    return _without_idle(chained(published, levels, decided), is_cost=True)


def _from_a_run(
    before: Evaluation, after: Evaluation, line: str, members: Keys, published: Decimal, decided: Decimal
) -> GoalBridge:
    """The way between two calculations: what was typed last month, then group by group, then what is typed now."""
    is_cost = line == COST_LINE
    followed = BASE_LINE if is_cost else line
    levels: Levels = [(TYPED_BEFORE, before.value(line, members))]
    if is_cost:
        levels.append((DEBT_BEFORE, before.value(BASE_LINE, members)))
    stages = stages_between(before, after, MONTHS_ORDER)
    changed = {stage.key: stage.evaluation.value(followed, members) for stage in stages if stage.key != OTHER}
    here: Value = before.value(followed, members)
    for key in MONTHS_ORDER:
        here = changed.get(key, here)
        levels.append((key, here))
    levels.append((OTHER, after.value(followed, members)))
    if is_cost:
        levels = [each for each in levels if each[0] != DEBT] + _debt_and_floor(after, members)
    return _without_idle(chained(published, levels, decided), is_cost)


def _debt_and_floor(evaluation: Evaluation, members: Keys) -> Levels:
    return [(DEBT, evaluation.value(RAW_LINE, members)), (FLOOR, evaluation.value(COST_LINE, members))]


def _without_idle(bridge: GoalBridge, is_cost: bool) -> GoalBridge:
    """Causes of zero that could not have cost anything here say nothing: efficiency of a cost, debt of fuel."""
    foreign = {EFFICIENCY} if is_cost else {"TAXA", DEBT}
    kept = tuple(c for c in bridge.causes if c.value or c.key in ALWAYS - foreign)
    return GoalBridge(bridge.start, kept, bridge.end)


def _held(evaluation: Evaluation, *names: str) -> Mapping[str, Rows]:
    return {name: tuple(evaluation.facts.tables[name]) for name in names}


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
