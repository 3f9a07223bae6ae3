"""A goal or a spending as it is registered in its period: the value, who wrote it, when and why."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from engines.calendar import Month
from engines.goals.approval import GoalKey
from storage.journal import entries
from storage.metas.targets import Performance, approved_values, performances
from storage.people import names_of
from viewmodels.operations.house import House
from viewmodels.operations.registry import operation
from viewmodels.operations.scope import Scope


@dataclass(frozen=True, slots=True)
class Registered:
    """What a period holds of one goal: target, its author and reason, the run it came from, spending and its source.

    `spent_by` is who registered the spending, when and why; `file` the file it came from, "" for none.
    """

    target: Decimal | None = None
    author: str = ""
    written: datetime | None = None
    reason: str = ""
    run: int | None = None
    realized: Decimal | None = None
    source: str = ""
    until: date | None = None
    spent_by: tuple[str, datetime | None, str] = ("", None, "")
    file: str = ""


@operation("metas.registrado", right="metas.ver", mode="read", area="metas")
def registered(house: House, scope: Scope, *, vigencia: str, key: GoalKey) -> Registered:
    """What is registered for (criterion, sector) in a vigência; empty where nothing is."""
    month = Month.parse(vigencia)
    with house.store.read() as connection:
        held = performances(connection, scope.client, month).get(key) or Performance(*key)
        value = approved_values(connection, scope.client, month).get(key)
        act = next(
            iter(entries(connection, scope.client, entity=f"metas/gasto/{month}/{key[0]}/{key[1]}", limit=1)), None
        )
        body = act.body if act is not None else None
        who = {value.created_by} if value else set()
        names = names_of(connection, who | ({str(body["actor"])} if body else set()))
    told = Registered(held.target, realized=held.realized, source=held.source, until=held.until)
    if held.realized is not None and body is not None and act is not None:
        author, after = str(body["actor"]), body["after"]
        file = str(after.get("arquivo", "")) if isinstance(after, dict) else ""
        told = replace(told, spent_by=(names.get(author, author), act.at, str(body["why"])), file=file)
    if value is None:
        return told
    author = names.get(value.created_by, value.created_by)
    return replace(told, author=author, written=value.created, reason=value.justification, run=value.run)
