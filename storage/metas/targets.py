"""Approved values, targets and actual spending of each (vigência, criterion, sector) (seed 003 §9, §10.3)."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from engines.calendar import Month
from storage.metas.tables import parameter_value, performance, target_before

GoalKey = tuple[str, str]
"""(criterion, sector)."""


@dataclass(frozen=True, slots=True)
class ApprovedValue:
    """A goal as the bonus system reads it; `metadata` is the seed's JSON (G-066)."""

    criterion: str
    sector: str
    value: Decimal
    calculated: Decimal | None
    unit: str
    justification: str
    metadata: str
    run: int | None
    created: datetime
    created_by: str
    id: int = 0
    removed: datetime | None = None


@dataclass(frozen=True, slots=True)
class Performance:
    """Target and actual spending of one goal in one period."""

    criterion: str
    sector: str
    target: Decimal | None = None
    realized: Decimal | None = None
    source: str = ""
    until: date | None = None


def approved_values(connection: Connection, client: str, vigencia: Month) -> Mapping[GoalKey, ApprovedValue]:
    """Values in force of a period, by goal."""
    c = parameter_value.c
    chosen = select(parameter_value).where(c.client == client, c.vigencia == str(vigencia), c.removed.is_(None))
    return {(r.criterion, r.sector): _approved(r) for r in connection.execute(chosen)}


def values_of_run(connection: Connection, client: str, run: int) -> tuple[ApprovedValue, ...]:
    """Everything a run wrote, removed or not."""
    c = parameter_value.c
    rows = connection.execute(select(parameter_value).where(c.client == client, c.run == run).order_by(c.id))
    return tuple(_approved(row) for row in rows)


def _approved(row: object) -> ApprovedValue:
    r = row._mapping  # type: ignore[attr-defined]
    return ApprovedValue(**{item.name: r[item.name] for item in fields(ApprovedValue)})


def add_value(connection: Connection, client: str, vigencia: Month, item: ApprovedValue) -> int:
    """Writes one approved value and returns its id."""
    row = insert(parameter_value).values(
        client=client,
        vigencia=str(vigencia),
        criterion=item.criterion,
        sector=item.sector,
        value=item.value,
        calculated=item.calculated,
        unit=item.unit,
        method="manual",
        justification=item.justification,
        metadata=item.metadata,
        run=item.run,
        created=item.created,
        created_by=item.created_by,
    )
    key = connection.execute(row).inserted_primary_key
    assert key is not None
    return int(key[0])


def remove_values(connection: Connection, client: str, run: int, at: datetime, who: str) -> int:
    """Marks the values of a run as removed and returns how many."""
    c = parameter_value.c
    mine = (c.client == client) & (c.run == run) & c.removed.is_(None)
    return connection.execute(update(parameter_value).where(mine).values(removed=at, removed_by=who)).rowcount


def performances(connection: Connection, client: str, vigencia: Month) -> Mapping[GoalKey, Performance]:
    """Targets and spending of a period, by goal."""
    c = performance.c
    rows = connection.execute(select(performance).where(c.client == client, c.vigencia == str(vigencia)))
    return {
        (r.criterion, r.sector): Performance(
            r.criterion, r.sector, r.target, r.realized, r.realized_source, r.realized_until
        )
        for r in rows
    }


def set_target(
    connection: Connection, client: str, vigencia: Month, key: GoalKey, target: Decimal | None, at: datetime, who: str
) -> None:
    """Writes the target of one goal; its spending stays as it is."""
    _write(connection, client, vigencia, key, at, who, {"target": target})


def set_spending(
    connection: Connection, client: str, vigencia: Month, spent: Performance, at: datetime, who: str
) -> None:
    """Writes the actual spending of one goal with its source and cut-off day; its target stays as it is."""
    values = {"realized": spent.realized, "realized_source": spent.source, "realized_until": spent.until}
    _write(connection, client, vigencia, (spent.criterion, spent.sector), at, who, values)


def _write(
    connection: Connection,
    client: str,
    vigencia: Month,
    key: GoalKey,
    at: datetime,
    who: str,
    values: Mapping[str, object],
) -> None:
    stamp = {"updated": at, "updated_by": who}
    place = {"client": client, "vigencia": str(vigencia), "criterion": key[0], "sector": key[1]}
    row = upsert(performance).values(**place, realized_source="", **stamp)
    row = row.on_conflict_do_nothing()
    connection.execute(row)
    c = performance.c
    here = (c.client == client) & (c.vigencia == str(vigencia)) & (c.criterion == key[0]) & (c.sector == key[1])
    connection.execute(update(performance).where(here).values(**values, **stamp))


def keep_target_before(
    connection: Connection, run: int, vigencia: Month, key: GoalKey, existed: bool, target: Decimal | None
) -> None:
    """Keeps what a target was before a run wrote it."""
    connection.execute(
        insert(target_before).values(
            run=run, vigencia=str(vigencia), criterion=key[0], sector=key[1], existed=int(existed), target=target
        )
    )


def targets_before(connection: Connection, run: int) -> Mapping[GoalKey, Decimal | None]:
    """What each target a run wrote was before it."""
    rows = connection.execute(select(target_before).where(target_before.c.run == run))
    return {(r.criterion, r.sector): r.target for r in rows}
