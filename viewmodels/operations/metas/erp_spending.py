"""Actual spending of a closed month from the ERP: the same reading as the month's, its source and how far it covers."""

from collections.abc import Generator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from engines.calendar import Month
from engines.goals.approval import MIN_JUSTIFICATION, GoalKey
from engines.goals.closing import covered_until, litres_burnt
from engines.goals.rules import Criterion
from engines.goals.spending import is_closed
from storage.clock import BRASILIA
from storage.errors import KnownError
from storage.journal import Act, append
from storage.metas.erp_snapshot import ErpReading, read_back
from storage.metas.registers import Sector, period_status, sectors
from storage.metas.rulebook import shipped
from storage.metas.targets import Performance, performances, set_spending
from storage.routine.limits import limit
from storage.store import Connection
from viewmodels.jobs import Progress
from viewmodels.operations.house import House
from viewmodels.operations.metas.gastos import told_spending
from viewmodels.operations.metas.reading import Read, read_erp
from viewmodels.operations.metas.spending_book import run_after
from viewmodels.operations.registry import operation
from viewmodels.operations.scope import Scope

RIGHT = "metas.gastos"
FROM_ERP = "ERP"
TAKEN = "Lido do ERP"


@dataclass(frozen=True, slots=True)
class ReadSpending:
    """One goal: what is registered and what the ERP says, with the last day it covers; None where it says nothing."""

    criterion: Criterion
    sector: Sector
    held: Performance
    found: Decimal | None
    until: date | None

    @property
    def key(self) -> GoalKey:
        """(criterion, sector)."""
        return self.criterion.key, self.sector.id

    @property
    def changes(self) -> bool:
        """True when taking it would write something: another value, or the same one known for longer."""
        if self.found is None or self.until is None:
            return False
        held = self.held
        return self.found != held.realized or held.until is None or self.until > held.until

    @property
    def replaces(self) -> bool:
        """True when another value, of whatever source, is already registered."""
        return self.found is not None and self.held.realized is not None and self.found != self.held.realized


@dataclass(frozen=True)
class ErpSpending:
    """Spending of a month as one reading of the ERP tells it; `provisional` while the month is not closed (F-14)."""

    vigencia: Month
    snapshot: str
    source: str
    read_at: datetime
    rows: tuple[ReadSpending, ...]

    @property
    def provisional(self) -> bool:
        """True while some value does not cover the whole month."""
        return any(r.found is not None and not is_closed(self.vigencia, r.until) for r in self.rows)


@operation("metas.ler_gastos", right=RIGHT, mode="write", area="metas", verb="ETL_ORACLE_DATA")
def read_spending(house: House, scope: Scope, *, vigencia: str) -> Generator[Progress, None, Read]:
    """Job that reads what the month after `vigencia` needs, its spending with it; cancelling leaves nothing.

    Raises KnownError METAS.GASTO_MES_ABERTO before the month ends, ORG_001.<kind> when the ERP fails.
    """
    month = Month.parse(vigencia)
    if house.clock.today() < month.end:
        raise KnownError("METAS.GASTO_MES_ABERTO", mes=month)
    return (yield from read_erp(house, scope, vigencia=str(month.plus(1))))


@operation("metas.gastos_do_erp", right="metas.ver", mode="read", area="metas")
def erp_spending(house: House, scope: Scope, *, vigencia: str, snapshot: str) -> ErpSpending:
    """What a reading says of the spending of a vigência, beside what is registered; nothing is written."""
    with house.store.read() as connection:
        return _compared(connection, scope.client, Month.parse(vigencia), snapshot)


@operation("metas.aceitar_gastos", right=RIGHT, mode="write", area="metas", verb="SPENDING_TAKEN", whole_company=True)
def take_spending(
    house: House, scope: Scope, *, vigencia: str, snapshot: str, justification: str = ""
) -> tuple[GoalKey, ...]:
    """Registers every value the reading tells, each journalled with the reading it comes from; returns the goals.

    Raises KnownError METAS.VIGENCIA_AUSENTE, PESSOA_ALCANCE_PARCIAL, or METAS.JUSTIFICATIVA_CURTA when a value
    already registered would be replaced without a reason.
    """
    month, at, why = Month.parse(vigencia), house.clock.now(), justification.strip()
    with house.store.write() as connection:
        if period_status(connection, scope.client, month) is None:
            raise KnownError("METAS.VIGENCIA_AUSENTE", mes=month)
        read = _compared(connection, scope.client, month, snapshot)
        written = [row for row in read.rows if row.changes]
        if any(row.replaces for row in written) and len(why) < MIN_JUSTIFICATION:
            raise KnownError("METAS.JUSTIFICATIVA_CURTA")
        used = run_after(connection, scope.client, month)
        for row in written:
            spent = Performance(*row.key, realized=row.found, source=FROM_ERP, until=row.until)
            set_spending(connection, scope.client, month, spent, at, scope.user)
            after = {**(told_spending(spent, used) or {}), "retrato": snapshot}
            entity = f"metas/gasto/{month}/{row.criterion.key}/{row.sector.id}"
            old = told_spending(row.held)
            append(
                connection,
                Act(scope.client, scope.user, "SPENDING_TAKEN", entity, at, old, after, why or TAKEN, scope.origin),
            )
    return tuple(row.key for row in written)


def _compared(connection: Connection, client: str, month: Month, snapshot: str) -> ErpSpending:
    reading = read_back(connection, client, snapshot)
    held = performances(connection, client, month)
    days = int(limit(connection, client, "dias_fechar_gastos"))
    read_on = reading.extracted_at.astimezone(BRASILIA).date()
    listed = [s for s in sectors(connection, client) if s.erp_code]
    rows = []
    for criterion in shipped().rules.criteria:
        for sector in listed:
            found, last = _told(reading, month, criterion, sector)
            until = None if found is None else covered_until(month, last, read_on, days)
            here = held.get((criterion.key, sector.id)) or Performance(criterion.key, sector.id)
            rows.append(ReadSpending(criterion, sector, here, found, until))
    return ErpSpending(month, snapshot, reading.source, reading.extracted_at, tuple(rows))


def _told(
    reading: ErpReading, month: Month, criterion: Criterion, sector: Sector
) -> tuple[Decimal | None, date | None]:
    """R$ of a cost in the month and the last day posted; for fuel the litres burnt and the last day that tells any."""
    if not criterion.is_cost:
        return litres_burnt(reading.days, sector.id, month)
    own = [c for c in reading.costs if (c.month, c.sector, c.criterion) == (month, sector.id, criterion.key)]
    last = reading.last_posted.get((month, sector.id, criterion.key))
    return (own[0].value, last) if own and own[0].value > 0 else (None, None)
