"""Waiting for a turn: two calculations at once in a store, the third stands in PENDING until one ends (F-47)."""

import threading
from collections.abc import Generator

from storage.runs.owner import close_interrupted
from storage.runs.queue import is_next, take_turn
from viewmodels.jobs import Progress
from viewmodels.operations.house import House

AT_ONCE = 2
PAUSE_SECONDS = 0.05
LOOKS_BEFORE_SWEEP = 40
"""A run whose process died holds nobody's turn for longer than about two seconds."""


def wait_turn(house: House, run: int) -> Generator[Progress, None, None]:
    """Yields while others are at work, and returns once the run is in VALIDATING; cancelling ends the wait."""
    looks = 0
    while not _taken(house, run):
        yield Progress("PASSO.AGUARDANDO")
        threading.Event().wait(PAUSE_SECONDS)
        looks += 1
        if looks % LOOKS_BEFORE_SWEEP == 0:
            close_interrupted(house.store)


def _taken(house: House, run: int) -> bool:
    """Looks before it locks: waiting costs the others nothing."""
    with house.store.read() as connection:
        if not is_next(connection, run, AT_ONCE):
            return False
    with house.store.write() as connection:
        return take_turn(connection, run, AT_ONCE, house.clock.now())
