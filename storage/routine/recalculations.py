"""Which run was made again from which, and why (seed 003 §10.3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from storage.routine.tables import recalculation


@dataclass(frozen=True, slots=True)
class Recalculation:
    """A run, the run it corrects, the reason, who asked and when."""

    run: int
    original: int
    reason: str
    at: datetime
    by: str


def link_runs(connection: Connection, client: str, made: Recalculation) -> None:
    """Writes the link; it is never changed afterwards."""
    row = {"run": made.run, "original": made.original, "reason": made.reason, "asked": made.at, "asked_by": made.by}
    connection.execute(insert(recalculation), {"client": client, **row})


def recalculations(connection: Connection, client: str) -> Mapping[int, Recalculation]:
    """Links of a client, by the newer run."""
    rows = connection.execute(select(recalculation).where(recalculation.c.client == client))
    return {r.run: Recalculation(r.run, r.original, r.reason, r.asked, r.asked_by) for r in rows}


def correction_of(connection: Connection, client: str, run: int, old: int) -> Recalculation | None:
    """The link by which `run`, directly or through drafts between, corrects `old`; None when it does not."""
    held = recalculations(connection, client)
    while run in held:
        link = held[run]
        if link.original == old:
            return link
        run = link.original
    return None
