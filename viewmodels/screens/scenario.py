"""One scenario of the simulator: other parameters and other types of days over the same facts; nothing is written."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from engines.calendar import DayType
from engines.figure import Missing, Value
from engines.goals.whatif import parameter_places, with_days, with_parameters
from engines.sheet import Evaluation, Facts
from engines.sheet.facts import InputKey
from viewmodels.operations.metas.simulating import SimulatedPlace, SimulationGround
from viewmodels.screens.comparison import own_sheet

SHEET = "sheets/simulacao.yaml"
PROJECTED = "custo_cumprida"
"""Informative cost of the fuel goal: the one number the price changes."""


class Scenario:
    """Named values beside those of the facts, with the whole month recomputed under them."""

    def __init__(self, letter: str, name: str, ground: SimulationGround) -> None:
        """A scenario equal to the facts."""
        self.letter, self.name, self.ground = letter, name, ground
        self._places = parameter_places(ground.book.sheet, ground.book.rules)
        self._listed = places_of(ground)
        self._beside: dict[str, Evaluation] = {}
        self._beside_of: dict[str, Evaluation] = {}
        self.restore()

    # --- what is tried

    def restore(self) -> None:
        """Everything as in the facts."""
        self.parameters: dict[str, Decimal] = dict(self.ground.parameters)
        self.days: dict[date, DayType] = {day.day: day.kind for day in self.ground.days}
        self.evaluation = self.ground.evaluation.changed()

    def take(self, other: "Scenario") -> None:
        """The same values as another scenario."""
        self.parameters, self.days = dict(other.parameters), dict(other.days)
        self.evaluation = other.evaluation.changed()

    def set_parameter(self, name: str, value: Decimal) -> None:
        """Another value of a parameter; only what depends on it is computed again."""
        self.parameters[name] = value
        inputs: dict[InputKey, Value] = dict.fromkeys(self._places.get(name, ()), value)
        self.evaluation = self.evaluation.changed(inputs=inputs)

    def set_day(self, day: date, kind: DayType) -> None:
        """Another type of a day, over the facts' own rows so that going back gives the very same rows."""
        self.days[day] = kind
        typed = {each.day: self.days[each.day] for each in self.ground.days if self.days[each.day] is not each.kind}
        self.evaluation = with_parameters(
            with_days(self.ground.evaluation, typed), self.ground.book.rules, self.parameters
        )

    @property
    def changed_parameters(self) -> Mapping[str, Decimal]:
        """Parameters that are not as in the facts."""
        return {name: v for name, v in self.parameters.items() if v != self.ground.parameters[name]}

    @property
    def changed_inputs(self) -> frozenset[InputKey]:
        """Where those parameters enter the sheet."""
        return frozenset(place for name in self.changed_parameters for place in self._places.get(name, ()))

    @property
    def changed_days(self) -> Mapping[date, DayType]:
        """Days that do not run as in the facts."""
        return {d.day: self.days[d.day] for d in self.ground.days if self.days[d.day] is not d.kind}

    @property
    def untouched(self) -> bool:
        """True while the scenario says what the facts say."""
        return not self.changed_parameters and not self.changed_days

    # --- what comes out

    def value(self, line: str, members: tuple[str, ...]) -> Decimal | None:
        """A simulated number; None where there is none."""
        return _number(self.evaluation.value(line, members))

    def original(self, line: str, members: tuple[str, ...]) -> Decimal | None:
        """The same number in the facts."""
        return _number(self.ground.evaluation.value(line, members))

    def beside(self, group: str, line: str, sector: str = "") -> Decimal | None:
        """A number of the small sheet that stands simulated values beside the facts' (`diferenca`, `soma_…`)."""
        return _number(self.compared(group).value(line, (sector,) if sector else ()))

    def compared(self, group: str) -> Evaluation:
        """That sheet for a group of goals (a criterion, or the projected cost), with the values of now."""
        held = self._beside.get(group)
        if held is not None and self._beside_of.get(group) is self.evaluation:
            return held
        places = [p for p in self._listed if group_of(p) == group]
        inputs: dict[InputKey, Value] = {}
        for place in places:
            for key, value in (("simulada", self.evaluation), ("original", self.ground.evaluation)):
                inputs[key, (place.sector,)] = value.value(place.line, place.members)
        if held is None:
            axes = {"setor": self.ground.evaluation.facts.axes["setor"]}
            held = Evaluation(own_sheet(SHEET, places[0].unit), Facts(axes, {}, inputs))
        elif moved := {place: value for place, value in inputs.items() if held.facts.inputs[place] != value}:
            held = held.changed(inputs=moved)
        self._beside[group], self._beside_of[group] = held, self.evaluation
        return held


def places_of(ground: SimulationGround) -> tuple[SimulatedPlace, ...]:
    """The goals, and after those of fuel what they would cost."""
    found: list[SimulatedPlace] = list(ground.places)
    sheet = ground.book.sheet
    if PROJECTED in sheet.lines:
        fuel = [p for p in ground.places if p.line in sheet.precedents[PROJECTED]]
        unit = str(sheet.unit(PROJECTED))
        found += [
            SimulatedPlace(p.criterion, sheet.label(PROJECTED), p.sector, p.sector_label, PROJECTED, p.members, unit)
            for p in fuel
        ]
    return tuple(found)


def group_of(place: SimulatedPlace) -> str:
    """The group a number is shown in: its criterion, or the projected cost."""
    return PROJECTED if place.line == PROJECTED else place.criterion


def _number(value: Value) -> Decimal | None:
    return None if isinstance(value, Missing) or not isinstance(value, Decimal) else value
