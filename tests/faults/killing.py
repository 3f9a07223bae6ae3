"""A child that takes a path and is killed on the way: at an instant, at a statement, or at a byte of a file."""

import os
import resource
import select
import signal
import sqlite3
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from random import Random
from typing import Any

from tests.faults.ground import NEW_DRAFT, Ground, keep_draft
from tests.faults.paths import Path

READY, DONE, BROKEN = b"r", b"d", b"!"
AROUND_COMMIT = 6
"""Last statements of a path: its commit, the folding of the log, the closing."""
PATIENCE = 60.0
"""Seconds a child may take before it counts as hung."""


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


@dataclass(frozen=True, slots=True)
class Length:
    """How long an undisturbed path is: seconds till the house is closed, statements from opening it, bytes written."""

    seconds: float
    statements: int
    log_bytes: int
    file_bytes: int

    def moment(self, kind: Kind, chance: Random) -> Moment:
        """A moment of this path: every instant as likely; the last statements and the folding of the log, more."""
        if kind is Kind.INSTANT:
            return Moment(kind, chance.uniform(0, self.seconds))
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
    child, pipe = _forked(lambda tell: _take(path, ground, moment, tell))
    heard, began = b"", 0.0
    try:
        if moment.kind is Kind.INSTANT:
            heard, began = _hear(pipe), time.monotonic()
            time.sleep(moment.at)
            os.kill(child, signal.SIGKILL)
        while (more := _hear(pipe)) != b"":
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
    child, pipe = _forked(lambda tell: _count(path, counted, tell))
    heard = b""
    while (more := _hear(pipe)) != b"":
        heard += more
    os.close(pipe)
    os.waitpid(child, 0)
    assert not heard.startswith(BROKEN), heard.decode()
    statements, log, file = (int(number) for number in heard.split())
    return Length(seconds, statements, log, file)


def _undisturbed(path: Path, ground: Ground) -> float:
    child, pipe = _forked(lambda tell: _take(path, ground, Moment(Kind.STATEMENT, 0), tell))
    _hear(pipe)
    began = time.monotonic()
    _hear(pipe)
    while _hear(pipe) != b"":
        continue
    spent = time.monotonic() - began
    os.close(pipe)
    os.waitpid(child, 0)
    return spent


def _hear(pipe: int) -> bytes:
    waiting, _, _ = select.select([pipe], [], [], PATIENCE)
    assert waiting, "the child hangs"
    return os.read(pipe, 65536)


def _forked(work: Callable[[Callable[[bytes], object]], None]) -> tuple[int, int]:
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return child, reading
    try:
        os.close(reading)
        work(lambda told: os.write(writing, told))
    except BaseException:  # noqa: BLE001 - the child must never return into pytest
        os.write(writing, BROKEN + traceback.format_exc().encode())
    finally:
        os._exit(0)


def _take(path: Path, ground: Ground, moment: Moment, tell: Callable[[bytes], object]) -> None:
    """The child: opens the house, types into the wizard, takes the path, closes."""
    if moment.kind is Kind.STATEMENT:
        _watch_statements(lambda number: number == moment.at and os.kill(os.getpid(), signal.SIGKILL))
    with ground.opened() as (house, scope):
        keep_draft(house, scope, NEW_DRAFT)
        tell(READY)
        if moment.kind is Kind.BYTE:
            _die_beyond(int(moment.at))
        path.act(house, scope, ground)
        tell(DONE)


def _die_beyond(size: int) -> None:
    """The write that would take any file beyond `size` writes what still fits, and the process dies in it."""
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)  # Python ignores this signal unless told otherwise
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def _watch_statements(seen: Callable[[int], object]) -> None:
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


def _count(path: Path, ground: Ground, tell: Callable[[bytes], object]) -> None:
    numbers: list[int] = [0]
    _watch_statements(lambda number: numbers.__setitem__(0, number))
    log = 0
    with ground.opened() as (house, scope):
        keep_draft(house, scope, NEW_DRAFT)
        path.act(house, scope, ground)
        log = house.store.path.with_name(house.store.path.name + "-wal").stat().st_size
        file = house.store.path
    tell(f"{numbers[0]} {log} {file.stat().st_size}".encode())
