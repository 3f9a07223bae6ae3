"""Sectors, periods and parameters of one client (seed 003 §2.1, §5.3; F-58)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from sqlalchemy import Connection, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from engines.calendar import Month
from engines.goals.periods import CLOSED, PLANNING
from storage.metas.tables import parameter_history, period, sector


@dataclass(frozen=True, slots=True)
class Sector:
    """A sector of the operator and its code in the ERP; without the code it cannot be calculated (G-014)."""

    id: str
    name: str
    erp_code: str | None = None
    active: bool = True


@dataclass(frozen=True, slots=True)
class Period:
    """A vigência and its state, who opened and closed it and when (F-58)."""

    vigencia: Month
    status: str
    opened_by: str = ""
    opened: datetime | None = None
    closed_by: str = ""
    closed: datetime | None = None


ALWAYS = Month(1, 1)
"""Start of a value that holds since before the first vigência."""


@dataclass(frozen=True, slots=True)
class ParameterInForce:
    """A value given to a parameter: by whom, when and why, and the vigência it starts in; `seq` is the act's entry."""

    name: str
    value: Decimal
    updated: datetime
    updated_by: str
    justification: str = ""
    starts: Month = ALWAYS
    previous: Decimal | None = None
    seq: int | None = None
    id: int = 0


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
    return tuple(
        Period(Month.parse(r.vigencia), r.status, r.opened_by, r.opened, r.closed_by or "", r.closed)
        for r in connection.execute(chosen)
    )


def period_status(connection: Connection, client: str, vigencia: Month) -> str | None:
    """State of a period; None where there is none."""
    chosen = select(period.c.status).where(period.c.client == client, period.c.vigencia == str(vigencia))
    return connection.execute(chosen).scalar()


def open_period(connection: Connection, client: str, vigencia: Month, status: str, at: datetime, who: str) -> None:
    """Opens a period in the given state; one registered as closed was closed by whoever registered it."""
    row = insert(period).values(client=client, vigencia=str(vigencia), status=status, opened=at, opened_by=who)
    connection.execute(row.values(closed=at, closed_by=who) if status == CLOSED else row)


def set_period_status(connection: Connection, client: str, vigencia: Month, status: str) -> None:
    """Moves a period to another state."""
    here = (period.c.client == client) & (period.c.vigencia == str(vigencia))
    connection.execute(update(period).where(here).values(status=status))


def close_period(connection: Connection, client: str, vigencia: Month, status: str, at: datetime, who: str) -> None:
    """Moves a period to its last state, with when and by whom."""
    here = (period.c.client == client) & (period.c.vigencia == str(vigencia))
    connection.execute(update(period).where(here).values(status=status, closed=at, closed_by=who))


def parameters(
    connection: Connection, client: str, vigencia: Month | None = None, known: datetime | None = None
) -> Mapping[str, ParameterInForce]:
    """Values in force in a vigência, by name; without one, in the newest vigência in planning.

    A value holds from its start until the start of the next (half-open); given twice for one start, the last counts.
    `known` leaves out what was given after an instant.
    """
    month = vigencia or planned_vigencia(connection, client)
    held: dict[str, ParameterInForce] = {}
    for each in sorted(parameter_records(connection, client), key=lambda p: (p.starts, p.id)):
        if (month is None or each.starts <= month) and (known is None or each.updated <= known):
            held[each.name] = each
    return held


def planned_vigencia(connection: Connection, client: str) -> Month | None:
    """The newest vigência in planning, else the newest of all; None before the first."""
    listed = periods(connection, client)
    planned = [p.vigencia for p in listed if p.status == PLANNING]
    return max(planned or [p.vigencia for p in listed], default=None)


def parameter_records(connection: Connection, client: str, name: str = "") -> tuple[ParameterInForce, ...]:
    """Everything ever given to the parameters of a client (or to one of them), in the order it was given."""
    c = parameter_history.c
    chosen = select(parameter_history).where(c.client == client).order_by(c.id)
    rows = connection.execute(chosen.where(c.name == name) if name else chosen)
    return tuple(
        ParameterInForce(
            r.name,
            r.value,
            r.written,
            r.written_by,
            r.justification,
            Month.parse(r.starts),
            r.previous,
            r.seq,
            r.id,
        )
        for r in rows
    )


def save_parameter(connection: Connection, client: str, item: ParameterInForce) -> ParameterInForce:
    """Adds a value to the history and returns it with its id; what was given before stays there, unchanged."""
    row = insert(parameter_history).values(
        client=client,
        name=item.name,
        value=item.value,
        previous=item.previous,
        starts=str(item.starts),
        written=item.updated,
        written_by=item.updated_by,
        justification=item.justification,
        seq=item.seq,
    )
    key = connection.execute(row).inserted_primary_key
    assert key is not None
    return replace(item, id=int(key[0]))
