"""Taking turns: at most so many runs work at once, the others wait in PENDING in the order they came (F-47)."""

from datetime import datetime

from sqlalchemy import Connection, select

from storage.runs.start import set_status
from storage.runs.status import ACTIVE, Status
from storage.store.tables import run


def is_next(connection: Connection, run_id: int, at_once: int) -> bool:
    """True when fewer than `at_once` runs work or came before this one, of whatever client."""
    active = select(run.c.id, run.c.status).where(run.c.status.in_([status.value for status in ACTIVE]))
    ahead = [i for i, status in connection.execute(active) if status != Status.PENDING.value or i < run_id]
    return len(ahead) < at_once


def take_turn(connection: Connection, run_id: int, at_once: int, at: datetime) -> bool:
    """Moves a waiting run to VALIDATING when its turn has come; False when it must wait.

    Raises KnownError CORRIDA_TRANSICAO when somebody ended it meanwhile.
    """
    if not is_next(connection, run_id, at_once):
        return False
    set_status(connection, run_id, Status.VALIDATING, at)
    return True
