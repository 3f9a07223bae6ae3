"""Goals and spending of one vigência, sector by sector: approved, spent, and how far above the ceiling."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from engines.calendar import Month
from engines.figure import Value
from engines.goals.approval import GoalKey
from engines.goals.month import MonthInputs, Previous, facts_of
from engines.goals.rules import Criterion
from engines.goals.spending import is_closed
from engines.sheet import Evaluation, Member
from storage.metas.registers import Sector, parameters, periods, sectors
from storage.metas.rulebook import shipped
from storage.metas.targets import ApprovedValue, Performance, approved_values, performances
from storage.runs import Run, Status, list_runs
from storage.store import Connection
from viewmodels.operations.house import House
from viewmodels.operations.metas.gathering import AREA
from viewmodels.operations.registry import operation
from viewmodels.operations.scope import Scope

CEILING, EXCESS = "teto", "excedente"
"""Lines of the goals sheet that answer for the balance (seed 003 §4.3)."""


@dataclass(frozen=True, slots=True)
class SpendingLine:
    """One goal of the vigência with its spending, and the ceiling and excess of the month after it (R$ only)."""

    criterion: Criterion
    sector: Sector
    held: Performance
    approved: ApprovedValue | None = None
    ceiling: Decimal | None = None
    excess: Decimal | None = None
    provisional: bool = False

    @property
    def key(self) -> GoalKey:
        """(criterion, sector)."""
        return self.criterion.key, self.sector.id

    @property
    def adjusted(self) -> bool:
        """True when the goal approved is not the one calculated (F-38)."""
        item = self.approved
        return item is not None and item.calculated is not None and item.calculated != item.value


@dataclass(frozen=True, slots=True)
class Dependent:
    """The calculation in force that already used the spending of a vigência (F-46)."""

    vigencia: Month
    run: int


@dataclass(frozen=True)
class SpendingBook:
    """A vigência's goals and spending; `before` and `after` are the registered vigências beside it.

    `balance` is the goals sheet of the month after over them alone: it explains ceilings and excesses.
    """

    vigencia: Month
    lines: tuple[SpendingLine, ...]
    balance: Evaluation
    dependent: Dependent | None = None
    before: Month | None = None
    after: Month | None = None


@operation("metas.metas_e_gastos", right="metas.ver", mode="read", area="metas")
def spending_book(house: House, scope: Scope, *, vigencia: str) -> SpendingBook:
    """Goals approved and spending of a vigência, with the ceiling the next month measures it by (G-032, F-57)."""
    month = Month.parse(vigencia)
    with house.store.read() as connection:
        months = sorted(p.vigencia for p in periods(connection, scope.client))
        listed = sectors(connection, scope.client, only_active=False)
        held = performances(connection, scope.client, month)
        approved = approved_values(connection, scope.client, month)
        user = run_after(connection, scope.client, month)
        balance = _balance(connection, scope.client, month, listed, held, user, house)
    lines = (
        _line(c, s, held.get((c.key, s.id)), approved.get((c.key, s.id)), balance, month)
        for c in shipped().rules.criteria
        for s in listed
        if s.active or (c.key, s.id) in held
    )
    beside = (max((m for m in months if m < month), default=None), min((m for m in months if m > month), default=None))
    dependent = None if user is None else Dependent(Month.parse(user.context), user.id)
    return SpendingBook(month, tuple(lines), balance, dependent, *beside)


def run_after(connection: Connection, client: str, month: Month) -> Run | None:
    """The calculation in force of the vigência right after this one: what a correction here comes too late for."""
    later = [p.vigencia for p in periods(connection, client) if p.vigencia > month]
    if not later:
        return None
    runs = list_runs(connection, client, AREA, str(min(later)))
    return next((run for run in runs if run.status is Status.APPROVED), None)


def _line(
    criterion: Criterion,
    sector: Sector,
    held: Performance | None,
    approved: ApprovedValue | None,
    balance: Evaluation,
    month: Month,
) -> SpendingLine:
    spent = held or Performance(criterion.key, sector.id)
    place = {"setor": sector.id, "criterio": criterion.key}
    ceiling = _decimal(balance.value(CEILING, place)) if criterion.is_cost else None
    known = criterion.is_cost and spent.realized is not None
    excess = _decimal(balance.value(EXCESS, place)) if known else None
    provisional = spent.realized is not None and not is_closed(month, spent.until)
    return SpendingLine(criterion, sector, spent, approved, ceiling, excess, provisional)


def _balance(
    connection: Connection,
    client: str,
    month: Month,
    listed: tuple[Sector, ...],
    held: Mapping[GoalKey, Performance],
    user: Run | None,
    house: House,
) -> Evaluation:
    """The goals sheet of the month after, on this month's goals and spending alone: only its balance is asked."""
    after = Month.parse(user.context) if user else month.plus(1)
    known: datetime | None = user.started if user else None
    book = shipped(after.first, house.clock.today())
    given = parameters(connection, client, after, known)
    inputs = MonthInputs(
        vigencia=after,
        sectors=tuple(Member(s.id, s.name) for s in listed),
        days=(),
        costs=(),
        vehicles={},
        classifications={},
        parameters={name: p.value for name, p in given.items()},
        previous={(p.sector, p.criterion): Previous(p.target, p.realized) for p in held.values()},
    )
    return Evaluation(book.sheet, facts_of(inputs, book.rules))


def _decimal(value: Value) -> Decimal | None:
    return value if isinstance(value, Decimal) else None
