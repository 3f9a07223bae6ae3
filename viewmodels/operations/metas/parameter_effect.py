"""What another value of a parameter would do to the goals of a month: the what-if beside the editor (G-021)."""

from dataclasses import dataclass
from decimal import Decimal, localcontext

from engines.calendar import Month
from engines.figure import Value
from engines.goals.approval import GoalKey
from engines.goals.month import facts_of
from engines.goals.whatif import with_parameters
from engines.money import calculation_context
from engines.sheet import Evaluation
from storage.journal import entries
from storage.metas.rulebook import shipped
from viewmodels.operations.house import House
from viewmodels.operations.metas.gathering import gather
from viewmodels.operations.metas.results import goal_places
from viewmodels.operations.registry import operation
from viewmodels.operations.scope import Scope


@dataclass(frozen=True, slots=True)
class GoalEffect:
    """One goal with the values in force and with the one being typed, in litres or R$; None where there is none."""

    key: GoalKey
    sector: str
    now: Decimal | None
    then: Decimal | None

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

    def effect(self, name: str, value: Decimal) -> tuple[GoalEffect, ...]:
        """Every goal now and with the parameter at `value` (a fraction for percentages)."""
        other = with_parameters(self._base, self._book.rules, {name: value})
        return tuple(
            GoalEffect(
                (criterion, sector), self._labels[sector], *(_decimal(e.value(line, at)) for e in (self._base, other))
            )
            for criterion, sector, line, at in goal_places(self._book, self._base)
        )


def _decimal(value: Value) -> Decimal | None:
    return value if isinstance(value, Decimal) else None


@operation("metas.ensaiar_parametro", right="metas.ver", mode="read", area="metas")
def parameter_trial(house: House, scope: Scope, *, vigencia: str) -> ParameterTrial | None:
    """A trial of the month on its newest reading (else the newest kept of any month); None while none was ever read."""
    with house.store.read() as connection:
        own = entries(connection, scope.client, entity=f"metas/{vigencia}", verb="ETL_ORACLE_DATA", limit=1)
        found = own or entries(connection, scope.client, verb="ETL_ORACLE_DATA", limit=1)
    body = found[0].body if found else None
    return None if body is None else ParameterTrial(house, scope, vigencia, str(body["after"]["retrato"]))
