"""Plans that divide a debt in instalments: written when a run is published, removed when it is undone (F-11)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import Connection, RowMapping, insert, select, update

from engines.calendar import Month
from engines.goals.instalments import Instalment
from storage.metas.instalment_tables import instalment, instalment_plan


@dataclass(frozen=True, slots=True)
class Plan:
    """A debt divided: where it was born, how much, in how many instalments, by whom and why."""

    run: int
    origin: Month
    criterion: str
    sector: str
    debt: Decimal
    instalments: int
    justification: str
    created: datetime
    created_by: str
    removed: datetime | None = None


def add_plan(connection: Connection, client: str, plan: Plan, listed: Iterable[Instalment]) -> int:
    """Writes a plan with its instalments and returns its id."""
    row = insert(instalment_plan).values(
        client=client,
        run=plan.run,
        origin=str(plan.origin),
        criterion=plan.criterion,
        sector=plan.sector,
        debt=plan.debt,
        instalments=plan.instalments,
        justification=plan.justification,
        created=plan.created,
        created_by=plan.created_by,
    )
    key = connection.execute(row).inserted_primary_key
    assert key is not None
    rows = [
        {"client": client, "plan": int(key[0]), "number": each.number, "due": str(each.due), "value": each.value,
         "still_due": each.still_due}
        for each in listed
    ]  # fmt: skip
    connection.execute(insert(instalment), rows)
    return int(key[0])


def remove_plans(connection: Connection, client: str, run: int, at: datetime, who: str) -> int:
    """Takes the plans of a run out of force and returns how many there were."""
    c = instalment_plan.c
    mine = (c.client == client) & (c.run == run) & c.removed.is_(None)
    return connection.execute(update(instalment_plan).where(mine).values(removed=at, removed_by=who)).rowcount


def plans_in_force(connection: Connection, client: str, run: int | None = None) -> tuple[Plan, ...]:
    """Plans nobody undid, oldest first; those of one run when it is named."""
    c = instalment_plan.c
    chosen = select(instalment_plan).where(c.client == client, c.removed.is_(None)).order_by(c.id)
    if run is not None:
        chosen = chosen.where(c.run == run)
    return tuple(_plan(row) for row in connection.execute(chosen).mappings())


def _plan(row: RowMapping) -> Plan:
    return Plan(
        run=row["run"],
        origin=Month.parse(row["origin"]),
        criterion=row["criterion"],
        sector=row["sector"],
        debt=row["debt"],
        instalments=row["instalments"],
        justification=row["justification"],
        created=row["created"],
        created_by=row["created_by"],
        removed=row["removed"],
    )


def falling_due(connection: Connection, client: str, vigencia: Month, after: Month) -> tuple[Instalment, ...]:
    """Instalments of earlier vigências that fall due in `vigencia`, with those due since `after` was planned.

    A month that nobody planned leaves its instalments to the next one that somebody does (F-54).
    """
    p, i = instalment_plan.c, instalment.c
    chosen = (
        select(instalment_plan, i.number, i.due, i.value, i.still_due)
        .join(instalment, i.plan == p.id)
        .where(p.client == client, p.removed.is_(None), p.origin < str(vigencia))
        .where(i.due > str(after), i.due <= str(vigencia))
        .order_by(p.id, i.number)
    )
    return tuple(_owed(connection.execute(chosen).mappings()))


def _owed(rows: Iterable[RowMapping]) -> Iterator[Instalment]:
    for row in rows:
        yield Instalment(
            origin=Month.parse(row["origin"]),
            sector=row["sector"],
            criterion=row["criterion"],
            number=row["number"],
            of=row["instalments"],
            debt=row["debt"],
            value=row["value"],
            still_due=row["still_due"],
            due=Month.parse(row["due"]),
        )
