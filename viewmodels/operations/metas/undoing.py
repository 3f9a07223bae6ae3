"""Undoing a published run: exactly what it wrote goes back, with a receipt before and after (F-07, G-058)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from engines.calendar import Month
from engines.goals.approval import GoalKey
from engines.goals.periods import PLANNING
from engines.goals.rollback import Restored, plan, refusals
from storage.errors import KnownError
from storage.journal import Act, append
from storage.metas.instalments import Plan, plans_in_force, remove_plans
from storage.metas.registers import period_status, periods
from storage.metas.targets import performances, remove_values, set_target, targets_before, values_of_run
from storage.people import names_of
from storage.runs import Run, Status, list_runs, set_status
from storage.store import Connection
from viewmodels.operations.house import House
from viewmodels.operations.metas.gathering import AREA
from viewmodels.operations.metas.publishing_port import withdraw_undone
from viewmodels.operations.metas.results import USABLE, usable_run
from viewmodels.operations.registry import operation
from viewmodels.operations.scope import Scope

RIGHT = "metas.reverter"


@dataclass(frozen=True)
class Receipt:
    """Before and after of an undoing: the targets, what else stands on them, the plans of debts that end with it."""

    run: Run
    restored: tuple[Restored, ...]
    dependents: tuple[Run, ...]
    plans: tuple[Plan, ...] = ()
    journal_seq: int | None = None
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def changed_since(self) -> tuple[GoalKey, ...]:
        """Targets somebody wrote after the run did."""
        return tuple(r.key for r in self.restored if r.changed_since)


@operation("metas.recibo", right="metas.ver", mode="read", area="metas")
def receipt(house: House, scope: Scope, *, run: int) -> Receipt:
    """What undoing a run would write, without writing it. Raises KnownError METAS.NAO_REVERSIVEL."""
    with house.store.read() as connection:
        found = usable_run(connection, scope.client, "", run)
        _refuse_unless_approved(house, found)
        _refuse_unless_planning(connection, house, scope, found)
        plans = plans_in_force(connection, scope.client, found.id)
        dependents = _dependents(connection, scope, found)
        return Receipt(
            found, _plan(connection, scope, found), dependents, plans, names=_authors(connection, dependents)
        )


@operation("metas.reverter", right=RIGHT, mode="write", area="metas", verb="CALCULATION_ROLLBACK", whole_company=True)
def roll_back(
    house: House, scope: Scope, *, run: int, reason: str, confirmed: bool, accept_changed: bool = False
) -> Receipt:
    """Undoes a published run in one transaction and returns the receipt.

    Raises KnownError RECUSA.<code> without confirmation or reason, METAS.NAO_REVERSIVEL when it is not approved,
    METAS.MUDOU_DEPOIS when a target changed since and `accept_changed` is not given.
    """
    for code in refusals(confirmed, reason):
        raise KnownError(f"RECUSA.{code}")
    at = house.clock.now()
    with house.store.write() as connection:
        found = usable_run(connection, scope.client, "", run)
        _refuse_unless_approved(house, found)
        _refuse_unless_planning(connection, house, scope, found)
        rows = _plan(connection, scope, found)
        changed = [r for r in rows if r.changed_since]
        if changed and not accept_changed:
            raise KnownError("METAS.MUDOU_DEPOIS", n=len(changed))
        dependents = _dependents(connection, scope, found)
        plans = plans_in_force(connection, scope.client, found.id)
        names = _authors(connection, dependents)
        seq = undo(connection, scope, found, reason, at)
    withdraw_undone(house, scope, found.id)
    return Receipt(found, rows, dependents, plans, seq, names)


def undo(connection: Connection, scope: Scope, run: Run, reason: str, at: datetime) -> int:
    """Restores the targets a run wrote, marks its values as removed, moves its state, journals; returns the entry."""
    month = Month.parse(run.context)
    rows = _plan(connection, scope, run)
    for row in rows:
        set_target(connection, scope.client, month, row.key, row.after, at, scope.user)
    removed = remove_values(connection, scope.client, run.id, at, scope.user)
    set_status(connection, run.id, Status.ROLLED_BACK, at)
    before = {f"{c}/{s}": r.today for r in rows for c, s in (r.key,)}
    after = {f"{c}/{s}": r.after for r in rows for c, s in (r.key,)}
    divided = remove_plans(connection, scope.client, run.id, at, scope.user)
    told = {"alvos": after, "valores_retirados": removed, "parcelamentos_desfeitos": divided}
    entity = f"metas/calculo/{run.id}"
    act = Act(scope.client, scope.user, "CALCULATION_ROLLBACK", entity, at, before, told, reason, scope.origin)
    return append(connection, act).seq


def _plan(connection: Connection, scope: Scope, run: Run) -> tuple[Restored, ...]:
    month = Month.parse(run.context)
    values = values_of_run(connection, scope.client, run.id)
    written = {(v.criterion, v.sector): v.value for v in values if v.removed is None}
    today = {key: p.target for key, p in performances(connection, scope.client, month).items()}
    return plan(written, targets_before(connection, run.id), today)


def _refuse_unless_approved(house: House, run: Run) -> None:
    if run.status is not Status.APPROVED:
        raise KnownError("METAS.NAO_REVERSIVEL", calculo=run.id, situacao=house.texts.say(f"ESTADO.{run.status}"))


def _refuse_unless_planning(connection: Connection, house: House, scope: Scope, run: Run) -> None:
    """Goals of a vigência that is active or closed are in use: they are not undone (F-46)."""
    status = period_status(connection, scope.client, Month.parse(run.context))
    if status != PLANNING:
        raise KnownError("CPE_001", situacao=house.texts.say(f"ESTADO.{status}"))


def _authors(connection: Connection, runs: tuple[Run, ...]) -> Mapping[str, str]:
    """Names of whoever calculated these runs: a dependent is named, not only counted (F-46)."""
    return names_of(connection, {run.author for run in runs})


def _dependents(connection: Connection, scope: Scope, run: Run) -> tuple[Run, ...]:
    """Runs of the next vigência, whose saldo stood on these goals, and of those that paid its instalments (F-46)."""
    month = Month.parse(run.context)
    later = sorted(p.vigencia for p in periods(connection, scope.client) if p.vigencia > month)
    plans = plans_in_force(connection, scope.client, run.id)
    last = max((plan.origin.plus(plan.instalments - 1) for plan in plans), default=month)
    standing = [at for at in later if at == later[0] or at <= last]
    return tuple(
        found for at in standing for found in list_runs(connection, scope.client, AREA, str(at), statuses=USABLE)
    )
