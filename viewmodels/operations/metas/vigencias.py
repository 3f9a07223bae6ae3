"""Opening vigências and moving them on: planned, active, closed, never back (F-58)."""

from dataclasses import dataclass

from engines.calendar import Month
from engines.goals.periods import ACTIVE, CLOSED, FORWARD, PLANNING
from storage.errors import KnownError
from storage.journal import Act, append
from storage.metas.registers import Period, close_period, open_period, periods, set_period_status
from storage.metas.rulebook import shipped
from storage.people import names_of
from storage.runs import Status, list_runs
from storage.store import Connection
from viewmodels.operations.house import House
from viewmodels.operations.metas.cadastros import RIGHT
from viewmodels.operations.metas.gathering import AREA
from viewmodels.operations.metas.registers import FARTHEST, month_of
from viewmodels.operations.metas.routine import refuse_open_routine
from viewmodels.operations.registry import operation
from viewmodels.operations.scope import Scope


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """A vigência, the run in force in it (None while nothing was published), who opened and who closed it.

    `previous` is the vigência its balance starts from: the latest earlier one (F-54), None for the first.
    """

    period: Period
    in_force: int | None
    opened_by: str
    closed_by: str = ""
    previous: Month | None = None

    @property
    def gap(self) -> bool:
        """True when months stand between this vigência and the one before it: worth a warning (F-54)."""
        return self.previous is not None and self.previous.plus(1) != self.period.vigencia


@operation("metas.vigencias", right="metas.ver", mode="read", area="metas")
def period_rows(house: House, scope: Scope) -> tuple[PeriodRow, ...]:
    """Vigências of the client with the calculation in force in each, newest first."""
    with house.store.read() as connection:
        listed = periods(connection, scope.client)
        names = names_of(connection, {who for p in listed for who in (p.opened_by, p.closed_by) if who})
        force = _in_force(connection, scope.client)
    before = [*(p.vigencia for p in listed[1:]), None]
    return tuple(
        PeriodRow(
            each,
            force.get(each.vigencia),
            names.get(each.opened_by, each.opened_by),
            names.get(each.closed_by, each.closed_by),
            before[at],
        )
        for at, each in enumerate(listed)
    )


def _in_force(connection: Connection, client: str) -> dict[Month, int]:
    runs = list_runs(connection, client, AREA, None)
    return {Month.parse(run.context): run.id for run in runs if run.status is Status.APPROVED}


@operation("metas.abrir_vigencia", right=RIGHT, mode="write", area="metas", verb="PERIOD_OPENED", whole_company=True)
def open_vigencia(house: House, scope: Scope, *, vigencia: str) -> tuple[Month, ...]:
    """Opens a vigência to be planned and returns the others in planning: several may be, and that is worth a look.

    Raises KnownError METAS.VIGENCIA_ESCRITA, METAS.VIGENCIA_LONGE, METAS.VIGENCIA_EXISTE, or METAS.SEM_REGRA for a
    month no rule is in force in.
    """
    month, at = month_of(vigencia), house.clock.now()
    if month > Month.of(house.clock.today()).plus(FARTHEST):
        raise KnownError("METAS.VIGENCIA_LONGE", mes=month, meses=FARTHEST)
    shipped(month.first, house.clock.today())
    with house.store.write() as connection:
        held = periods(connection, scope.client)
        if any(p.vigencia == month for p in held):
            raise KnownError("METAS.VIGENCIA_EXISTE", mes=month)
        open_period(connection, scope.client, month, PLANNING, at, scope.user)
        entity, told = f"metas/vigencia/{month}", {"situacao": PLANNING}
        append(connection, Act(scope.client, scope.user, "PERIOD_OPENED", entity, at, None, told, "", scope.origin))
    return tuple(p.vigencia for p in held if p.status == PLANNING)


@operation("metas.mudar_vigencia", right=RIGHT, mode="write", area="metas", verb="PERIOD_MOVED", whole_company=True)
def move_vigencia(house: House, scope: Scope, *, vigencia: str, status: str, despite: str = "") -> None:
    """Moves a vigência on: planned to active, active to closed; only one is active at a time (F-58).

    Closing writes the month's checklist in the journal; with a mandatory item open it asks a reason in `despite`
    (METAS.ROTINA_ABERTA).

    Raises KnownError METAS.VIGENCIA_ESCRITA, METAS.VIGENCIA_AUSENTE, METAS.VIGENCIA_SO_ADIANTE, METAS.OUTRA_ATIVA, or
    METAS.ATIVAR_SEM_CALCULO while no calculation of it is approved.
    """
    month, at = month_of(vigencia), house.clock.now()
    with house.store.write() as connection:
        held = {p.vigencia: p.status for p in periods(connection, scope.client)}
        if month not in held:
            raise KnownError("METAS.VIGENCIA_AUSENTE", mes=month)
        if FORWARD.get(held[month]) != status:
            raise KnownError("METAS.VIGENCIA_SO_ADIANTE", mes=month, situacao=house.texts.say(f"ESTADO.{held[month]}"))
        if status == ACTIVE:
            _refuse_activation(connection, scope.client, month, held)
        told: dict[str, object] = {"situacao": status}
        if status == CLOSED:
            told["rotina"] = dict(refuse_open_routine(house, scope, connection, month, despite))
        _move(connection, scope, month, status, house)
        before, entity = {"situacao": held[month]}, f"metas/vigencia/{month}"
        append(
            connection, Act(scope.client, scope.user, "PERIOD_MOVED", entity, at, before, told, despite, scope.origin)
        )


def _move(connection: Connection, scope: Scope, month: Month, status: str, house: House) -> None:
    if status == CLOSED:
        close_period(connection, scope.client, month, status, house.clock.now(), scope.user)
    else:
        set_period_status(connection, scope.client, month, status)


def _refuse_activation(connection: Connection, client: str, month: Month, held: dict[Month, str]) -> None:
    other = next((m for m, status in held.items() if status == ACTIVE), None)
    if other is not None:
        raise KnownError("METAS.OUTRA_ATIVA", mes=other)
    if month not in _in_force(connection, client):
        raise KnownError("METAS.ATIVAR_SEM_CALCULO", mes=month)
