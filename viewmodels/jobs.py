"""Long work: a generator whose every yield is progress and a place to stop, driven beside the screen or in line."""

import threading
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

from engines.finding import NOTHING
from storage.errors import KnownError

Result = TypeVar("Result")
Post = Callable[[Callable[[], None]], None]
"""Delivers a call where the listeners live: the window's thread, or at once."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a work is: text code of the step, how much is done, of how much (None while unknown)."""

    step: str
    done: int = 0
    total: int | None = None
    args: Mapping[str, object] = field(default_factory=lambda: NOTHING)


Work = Generator[Progress, None, Result]


class State(StrEnum):
    """Where a job stands; the last four are ends."""

    BUILT = "BUILT"
    RUNNING = "RUNNING"
    DONE = "DONE"
    CANCELLED = "CANCELLED"
    REFUSED = "REFUSED"
    FAILED = "FAILED"


ENDS = frozenset({State.DONE, State.CANCELLED, State.REFUSED, State.FAILED})


def at_once(call: Callable[[], None]) -> None:
    """The post of commands and tests: calls where it stands."""
    call()


def drive(work: Work[Result], report: Callable[[Progress], None] | None = None) -> Result:
    """Result of a work run here and now, without a thread; `report` hears each progress. Raises what it raises."""
    while True:
        try:
            progress = next(work)
        except StopIteration as end:
            return end.value  # type: ignore[no-any-return]
        if report is not None:
            report(progress)


class Job(Generic[Result]):
    """One work on its own thread: build it, connect who listens, then start it.

    Listeners are called through the `post` of its runner. `interrupt` stops a statement in the middle of a step (a
    database's own interrupt); without it, cancelling waits for the next yield. Cancelling is never an error.
    """

    def __init__(self, name: str, work: Work[Result], post: Post, interrupt: Callable[[], None] | None = None) -> None:
        self.name = name
        self.state = State.BUILT
        self._work = work
        self._post = post
        self._interrupt = interrupt
        self._cancelled = threading.Event()
        self._lock = threading.Lock()
        self._latest: Progress | None = None
        self._progress: list[Callable[[Progress], None]] = []
        self._done: list[Callable[[Result], None]] = []
        self._stopped: list[Callable[[], None]] = []
        self._refused: list[Callable[[KnownError], None]] = []
        self._failed: list[Callable[[BaseException], None]] = []
        self._thread = threading.Thread(target=self._run, name=f"job {name}")

    def connect(
        self,
        *,
        progress: Callable[[Progress], None] | None = None,
        done: Callable[[Result], None] | None = None,
        cancelled: Callable[[], None] | None = None,
        refused: Callable[[KnownError], None] | None = None,
        failed: Callable[[BaseException], None] | None = None,
    ) -> "Job[Result]":
        """Itself, with listeners added. Raises RuntimeError once started: a short job ends before anyone listens."""
        if self.state is not State.BUILT:
            raise RuntimeError(f"job {self.name} has started: connect first")
        _add(self._progress, progress)
        _add(self._done, done)
        _add(self._stopped, cancelled)
        _add(self._refused, refused)
        _add(self._failed, failed)
        return self

    def start(self) -> None:
        """Starts the thread. Raises RuntimeError the second time."""
        if self.state is not State.BUILT:
            raise RuntimeError(f"job {self.name} has already started")
        self.state = State.RUNNING
        self._thread.start()

    def cancel(self) -> None:
        """Asks it to stop at its next yield (or now, through its interrupt); safe at any time, from any thread."""
        if self._cancelled.is_set() or self.state in ENDS:
            return
        self._cancelled.set()
        if self._interrupt is not None and self.state is State.RUNNING:
            self._interrupt()

    def join(self, seconds: float | None = None) -> bool:
        """Waits for the thread to end; False when it is still at work after `seconds`."""
        if self._thread.ident is not None:
            self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        try:
            finished, result = self._steps()
        except KnownError as error:
            self._end_of_known(error)
        except BaseException as error:  # noqa: BLE001 - a bug on this thread is routed to the listeners, never lost
            self._end_of_bug(error)
        else:
            self._end_of_steps(finished, result)

    def _steps(self) -> tuple[bool, Result | None]:
        """True and the result, or False when it was stopped; the generator's `finally` has run either way."""
        while not self._cancelled.is_set():
            try:
                self._tell(next(self._work))
            except StopIteration as end:
                return True, end.value
        self._work.close()
        return False, None

    def _tell(self, progress: Progress) -> None:
        """Posts the newest progress once per delivery, so that a fast work never floods the screen."""
        with self._lock:
            waiting, self._latest = self._latest is not None, progress
        if not waiting:
            self._post(self._deliver_progress)

    def _deliver_progress(self) -> None:
        with self._lock:
            progress, self._latest = self._latest, None
        if progress is not None:
            for listener in self._progress:
                listener(progress)

    def _end_of_steps(self, finished: bool, result: Result | None) -> None:
        if finished:
            self._end(State.DONE, self._done, result)
        else:
            self._end(State.CANCELLED, self._stopped)

    def _end_of_known(self, error: KnownError) -> None:
        if self._cancelled.is_set():
            self._end(State.CANCELLED, self._stopped)
        else:
            self._end(State.REFUSED, self._refused, error)

    def _end_of_bug(self, error: BaseException) -> None:
        interrupted = self._cancelled.is_set() and self._interrupt is not None
        if interrupted:
            self._end(State.CANCELLED, self._stopped)
        else:
            self._end(State.FAILED, self._failed, error)

    def _end(self, state: State, listeners: list[Callable[..., None]], *result: object) -> None:
        self.state = state
        self._post(lambda: _call_all(listeners, result))


class JobRunner:
    """Builds jobs that deliver through one `post`, knows which are at work, and waits for all when the app closes."""

    def __init__(self, post: Post = at_once) -> None:
        self._post = post
        self._jobs: list[Job[object]] = []

    def build(self, name: str, work: Work[Result], interrupt: Callable[[], None] | None = None) -> Job[Result]:
        """A job not yet started; `name` is the text code of its title."""
        job = Job(name, work, self._post, interrupt)
        self._jobs = [each for each in self._jobs if each.state not in ENDS or not each.join(0)]
        self._jobs.append(job)  # type: ignore[arg-type]
        return job

    def running(self) -> tuple["Job[object]", ...]:
        """Jobs at work, the oldest first."""
        return tuple(job for job in self._jobs if job.state is State.RUNNING)

    def close(self, seconds: float | None = None) -> bool:
        """Cancels every job and waits; False when one was still at work after `seconds`."""
        for job in self._jobs:
            job.cancel()
        joined = [job.join(seconds) for job in self._jobs]
        return all(joined)


def _add(listeners: list[Callable[..., None]], listener: Callable[..., None] | None) -> None:
    if listener is not None:
        listeners.append(listener)


def _call_all(listeners: list[Callable[..., None]], result: tuple[object, ...]) -> None:
    for listener in listeners:
        listener(*result)
