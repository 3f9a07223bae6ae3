"""A child that takes a path and is killed on the way: at an instant, at a statement, or at a byte of a file."""

import os
import resource
import signal
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from random import Random
from typing import Any

from tests.faults.child import BROKEN, Tell, forked, hear, told_by
from tests.faults.ground import NEW_DRAFT, Ground, keep_draft
from tests.faults.paths import Path

READY, DONE = b"r", b"d"
BEYOND = 1.4
"""Instants are drawn from this much of the measured time: a busy machine is slower than when it was measured."""
AROUND_COMMIT = 6
"""Last statements of a path: its commit, the folding of the log, the closing."""


class Kind(StrEnum):
    """How the moment of death is chosen."""

    INSTANT = "instante"
    STATEMENT = "instrução"
    BYTE = "byte"


@dataclass(frozen=True, slots=True)
class Moment:
    """When to die: seconds after the path began, number of the SQL statement, or size no file may pass."""

    kind: Kind
    at: float


@dataclass(slots=True)
class Length:
    """How long an undisturbed path is: seconds till the house is closed, statements from opening it, bytes written."""

    seconds: float
    statements: int
    log_bytes: int
    file_bytes: int

    def outrun(self, seconds: float) -> None:
        """A child ended by itself within `seconds`: the machine was busier when the path was measured."""
        self.seconds = min(self.seconds, seconds)

    def moment(self, kind: Kind, chance: Random) -> Moment:
        """A moment of this path: every instant as likely; the last statements and the folding of the log, more."""
        if kind is Kind.INSTANT:
            return Moment(kind, chance.uniform(0, BEYOND * self.seconds))
        if kind is Kind.STATEMENT:
            first = chance.choice((1, self.statements - AROUND_COMMIT))
            return Moment(kind, chance.randint(first, self.statements))
        lowest, highest = chance.choice(((1, self.log_bytes), (self.log_bytes, self.file_bytes)))
        return Moment(kind, chance.randint(lowest, highest))


@dataclass(frozen=True, slots=True)
class Death:
    """How a child ended: killed or not, whether it had saved its draft and had been told its path was done."""

    killed: bool
    ready: bool
    done: bool
    seconds: float


def die_on_the_way(path: Path, ground: Ground, moment: Moment) -> Death:
    """Takes the path in a child and kills it at the moment; a child that was faster lives. Raises AssertionError."""
    child, pipe = forked(lambda tell: _take(path, ground, moment, tell))
    heard, began = b"", 0.0
    try:
        if moment.kind is Kind.INSTANT:
            heard, began = hear(pipe), time.monotonic()
            time.sleep(moment.at)
            os.kill(child, signal.SIGKILL)
        while (more := hear(pipe)) != b"":
            heard += more
            began = began or time.monotonic()
    finally:
        os.close(pipe)
        os.kill(child, signal.SIGKILL)
        status = os.waitpid(child, 0)[1]
    assert not heard.lstrip(READY + DONE).startswith(BROKEN), heard.decode(errors="replace")
    # A child that ended by itself is a zombie until waited for: the last kill above cannot touch it any more.
    return Death(os.WIFSIGNALED(status), READY in heard, DONE in heard, time.monotonic() - began)


def measured(path: Path, ground: Ground, rounds: int, copy: Callable[[], Ground]) -> Length:
    """Length of the path: the median seconds of some rounds, and what one round counts."""
    seconds = sorted(_undisturbed(path, copy()) for _ in range(rounds))[rounds // 2]
    counted = copy()
    heard, _ = told_by(lambda tell: _count(path, counted, tell))
    statements, log, file = (int(number) for number in heard.split())
    return Length(seconds, statements, log, file)


def _undisturbed(path: Path, ground: Ground) -> float:
    child, pipe = forked(lambda tell: _take(path, ground, Moment(Kind.STATEMENT, 0), tell))
    hear(pipe)
    began = time.monotonic()
    hear(pipe)
    while hear(pipe) != b"":
        continue
    spent = time.monotonic() - began
    os.close(pipe)
    os.waitpid(child, 0)
    return spent


def _take(path: Path, ground: Ground, moment: Moment, tell: Tell) -> None:
    """The child: opens the house, types into the wizard, takes the path, closes."""
    if moment.kind is Kind.STATEMENT:
        watch_statements(lambda number: number == moment.at and os.kill(os.getpid(), signal.SIGKILL))
    with ground.opened() as (house, scope):
        keep_draft(house, scope, NEW_DRAFT)
        tell(READY)
        if moment.kind is Kind.BYTE:
            die_beyond(int(moment.at))
        path.act(house, scope, ground)
        tell(DONE)


def die_beyond(size: int) -> None:
    """The write that would take any file beyond `size` writes what still fits, and the process dies in it."""
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)  # Python ignores this signal unless told otherwise
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def watch_statements(seen: Callable[[int], object]) -> None:
    """Every connection of this process tells each statement before it runs, those of triggers too."""
    connect, count = sqlite3.connect, 0

    def told(_: str) -> None:
        nonlocal count
        count += 1
        seen(count)

    def watched(*arguments: Any, **options: Any) -> sqlite3.Connection:
        connection = connect(*arguments, **options)
        connection.set_trace_callback(told)
        return connection

    sqlite3.connect = watched  # type: ignore[assignment]


def _count(path: Path, ground: Ground, tell: Tell) -> None:
    numbers: list[int] = []
    watch_statements(numbers.append)
    with ground.opened() as (house, scope):
        keep_draft(house, scope, NEW_DRAFT)
        path.act(house, scope, ground)
        log = house.store.path.with_name(house.store.path.name + "-wal").stat().st_size
        file = house.store.path
    tell(f"{numbers[-1]} {log} {file.stat().st_size}".encode())
