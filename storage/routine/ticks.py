"""Items of the monthly checklist that a person vouched for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert as upsert

from engines.calendar import Month
from storage.routine.tables import routine_tick


@dataclass(frozen=True, slots=True)
class Tick:
    """Who ticked an item, when, and what they wrote beside it."""

    item: str
    at: datetime
    by: str
    note: str = ""


def ticks(connection: Connection, client: str, vigencia: Month) -> Mapping[str, Tick]:
    """Ticks of a vigência, by item."""
    c = routine_tick.c
    rows = connection.execute(select(routine_tick).where(c.client == client, c.vigencia == str(vigencia)))
    return {row.item: Tick(row.item, row.ticked, row.ticked_by, row.note) for row in rows}


def tick(connection: Connection, client: str, vigencia: Month, made: Tick) -> None:
    """Writes a tick, new or again; the journal entry is the caller's."""
    values = {"ticked": made.at, "ticked_by": made.by, "note": made.note}
    row = upsert(routine_tick).values(client=client, vigencia=str(vigencia), item=made.item, **values)
    connection.execute(row.on_conflict_do_update(index_elements=["client", "vigencia", "item"], set_=values))


def untick(connection: Connection, client: str, vigencia: Month, item: str) -> None:
    """Takes a tick back."""
    c = routine_tick.c
    here = (c.client == client) & (c.vigencia == str(vigencia)) & (c.item == item)
    connection.execute(delete(routine_tick).where(here))
