"""The month cockpit: the monthly checklist with what proves each item, the run on the table, the board's deadline."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from engines.calendar import DayType, Month, day_type
from storage.metas.holiday_book import typed_days
from storage.metas.registers import period_status
from storage.routine.limits import limit
from storage.runs import latest_run
from storage.store import Connection
from viewmodels.operations.house import House
from viewmodels.operations.metas.checklist import Light, MonthStep, checklist, open_mandatory
from viewmodels.operations.metas.checklist_ground import Ground, snapshot_of
from viewmodels.operations.metas.gathering import AREA
from viewmodels.operations.metas.results import USABLE, RunView, view_of
from viewmodels.operations.registry import operation
from viewmodels.operations.scope import Scope

__all__ = ["Light", "MonthStep", "Situation", "deadline_of", "situation"]

BUSINESS = "util_"


@dataclass(frozen=True)
class Situation:
    """The month at a glance: its checklist, the run on the table, the snapshot it may be calculated from.

    `deadline` is the board's day for the month's goals, None where none was set.
    """

    vigencia: Month
    status: str | None
    steps: tuple[MonthStep, ...]
    view: RunView | None
    snapshot: str
    read_at: datetime | None
    deadline: date | None = None

    @property
    def proved(self) -> int:
        """How many items are done."""
        return sum(1 for step in self.steps if step.is_done)

    @property
    def open_mandatory(self) -> tuple[MonthStep, ...]:
        """Mandatory items still open."""
        return open_mandatory(self.steps)


@operation("metas.situacao", right="metas.ver", mode="read", area="metas")
def situation(house: House, scope: Scope, *, vigencia: str) -> Situation:
    """How far a vigência is: what the program proves, what people ticked, what is still to be done."""
    month = Month.parse(vigencia)
    with house.store.read() as connection:
        ground = ground_of(house, scope, connection, month)
        snapshot, read_at, _ = snapshot_of(ground)
        status = period_status(connection, scope.client, month)
        due = deadline_of(connection, scope.client, month)
        return Situation(month, status, checklist(ground), ground.view, snapshot, read_at, due)


def ground_of(house: House, scope: Scope, connection: Connection, month: Month) -> Ground:
    """What the checklist of a vigência is worked out from."""
    run = latest_run(connection, scope.client, AREA, str(month), USABLE)
    view = view_of(connection, scope.client, run) if run else None
    return Ground(house, connection, scope.client, month, view)


def deadline_of(connection: Connection, client: str, month: Month) -> date | None:
    """The board's deadline in the month of the vigência: a day of it, or its nth business day."""
    chosen = str(limit(connection, client, "prazo_diretoria"))
    kind, _, number = chosen.rpartition("_")
    if not kind:
        return None
    if kind + "_" != BUSINESS:
        return month.first + timedelta(days=int(number) - 1)
    typed = typed_days(connection, client, month.first, month.end)
    working = [day for day in month.days() if day_type(day, typed) is DayType.UTIL]
    return working[int(number) - 1]
