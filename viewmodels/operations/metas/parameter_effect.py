"""What another value of a parameter would do to the goals of a month: the what-if beside the editor (G-021)."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, localcontext

from engines.calendar import Month
from engines.figure import Value
from engines.goals.approval import GoalKey
from engines.goals.month import facts_of
from engines.goals.rules import Criterion
from engines.goals.whatif import with_parameters
from engines.money import calculation_context
from engines.sheet import Evaluation
from storage.metas.rulebook import shipped
from viewmodels.operations.casa.readings import kept_reading
from viewmodels.operations.house import House
from viewmodels.operations.metas.gathering import gather
from viewmodels.operations.metas.results import goal_places
from viewmodels.operations.registry import operation
from viewmodels.operations.scope import Scope


@dataclass(frozen=True, slots=True)
class GoalEffect:
    """One goal with the values in force and with the one being typed, in litres or R$; None where there is none.

    `place` is (criterion, sector, its name); `line` and `members` say where the goal stands in the sheet.
    """

    place: tuple[Criterion, str, str]
    now: Decimal | None
    then: Decimal | None
    line: str
    members: tuple[str, ...]

    @property
    def key(self) -> GoalKey:
        """(criterion, sector)."""
        return self.place[0].key, self.place[1]

    @property
    def change(self) -> Decimal | None:
        """What is added to the goal, signed."""
        if self.now is None or self.then is None:
            return None
        with localcontext(calculation_context()):
            return self.then - self.now


class ParameterTrial:
    """A month gathered once, asked for its goals as often as somebody types another value."""

    def __init__(self, house: House, scope: Scope, vigencia: str, snapshot: str) -> None:
        """The month as it stands now. Raises KnownError METAS.SEM_DADOS without a snapshot."""
        month = Month.parse(vigencia)
        self._book = shipped(month.first, house.clock.today())
        with house.store.read() as connection:
            inputs = gather(connection, scope.client, month, snapshot, self._book.rules).inputs
        self._base = Evaluation(self._book.sheet, facts_of(inputs, self._book.rules))
        self._labels = {s.key: s.label for s in inputs.sectors}

    def effect(self, name: str, value: Decimal) -> "Effect":
        """Every goal now and with the parameter at `value` (a fraction for percentages)."""
        other = with_parameters(self._base, self._book.rules, {name: value})
        goals = tuple(
            GoalEffect(place, _decimal(self._base.value(line, at)), _decimal(other.value(line, at)), line, at)
            for place, line, at in self._places()
        )
        return Effect(goals, self._base, other)

    def _places(self) -> Iterator[tuple[tuple[Criterion, str, str], str, tuple[str, ...]]]:
        labels = {c.key: c for c in self._book.rules.criteria}
        for criterion, sector, line, at in goal_places(self._book, self._base):
            yield (labels[criterion], sector, self._labels[sector]), line, at


@dataclass(frozen=True)
class Effect:
    """The goals of a month now and with the value tried, with the two evaluations they come from."""

    goals: tuple[GoalEffect, ...]
    base: Evaluation
    other: Evaluation


def _decimal(value: Value) -> Decimal | None:
    return value if isinstance(value, Decimal) else None


@operation("metas.ensaiar_parametro", right="metas.ver", mode="read", area="metas")
def parameter_trial(house: House, scope: Scope, *, vigencia: str) -> ParameterTrial | None:
    """A trial of the month on its newest reading (else the newest kept of any month); None while none was ever read."""
    with house.store.read() as connection:
        own = kept_reading(connection, scope.client, f"metas/{vigencia}")
        found = own or kept_reading(connection, scope.client)
    return None if found is None else ParameterTrial(house, scope, vigencia, found.snapshot)
