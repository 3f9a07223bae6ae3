"""Actual spending of a vigência: what is registered, and typing it by hand (F-57)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from engines.calendar import Month
from engines.goals.approval import MIN_JUSTIFICATION, GoalKey
from engines.goals.rules import Criterion
from storage.errors import KnownError
from storage.journal import Act, append
from storage.metas.registers import Sector, period_status, sectors
from storage.metas.rulebook import shipped
from storage.metas.targets import Performance, performances, set_spending
from storage.people import sectors_of
from storage.runs import Run
from storage.store import Connection
from viewmodels.operations.house import House
from viewmodels.operations.metas.gathering import previous_period
from viewmodels.operations.metas.spending_book import run_after
from viewmodels.operations.registry import operation
from viewmodels.operations.scope import Scope

RIGHT = "metas.gastos"
TYPED = "DIGITADO"
PLACES = 2
TOO_MUCH = Decimal(10) ** 12
"""A spending of a trillion is a mistyped one; the store holds more."""


@dataclass(frozen=True, slots=True)
class SpendingRow:
    """Approved goal and actual spending of one criterion in one sector."""

    criterion: Criterion
    sector: Sector
    held: Performance

    @property
    def key(self) -> GoalKey:
        """(criterion, sector)."""
        return self.criterion.key, self.sector.id


@dataclass(frozen=True, slots=True)
class PreviousSpending:
    """Goals and spending a vigência's balance starts from; no vigência and no rows where none came before it."""

    vigencia: Month | None = None
    rows: tuple[SpendingRow, ...] = ()


@operation("metas.gastos", right="metas.ver", mode="read", area="metas")
def previous_spending(house: House, scope: Scope, *, vigencia: str) -> PreviousSpending:
    """Goals and spending of the vigência before this one, by criterion; a sector switched off shows what it holds."""
    with house.store.read() as connection:
        before = previous_period(connection, scope.client, Month.parse(vigencia))
        if before is None:
            return PreviousSpending()
        listed = sectors(connection, scope.client, only_active=False)
        held = performances(connection, scope.client, before)
    found = ((c, s, held.get((c.key, s.id))) for c in shipped().rules.criteria for s in listed)
    rows = (SpendingRow(c, s, p or Performance(c.key, s.id)) for c, s, p in found if p is not None or s.active)
    return PreviousSpending(before, tuple(rows))


@operation("metas.lancar_gasto", right=RIGHT, mode="write", area="metas", verb="SPENDING_TYPED")
def type_spending(
    house: House,
    scope: Scope,
    *,
    vigencia: str,
    key: GoalKey,
    value: Decimal | None,
    justification: str,
    until: date | None = None,
) -> None:
    """Types the actual spending of (criterion, sector), in litres or R$; None takes it back, as if never registered.

    Raises KnownError METAS.VIGENCIA_AUSENTE, METAS.CRITERIO_AUSENTE, METAS.SETOR_AUSENTE, METAS.SETOR_FORA_DO_ALCANCE,
    METAS.GASTO_VALOR, METAS.GASTO_ATE or METAS.JUSTIFICATIVA_CURTA.
    """
    month, at = Month.parse(vigencia), house.clock.now()
    for refusal in _refusals(house, month, value, until, justification):
        raise refusal
    with house.store.write() as connection:
        _refuse_place(connection, scope, month, key)
        used = run_after(connection, scope.client, month)
        before = performances(connection, scope.client, month).get(key)
        source = "" if value is None else TYPED
        spent = Performance(*key, realized=value, source=source, until=None if value is None else until)
        set_spending(connection, scope.client, month, spent, at, scope.user)
        entity = f"metas/gasto/{month}/{key[0]}/{key[1]}"
        old, new = told_spending(before), told_spending(spent, used)
        act = Act(scope.client, scope.user, "SPENDING_TYPED", entity, at, old, new, justification.strip(), scope.origin)
        append(connection, act)


def _refusals(
    house: House, month: Month, value: Decimal | None, until: date | None, justification: str
) -> Iterator[KnownError]:
    today = house.clock.today()
    if value is not None and not _right(value):
        yield KnownError("METAS.GASTO_VALOR")
    if value is not None and (until is None or not month.first <= until <= today):
        yield KnownError("METAS.GASTO_ATE", mes=month, hoje=today)
    if len(justification.strip()) < MIN_JUSTIFICATION:
        yield KnownError("METAS.JUSTIFICATIVA_CURTA")


def _right(value: Decimal) -> bool:
    exponent = value.as_tuple().exponent
    return isinstance(exponent, int) and -exponent <= PLACES and 0 < value < TOO_MUCH


def _refuse_place(connection: Connection, scope: Scope, month: Month, key: GoalKey) -> None:
    criterion, sector = key
    if period_status(connection, scope.client, month) is None:
        raise KnownError("METAS.VIGENCIA_AUSENTE", mes=month)
    if criterion not in {c.key for c in shipped().rules.criteria}:
        raise KnownError("METAS.CRITERIO_AUSENTE", criterio=criterion)
    if sector not in {s.id for s in sectors(connection, scope.client, only_active=False)}:
        raise KnownError("METAS.SETOR_AUSENTE", setor=sector)
    reach = sectors_of(connection, scope.user, scope.client, RIGHT)
    if reach is not None and sector not in reach:
        raise KnownError("METAS.SETOR_FORA_DO_ALCANCE")


def told_spending(held: Performance | None, used: Run | None = None) -> dict[str, object] | None:
    """A spending as the journal tells it; `used` is the calculation in force that had already counted the old one."""
    if held is None or held.realized is None:
        return None
    until = None if held.until is None else held.until.isoformat()
    late: dict[str, object] = {} if used is None else {"depois_do_calculo": used.id}
    return {"gasto": held.realized, "fonte": held.source, "ate": until, **late}
