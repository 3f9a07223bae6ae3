"""Reading beside the caller: a daemon thread that cannot hold the program, a deadline and a way to stop."""

import threading
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import Generic, TypeVar

from engines.finding import NOTHING
from storage.clock import Clock
from storage.erp.classify import FaultKind, classify
from storage.errors import KnownError

T = TypeVar("T")

HEARTBEAT_SECONDS = 0.1
GRACE_SECONDS = 1.0
"""How long an interrupted reading may take to leave by itself before its thread is given up."""


@dataclass(frozen=True, slots=True)
class ReadProgress:
    """How far a reading is: text code of the step, steps done, of how many, and what the sentence shows."""

    step: str
    done: int = 0
    total: int | None = None
    args: Mapping[str, object] = field(default_factory=lambda: NOTHING)


Report = Callable[[ReadProgress], None]


@dataclass(frozen=True, slots=True)
class Deadline:
    """A moment on a monotonic clock after which nothing more is waited for; carries the clock it is read on."""

    clock: Clock
    seconds: float
    started: float

    @staticmethod
    def after(clock: Clock, seconds: float) -> "Deadline":
        """Deadline `seconds` from now."""
        return Deadline(clock, seconds, clock.monotonic())

    def left(self) -> float:
        """Seconds that remain; zero when it has passed."""
        return max(0.0, self.seconds - (self.clock.monotonic() - self.started))

    def check(self) -> None:
        """Raises KnownError ORG_001.DEADLINE once it has passed."""
        if self.left() <= 0.0:
            raise KnownError(f"ORG_001.{FaultKind.DEADLINE}", segundos=int(self.seconds))


class Cancel:
    """A request to stop, made from any thread; whoever holds a connection hears it and interrupts its statement."""

    def __init__(self) -> None:
        self._requested = threading.Event()
        self._lock = threading.Lock()
        self._listeners: list[Callable[[], None]] = []

    @property
    def requested(self) -> bool:
        """True once somebody asked."""
        return self._requested.is_set()

    def request(self) -> None:
        """Asks; safe to repeat. Each listener is called on its own daemon thread: an interrupt may hang too."""
        self._requested.set()
        with self._lock:
            listeners, self._listeners = self._listeners, []
        for listener in listeners:
            threading.Thread(target=listener, daemon=True, name="erp interrupt").start()

    def check(self) -> None:
        """Raises KnownError ORG_001.CANCELLED once somebody asked."""
        if self.requested:
            raise KnownError(f"ORG_001.{FaultKind.CANCELLED}")

    @contextmanager
    def heard_by(self, interrupt: Callable[[], None]) -> Iterator[None]:
        """While inside, `interrupt` is called when somebody asks."""
        with self._lock:
            self._listeners.append(interrupt)
        try:
            self.check()
            yield
        finally:
            with self._lock:
                self._listeners = [each for each in self._listeners if each is not interrupt]


@contextmanager
def faults_known(where: Mapping[str, object]) -> Iterator[None]:
    """Turns what the driver raises into KnownError ORG_001.<kind>, with `where` shown; our own bugs pass as they are.

    The driver's own exception is left behind: its frames held the password.
    """
    fault = None
    try:
        yield
    except KnownError:
        raise
    except Exception as error:
        fault = classify(error)
        if fault is None:
            raise
    if fault is not None:
        raise fault.error(**where) from None


@dataclass(slots=True)
class _Outcome(Generic[T]):
    """How a work beside us ended: a value, or what it raised."""

    value: T | None = None
    error: BaseException | None = None

    def unwrap(self) -> T:
        if self.error is not None:
            raise self.error
        return self.value  # type: ignore[return-value]


def within(seconds: float, work: Callable[[], T], late: Callable[[T], None]) -> T:
    """Result of `work` run in a daemon thread, waiting at most `seconds`.

    Raises TimeoutError after that; a result that comes later is handed to `late`, to be closed.
    Raises what work raises.
    """
    outcome: _Outcome[T] = _Outcome()
    ended = threading.Event()
    lock = threading.Lock()
    abandoned = False

    def body() -> None:
        _run_into(outcome, work)
        with lock:
            ended.set()
            too_late = abandoned and outcome.error is None
        if too_late:
            late(outcome.unwrap())

    threading.Thread(target=body, daemon=True, name="erp connect").start()
    ended.wait(seconds)
    with lock:
        if ended.is_set():
            return outcome.unwrap()
        abandoned = True
    raise TimeoutError(f"no answer in {seconds:g} s")


def run_beside(work: Callable[[Report], T], deadline: Deadline, cancel: Cancel) -> Generator[ReadProgress, None, T]:
    """Yields the progress `work` reports from its daemon thread and returns its value.

    Closing the generator, `cancel` or the deadline interrupt it; a thread that does not leave in a second is given up,
    and its result with it. Raises what work raises, KnownError ORG_001.DEADLINE or ORG_001.CANCELLED.
    """
    news: SimpleQueue[ReadProgress | _Outcome[T]] = SimpleQueue()

    def body() -> None:
        outcome: _Outcome[T] = _Outcome()
        _run_into(outcome, lambda: work(news.put))
        news.put(outcome)

    thread = threading.Thread(target=body, daemon=True, name="erp reading")
    thread.start()
    ended = False
    try:
        last = ReadProgress("PASSO.ERP.CONNECT")
        while True:
            item = _next(news, last, deadline, cancel)
            if isinstance(item, _Outcome):
                ended = True
                return _told(item, cancel)
            last = item
            yield last
    finally:
        if not ended:
            cancel.request()
            thread.join(GRACE_SECONDS)


def _next(
    news: "SimpleQueue[ReadProgress | _Outcome[T]]", last: ReadProgress, deadline: Deadline, cancel: Cancel
) -> "ReadProgress | _Outcome[T]":
    """The next news; the last progress again after a heartbeat of silence, so that the caller may stop."""
    try:
        return news.get(timeout=HEARTBEAT_SECONDS)
    except Empty:
        deadline.check()
    if cancel.requested:
        return _last_word(news)
    return last


def _told(outcome: "_Outcome[T]", cancel: Cancel) -> T:
    """Value of an ended work; whatever fault an interrupt left behind is told as the request it was."""
    if cancel.requested and isinstance(outcome.error, KnownError):
        raise KnownError(f"ORG_001.{FaultKind.CANCELLED}")
    return outcome.unwrap()


def _last_word(news: "SimpleQueue[ReadProgress | _Outcome[T]]") -> "_Outcome[T]":
    """What an interrupted work still says within the grace; otherwise that it was cancelled."""
    try:
        while True:
            item = news.get(timeout=GRACE_SECONDS)
            if isinstance(item, _Outcome):
                return item
    except Empty:
        return _Outcome(error=KnownError(f"ORG_001.{FaultKind.CANCELLED}"))


def _run_into(outcome: _Outcome[T], work: Callable[[], T]) -> None:
    try:
        outcome.value = work()
    except BaseException as error:  # noqa: BLE001 - carried to the thread that waits, where it is raised again
        outcome.error = _scrubbed(error)


def _scrubbed(error: BaseException) -> BaseException:
    """A known error without the chain and the frames it came through: those of the driver held the password."""
    if not isinstance(error, KnownError):
        return error
    error.__context__ = error.__cause__ = None
    return error.with_traceback(None)
