"""Holidays of a client: detected or added by hand, and how each day was typed (seed 003 §5.2; F-25)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, delete, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from engines.calendar import DayType
from storage.metas.tables import holiday

MANUAL = "MANUAL"
LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Holiday:
    """One day that may run differently: its name, kind, source and the type chosen, with who and when."""

    day: date
    name: str
    kind: str
    source: str
    day_type: DayType | None = None
    typed: datetime | None = None
    typed_by: str | None = None


def holidays(connection: Connection, client: str, start: date, end: date) -> tuple[Holiday, ...]:
    """Holidays with day in [start, end), in order."""
    c = holiday.c
    chosen = select(holiday).where(c.client == client, c.day >= start, c.day < end).order_by(c.day)
    return tuple(_holiday(row) for row in connection.execute(chosen))


def _holiday(row: object) -> Holiday:
    r = row._mapping  # type: ignore[attr-defined]
    kind = DayType(r["day_type"]) if r["day_type"] else None
    return Holiday(r["day"], r["name"], r["kind"], r["source"], kind, r["typed"], r["typed_by"])


def typed_days(connection: Connection, client: str, start: date, end: date) -> Mapping[date, DayType]:
    """Types chosen for the days in [start, end)."""
    return {h.day: h.day_type for h in holidays(connection, client, start, end) if h.day_type is not None}


def add_candidates(connection: Connection, client: str, listed: Iterable[Holiday]) -> None:
    """Adds days not known yet; one that is known keeps its name and its type."""
    for item in listed:
        row = upsert(holiday).values(
            client=client,
            day=item.day,
            name=item.name,
            kind=item.kind,
            source=item.source,
            day_type=None if item.day_type is None else str(item.day_type),
            typed=item.typed,
            typed_by=item.typed_by,
        )
        connection.execute(row.on_conflict_do_nothing(index_elements=["client", "day"]))


def joined(name: str, other: str) -> str:
    """Two names of one date as one, `A; B` (F-25); a name that no longer fits is left out whole."""
    both = f"{name}; {other}"
    return both if len(both) <= LONGEST_NAME else name


def rename(connection: Connection, client: str, day: date, name: str) -> None:
    """Gives a known day another name; its type stays."""
    here = (holiday.c.client == client) & (holiday.c.day == day)
    connection.execute(update(holiday).where(here).values(name=name))


def type_day(
    connection: Connection, client: str, day: date, kind: DayType | None, at: datetime, who: str
) -> DayType | None:
    """Types a known day (None takes the type back) and returns the type it had. Raises KeyError for an unknown day."""
    here = (holiday.c.client == client) & (holiday.c.day == day)
    row = connection.execute(select(holiday.c.day_type).where(here)).first()
    if row is None:
        raise KeyError(day)
    chosen = None if kind is None else str(kind)
    connection.execute(update(holiday).where(here).values(day_type=chosen, typed=at, typed_by=who))
    return DayType(row.day_type) if row.day_type else None


def remove_manual(connection: Connection, client: str, day: date) -> bool:
    """Removes a day added by hand; detected days stay (goals §5). False when there was none."""
    here = (holiday.c.client == client) & (holiday.c.day == day) & (holiday.c.kind == MANUAL)
    return connection.execute(delete(holiday).where(here)).rowcount > 0
