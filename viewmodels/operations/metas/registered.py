"""A goal or a spending as it is registered in its period: the value, who wrote it, when and why."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from engines.calendar import Month
from engines.goals.approval import GoalKey
from storage.metas.targets import approved_values, performances
from storage.people import names_of
from viewmodels.operations.house import House
from viewmodels.operations.registry import operation
from viewmodels.operations.scope import Scope


@dataclass(frozen=True, slots=True)
class Registered:
    """What a period holds of one goal: target, its author and reason, the run it came from, spending and its source."""

    target: Decimal | None = None
    author: str = ""
    written: datetime | None = None
    reason: str = ""
    run: int | None = None
    realized: Decimal | None = None
    source: str = ""
    until: date | None = None


@operation("metas.registrado", right="metas.ver", mode="read", area="metas")
def registered(house: House, scope: Scope, *, vigencia: str, key: GoalKey) -> Registered:
    """What is registered for (criterion, sector) in a vigência; empty where nothing is."""
    month = Month.parse(vigencia)
    with house.store.read() as connection:
        held = performances(connection, scope.client, month).get(key)
        value = approved_values(connection, scope.client, month).get(key)
        names = names_of(connection, {value.created_by}) if value else {}
    spent = (held.realized, held.source, held.until) if held else (None, "", None)
    if value is None:
        return Registered(held.target if held else None, "", None, "", None, *spent)
    author = names.get(value.created_by, value.created_by)
    target = held.target if held else None
    return Registered(target, author, value.created, value.justification, value.run, *spent)
