"""Sectors, periods and parameters of one client (seed 003 §2.1, §5.3; F-58)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import Connection, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from engines.calendar import Month
from storage.metas.tables import goal_parameter, period, sector


@dataclass(frozen=True, slots=True)
class Sector:
    """A sector of the operator and its code in the ERP; without the code it cannot be calculated (G-014)."""

    id: str
    name: str
    erp_code: str | None = None
    active: bool = True


@dataclass(frozen=True, slots=True)
class Period:
    """A vigência and its state."""

    vigencia: Month
    status: str
    opened_by: str = ""


@dataclass(frozen=True, slots=True)
class ParameterInForce:
    """A parameter's value, since when and by whom."""

    name: str
    value: Decimal
    updated: datetime
    updated_by: str
    justification: str = ""


def sectors(connection: Connection, client: str, only_active: bool = True) -> tuple[Sector, ...]:
    """Sectors of a client in the order of their numbers: 2 comes before 10."""
    chosen = select(sector).where(sector.c.client == client).order_by(func.length(sector.c.id), sector.c.id)
    rows = (Sector(r.id, r.name, r.erp_code, bool(r.active)) for r in connection.execute(chosen))
    return tuple(s for s in rows if s.active or not only_active)


def save_sectors(connection: Connection, client: str, listed: Iterable[Sector], at: datetime) -> None:
    """Writes sectors, new or changed."""
    for item in listed:
        values = {"name": item.name, "erp_code": item.erp_code, "active": int(item.active), "updated": at}
        row = upsert(sector).values(client=client, id=item.id, created=at, **values)
        connection.execute(row.on_conflict_do_update(index_elements=["client", "id"], set_=values))


def periods(connection: Connection, client: str) -> tuple[Period, ...]:
    """Periods of a client, newest first."""
    chosen = select(period).where(period.c.client == client).order_by(period.c.vigencia.desc())
    return tuple(Period(Month.parse(r.vigencia), r.status, r.opened_by) for r in connection.execute(chosen))


def period_status(connection: Connection, client: str, vigencia: Month) -> str | None:
    """State of a period; None where there is none."""
    chosen = select(period.c.status).where(period.c.client == client, period.c.vigencia == str(vigencia))
    return connection.execute(chosen).scalar()


def open_period(connection: Connection, client: str, vigencia: Month, status: str, at: datetime, who: str) -> None:
    """Opens a period in the given state."""
    connection.execute(
        insert(period).values(client=client, vigencia=str(vigencia), status=status, opened=at, opened_by=who)
    )


def set_period_status(connection: Connection, client: str, vigencia: Month, status: str) -> None:
    """Moves a period to another state."""
    here = (period.c.client == client) & (period.c.vigencia == str(vigencia))
    connection.execute(update(period).where(here).values(status=status))


def close_period(connection: Connection, client: str, vigencia: Month, status: str, at: datetime, who: str) -> None:
    """Moves a period to its last state, with when and by whom."""
    here = (period.c.client == client) & (period.c.vigencia == str(vigencia))
    connection.execute(update(period).where(here).values(status=status, closed=at, closed_by=who))


def parameters(connection: Connection, client: str) -> Mapping[str, ParameterInForce]:
    """Parameters in force, by name."""
    rows = connection.execute(select(goal_parameter).where(goal_parameter.c.client == client))
    return {r.name: ParameterInForce(r.name, r.value, r.updated, r.updated_by, r.justification) for r in rows}


def save_parameter(connection: Connection, client: str, item: ParameterInForce) -> None:
    """Writes one parameter; the value before stays in the journal."""
    values = {
        "value": item.value,
        "updated": item.updated,
        "updated_by": item.updated_by,
        "justification": item.justification,
    }
    row = upsert(goal_parameter).values(client=client, name=item.name, **values)
    connection.execute(row.on_conflict_do_update(index_elements=["client", "name"], set_=values))
