"""A month as it might have been calculated: the same sheet with some facts, lines or roundings replaced."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from engines.calendar import Month
from engines.figure import Value
from engines.finding import NOTHING
from engines.goals.month import SectorDay
from engines.sheet import Evaluation, Facts, Sheet
from engines.sheet.facts import InputKey, Row

TOLERANCES = {"L": Decimal(1), "km": Decimal("0.05"), "BRL": Decimal("0.05"), "count": Decimal(0)}
"""How far two numbers of a unit may be and still be the same one: 1 L for fuel (F-16), rounding for the rest."""
NEAREST = Decimal("0.000002")


def tolerance(unit: str) -> Decimal:
    """Largest difference between two numbers of that unit taken for the same; ratios go to their sixth place."""
    return TOLERANCES.get(unit.removeprefix("money:"), NEAREST)


@dataclass(frozen=True)
class World:
    """Sheet and facts of a run, lines given from outside, the days the run read and the vehicle rows behind each."""

    sheet: Sheet
    facts: Facts
    vigencia: Month
    given: Mapping[InputKey, Value] = field(default_factory=lambda: NOTHING)
    days: tuple[SectorDay, ...] = ()
    records: Mapping[tuple[date, str], int] = field(default_factory=lambda: NOTHING)

    @cached_property
    def evaluation(self) -> Evaluation:
        """The sheet over these facts, evaluated when asked."""
        return Evaluation(self.sheet, self.facts, self.given)

    def number(self, line: str, members: tuple[str, ...]) -> Decimal | None:
        """Value of a line, None where it is missing."""
        value = self.evaluation.value(line, members)
        return value if isinstance(value, Decimal) else None

    def with_inputs(self, inputs: Mapping[InputKey, Value]) -> "World":
        """The same month with other parameters or registers."""
        return replace(self, facts=replace(self.facts, inputs={**self.facts.inputs, **inputs}))

    def with_tables(self, tables: Mapping[str, Iterable[Row]]) -> "World":
        """The same month with other rows."""
        rows = {name: tuple(each) for name, each in tables.items()}
        return replace(self, facts=replace(self.facts, tables={**self.facts.tables, **rows}))

    def with_lines(self, given: Mapping[InputKey, Value]) -> "World":
        """The same month with some lines as somebody else has them."""
        return replace(self, given={**self.given, **given})

    def with_places(self, places: Mapping[str, int | None]) -> "World":
        """The same month with other roundings, by line."""
        lines = {
            key: replace(line, places=places[key]) if key in places else line for key, line in self.sheet.lines.items()
        }
        return replace(self, sheet=replace(self.sheet, lines=lines))

    @property
    def sectors(self) -> tuple[str, ...]:
        """Keys of the sectors of the month."""
        return tuple(member.key for member in self.facts.axes["setor"])

    @property
    def costs(self) -> tuple[str, ...]:
        """Keys of the cost criteria."""
        return tuple(member.key for member in self.facts.axes["criterio"])
