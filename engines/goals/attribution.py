"""Why a number of one calculation is another in the next: groups of facts replaced one after another, in fixed order.

Each cause is the difference of two values of the same cell, so the causes add up to the last digit by construction.
The order decides what each group is charged with; it is written once, in `ORDER`, so the same two calculations always
tell the same story.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext

from engines.figure import Value
from engines.goals.whatif import day_types, retyped
from engines.money import calculation_context
from engines.sheet import Evaluation, Input
from engines.sheet.evaluation import NOT_GIVEN, Keys
from engines.sheet.facts import InputKey, Row

VERSION, CALENDAR, HOLIDAYS, DATA = "VERSAO", "CALENDARIO", "FERIADOS", "DADOS"
PARAMETERS, DEBT, GIVEN = "PARAMETROS", "SALDO", "DECISOES"
KM_LEVEL, EFFICIENCY, RATE = "NIVEL_KM", "EFICIENCIA", "TAXA"
TYPED_BEFORE, TYPED, OTHER = "AJUSTE_ANTES", "AJUSTE", "OUTRAS"
ORDER = (VERSION, CALENDAR, HOLIDAYS, DATA, PARAMETERS, DEBT, GIVEN)
"""Order in which two calculations are compared: rules first, then days, data, parameters, debt, what was decided."""
MONTHS_ORDER = (VERSION, CALENDAR, HOLIDAYS, KM_LEVEL, EFFICIENCY, RATE, DATA, PARAMETERS, DEBT, GIVEN)
"""The same order with the data taken apart: km per day, km per litre, cost per km."""
MONTH_DAYS = "calendario"
WINDOWS = ("dias", "dias_12m")
TABLES = {KM_LEVEL: WINDOWS, EFFICIENCY: ("meses",), RATE: ("meses_12m", "custos_12m"), DEBT: ("parcelamentos",)}
FLEET = "veiculos"
LAST_MONTH = frozenset({"meta_anterior", "gasto_anterior"})
SECTOR = "setor"


@dataclass(frozen=True, slots=True)
class Cause:
    """One cause of a change: key of its words, and the number before and after it."""

    key: str
    before: Decimal
    after: Decimal

    @property
    def value(self) -> Decimal:
        """What the cause adds to the number, or takes from it."""
        with localcontext(calculation_context()):
            return self.after - self.before


@dataclass(frozen=True, slots=True)
class GoalBridge:
    """The way from one number to another: where it starts, the causes in order, where it ends."""

    start: Decimal
    causes: tuple[Cause, ...]
    end: Decimal

    @property
    def residue(self) -> Decimal:
        """What the causes fail to explain: zero in a bridge that proves itself."""
        with localcontext(calculation_context()):
            return self.end - self.start - sum((cause.value for cause in self.causes), Decimal(0))

    def of(self, *keys: str) -> Decimal:
        """What some causes add together."""
        with localcontext(calculation_context()):
            return sum((cause.value for cause in self.causes if cause.key in keys), Decimal(0))


@dataclass(frozen=True, slots=True)
class Stage:
    """The calculation after one group was replaced."""

    key: str
    evaluation: Evaluation


def chained(start: Decimal, levels: Sequence[tuple[str, Value]], end: Decimal) -> GoalBridge:
    """A bridge through these levels; a level without a value is told together with the next that has one.

    What the last level misses of `end` is told as `AJUSTE`, the value typed by hand.
    """
    causes, level = [], start
    for key, value in levels:
        if isinstance(value, Decimal):
            causes.append(Cause(key, level, value))
            level = value
    if level != end:
        causes.append(Cause(TYPED, level, end))
    return GoalBridge(start, tuple(causes), end)


def stages_between(before: Evaluation, after: Evaluation, order: Sequence[str] = ORDER) -> tuple[Stage, ...]:
    """From one calculation to another, group by group; groups in which they do not differ are left out.

    The last stage is `after` itself: whatever no group holds is told as `OUTRAS`.
    """
    found: list[Stage] = []
    here = before
    for key in order:
        changed = _replaced(key, here, after)
        if changed is not None:
            here = changed
            found.append(Stage(key, here))
    return (*found, Stage(OTHER, after))


def attributed(
    before: Evaluation,
    stages: Sequence[Stage],
    line: str,
    members: Keys,
    shown: tuple[Decimal | None, Decimal | None] = (None, None),
) -> GoalBridge | None:
    """Why a cell differs; `shown` are the values published in place of the calculated ones, where there are any.

    None when either calculation has no value there.
    """
    first, last = _number(before, line, members), _number(stages[-1].evaluation, line, members)
    start, end = shown[0] if shown[0] is not None else first, shown[1] if shown[1] is not None else last
    if start is None or end is None:
        return None
    levels: list[tuple[str, Value]] = [(TYPED_BEFORE, first)] if first is not None and first != start else []
    levels += [(stage.key, stage.evaluation.value(line, members)) for stage in stages if _knows(stage, line)]
    bridge = chained(start, levels, end)
    kept = tuple(c for c in bridge.causes if c.value or c.key != OTHER)
    return GoalBridge(bridge.start, kept, bridge.end)


def group_of(key: str, spec: Input) -> str:
    """Which group a given value belongs to: a parameter, last month, the fleet, a rule of all, a decision."""
    if spec.parameter:
        return PARAMETERS
    if key in LAST_MONTH:
        return DEBT
    if key == FLEET:
        return DATA
    return GIVEN if SECTOR in spec.per else VERSION


def _knows(stage: Stage, line: str) -> bool:
    return line in stage.evaluation.sheet.lines


def _replaced(key: str, here: Evaluation, after: Evaluation) -> Evaluation | None:
    """The calculation with one group as it is in `after`; None when nothing of the group differs."""
    if key == VERSION:
        return _under_other_rules(here, after)
    tables = {name: rows for name, rows in _tables(key, here, after) if rows != tuple(here.facts.tables.get(name, ()))}
    inputs = _inputs(key, here, after)
    return here.changed(inputs, tables) if tables or inputs else None


def _under_other_rules(here: Evaluation, after: Evaluation) -> Evaluation | None:
    inputs = _inputs(VERSION, here, after)
    if here.sheet == after.sheet and not inputs:
        return None
    given = {**here.facts.inputs, **inputs}
    return Evaluation(after.sheet, replace(here.facts, axes=after.facts.axes, inputs=given))


def _inputs(key: str, here: Evaluation, after: Evaluation) -> dict[InputKey, Value]:
    """Given values of a group that differ, as `after` has them; one it does not have is not given."""
    held, wanted, specs = here.facts.inputs, after.facts.inputs, after.sheet.inputs
    places = [place for place in {**held, **wanted} if place[0] in specs and group_of(place[0], specs[place[0]]) == key]
    found = {place: wanted.get(place, NOT_GIVEN) for place in places}
    return {place: value for place, value in found.items() if held.get(place, NOT_GIVEN) != value}


def _tables(key: str, here: Evaluation, after: Evaluation) -> Iterator[tuple[str, tuple[Row, ...]]]:
    """Tables of a group with the rows they have in `after`."""
    same_month = here.facts.period == after.facts.period
    if key == CALENDAR and not same_month:
        yield MONTH_DAYS, tuple(after.facts.tables[MONTH_DAYS])
    elif key == HOLIDAYS:
        typed = day_types(after)
        for name in (MONTH_DAYS, *WINDOWS) if same_month else WINDOWS:
            yield name, tuple(retyped(row, typed) for row in here.facts.tables[name])
    elif key == DATA:
        yield from ((name, tuple(rows)) for name, rows in after.facts.tables.items() if name not in TABLES[DEBT])
    else:
        yield from ((name, tuple(after.facts.tables.get(name, ()))) for name in TABLES.get(key, ()))


def _number(evaluation: Evaluation, line: str, members: Keys) -> Decimal | None:
    if line not in evaluation.sheet.lines:
        return None
    value = evaluation.value(line, members)
    return value if isinstance(value, Decimal) else None
