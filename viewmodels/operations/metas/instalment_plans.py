"""Debts in instalments: a plan is written with the publication of the run that divided the debt (F-11)."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from functools import cache

from engines.figure import Value
from engines.goals.approval import GoalKey, Saved
from engines.goals.instalments import Instalment, divided
from engines.sheet import Sheet, load_sheet
from storage.journal import Act, append
from storage.metas.instalments import Plan, add_plan, plans_in_force
from storage.resources import load_yaml
from storage.store import Connection
from viewmodels.operations.house import House
from viewmodels.operations.metas.chosen import INSTALMENTS
from viewmodels.operations.metas.results import GoalRow, RunView
from viewmodels.operations.registry import operation
from viewmodels.operations.scope import Scope

SHEET = "sheets/parcelamento.yaml"
VERB = "DEBT_DIVIDED"


@cache
def instalment_sheet() -> Sheet:
    """The sheet every instalment comes from."""
    return load_sheet(load_yaml(SHEET))  # type: ignore[arg-type]


def planned(view: RunView, key: GoalKey) -> tuple[Instalment, ...]:
    """The instalments a run divides the debt of a goal in; nothing where it takes the debt whole."""
    criterion, sector = key
    members = {"setor": sector, "criterio": criterion}
    given = view.chosen_for(INSTALMENTS, members)
    debt = view.evaluation.value("saldo_devedor", members) if given else None
    if given is None or not isinstance(given.value, Decimal) or not isinstance(debt, Decimal) or debt <= 0:
        return ()
    return divided(instalment_sheet(), debt, int(given.value), view.vigencia, sector, criterion)


def plan_ended(view: RunView, goal: GoalRow, decided: Value | None) -> Decimal | None:
    """What a plan would leave to fall due, when a value decided by hand takes its place; None where none ends."""
    listed = planned(view, goal.key)
    return listed[0].still_due if listed and isinstance(decided, Decimal) and decided != goal.value else None


def write_plans(connection: Connection, scope: Scope, view: RunView, saved: Iterable[Saved], at: datetime) -> int:
    """Writes the plans of the goals being published, each journalled, and returns how many there are.

    Adjusting a goal by hand is another way out of its debt: the plan it had is not written, and is said to end.
    """
    count = 0
    for item in saved:
        listed = planned(view, item.key)
        if listed and item.value == item.calculated:
            _write(connection, scope, view, listed, at)
            count += 1
    return count


def _write(connection: Connection, scope: Scope, view: RunView, listed: tuple[Instalment, ...], at: datetime) -> None:
    first = listed[0]
    given = view.chosen_for(INSTALMENTS, {"setor": first.sector, "criterio": first.criterion})
    assert given is not None
    plan = Plan(
        run=view.run.id,
        origin=first.origin,
        criterion=first.criterion,
        sector=first.sector,
        debt=first.debt,
        instalments=first.of,
        justification=given.why,
        created=at,
        created_by=given.who,
    )
    add_plan(connection, scope.client, plan, listed)
    entity = f"metas/calculo/{view.run.id}/{first.criterion}/{first.sector}"
    after = {"saldo": first.debt, "parcelas": {str(each.due): each.value for each in listed}}
    append(connection, Act(scope.client, scope.user, VERB, entity, at, None, after, given.why, scope.origin))


@operation("metas.parcelamentos", right="metas.ver", mode="read", area="metas")
def plans(house: House, scope: Scope) -> tuple[Plan, ...]:
    """Plans in force of every vigência, oldest first."""
    with house.store.read() as connection:
        return plans_in_force(connection, scope.client)
