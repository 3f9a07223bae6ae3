"""What if: the same month with other parameters and other types of days, on the facts it was calculated from."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from engines.calendar import DayType
from engines.figure import Value
from engines.goals.rules import GoalRules
from engines.sheet import Evaluation, Sheet
from engines.sheet.facts import InputKey, Row

DAY_TABLES = ("calendario", "dias", "dias_12m")
"""Tables whose rows are days with their types."""


def parameter_places(sheet: Sheet, rules: GoalRules) -> Mapping[str, tuple[InputKey, ...]]:
    """Where each parameter enters the sheet; one kept per criterion enters once for each criterion that names it."""
    found: dict[str, tuple[InputKey, ...]] = {}
    for key, spec in sheet.inputs.items():
        for name, place in _places(key, spec.parameter, bool(spec.per), rules):
            found[name] = (*found.get(name, ()), place)
    return found


def _places(key: str, parameter: str, per_criterion: bool, rules: GoalRules) -> Iterator[tuple[str, InputKey]]:
    if parameter and per_criterion:
        yield from ((c.parameter, (key, (c.key,))) for c in rules.costs if c.parameter)
    elif parameter:
        yield parameter, (key, ())


def with_parameters(evaluation: Evaluation, rules: GoalRules, values: Mapping[str, Decimal]) -> Evaluation:
    """The same calculation with some parameters as given; a name the sheet does not read changes nothing."""
    places = parameter_places(evaluation.sheet, rules)
    inputs: dict[InputKey, Value] = {place: value for name, value in values.items() for place in places.get(name, ())}
    return evaluation.changed(inputs=inputs)


def with_days(evaluation: Evaluation, typed: Mapping[date, DayType]) -> Evaluation:
    """The same calculation with some days running as given, in the month and in the history it is projected from."""
    wanted: Mapping[Value, Value] = {day: str(kind) for day, kind in typed.items()}
    tables = {}
    for name in DAY_TABLES:
        before = tuple(evaluation.facts.tables[name])
        after = tuple(retyped(row, wanted) for row in before)
        if after != before:
            tables[name] = after
    return evaluation.changed(tables=tables) if tables else evaluation


def retyped(row: Row, typed: Mapping[Value, Value]) -> Row:
    """A row of a day with the type told for that day, or as it is."""
    kind = typed.get(row["data"], row["tipo"])
    return row if kind == row["tipo"] else {**row, "tipo": kind}


def day_types(evaluation: Evaluation) -> Mapping[Value, Value]:
    """How each day runs, over the windows and the month."""
    return {row["data"]: row["tipo"] for name in reversed(DAY_TABLES) for row in evaluation.facts.tables[name]}
