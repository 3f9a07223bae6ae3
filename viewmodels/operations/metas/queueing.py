"""Waiting for a turn: so many calculations at once in a store (two, to start), the next stands in PENDING (F-47)."""

import threading
from collections.abc import Generator

from storage.routine.limits import limit
from storage.runs.owner import close_interrupted
from storage.runs.queue import is_next, take_turn
from viewmodels.jobs import Progress
from viewmodels.operations.house import House

PAUSE_SECONDS = 0.05
LOOKS_BEFORE_SWEEP = 40
"""A run whose process died holds nobody's turn for longer than about two seconds."""


def wait_turn(house: House, client: str, run: int) -> Generator[Progress, None, None]:
    """Yields while others are at work, and returns once the run is in VALIDATING; cancelling ends the wait."""
    looks, at_once = 0, _at_once(house, client)
    while not _taken(house, run, at_once):
        yield Progress("PASSO.AGUARDANDO")
        threading.Event().wait(PAUSE_SECONDS)
        looks += 1
        if looks % LOOKS_BEFORE_SWEEP == 0:
            close_interrupted(house.store)


def _at_once(house: House, client: str) -> int:
    with house.store.read() as connection:
        return int(limit(connection, client, "calculos_simultaneos"))


def _taken(house: House, run: int, at_once: int) -> bool:
    """Looks before it locks: waiting costs the others nothing."""
    with house.store.read() as connection:
        if not is_next(connection, run, at_once):
            return False
    with house.store.write() as connection:
        return take_turn(connection, run, at_once, house.clock.now())
