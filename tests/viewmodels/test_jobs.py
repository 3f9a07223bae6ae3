"""Jobs: progress, result, three ways of ending early, and nothing left behind."""

import threading
from collections.abc import Callable, Iterator

import pytest

from storage.errors import KnownError
from viewmodels.jobs import Job, JobRunner, Progress, State, Work, drive


class Heard:
    """Everything a job said, in order."""

    def __init__(self) -> None:
        self.said: list[tuple[str, object]] = []

    def to(self, job: Job[object]) -> Job[object]:
        return job.connect(
            progress=lambda progress: self.said.append(("progress", progress.done)),
            done=lambda result: self.said.append(("done", result)),
            cancelled=lambda: self.said.append(("cancelled", None)),
            refused=lambda error: self.said.append(("refused", error.code)),
            failed=lambda error: self.said.append(("failed", type(error))),
        )


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def runner() -> Iterator[JobRunner]:
    runner = JobRunner()
    yield runner
    assert runner.close(5)


def counting(to: int) -> Work[str]:
    for done in range(1, to + 1):
        yield Progress("X", done, to)
    return "fim"


def waiting(gate: threading.Event, cleaned: list[str]) -> Work[str]:
    try:
        yield Progress("X", 1)
        gate.wait(5)
        yield Progress("X", 2)
        return "fim"
    finally:
        cleaned.append("limpo")


def run(runner: JobRunner, heard: Heard, work: Work[object]) -> Job[object]:
    job = heard.to(runner.build("X", work))
    job.start()
    assert job.join(5)
    return job


def test_progress_then_result(runner: JobRunner, heard: Heard) -> None:
    job = run(runner, heard, counting(3))
    assert heard.said == [("progress", 1), ("progress", 2), ("progress", 3), ("done", "fim")]
    assert job.state is State.DONE
    assert runner.running() == ()


def test_cancelling_stops_at_the_next_yield_and_runs_finally(runner: JobRunner, heard: Heard) -> None:
    gate, cleaned = threading.Event(), list[str]()
    job = heard.to(runner.build("X", waiting(gate, cleaned)))
    job.start()
    assert runner.running() == (job,)
    job.cancel()
    job.cancel()
    gate.set()
    assert job.join(5)
    assert heard.said[-1] == ("cancelled", None)
    assert ("failed", GeneratorExit) not in heard.said
    assert (job.state, cleaned) == (State.CANCELLED, ["limpo"])


def test_a_job_cancelled_before_it_starts_does_nothing(runner: JobRunner, heard: Heard) -> None:
    job = heard.to(runner.build("X", counting(3)))
    job.cancel()
    job.start()
    assert job.join(5)
    assert heard.said == [("cancelled", None)]


def test_an_interrupt_stops_inside_a_step_and_its_error_is_not_shown(runner: JobRunner, heard: Heard) -> None:
    inside, stop = threading.Event(), threading.Event()

    def statement() -> Work[str]:
        yield Progress("X")
        inside.set()
        assert stop.wait(5)
        raise RuntimeError("interrupted statement")

    job = heard.to(runner.build("X", statement(), interrupt=stop.set))
    job.start()
    assert inside.wait(5)
    job.cancel()
    assert job.join(5)
    assert heard.said[-1] == ("cancelled", None)


def test_the_world_and_we_fail_differently(runner: JobRunner, heard: Heard) -> None:
    def refused() -> Work[str]:
        yield Progress("X")
        raise KnownError("ORG_001")

    def broken() -> Work[str]:
        yield Progress("X")
        raise ZeroDivisionError

    assert run(runner, heard, refused()).state is State.REFUSED
    assert run(runner, heard, broken()).state is State.FAILED
    assert [said for said in heard.said if said[0] != "progress"] == [
        ("refused", "ORG_001"),
        ("failed", ZeroDivisionError),
    ]


def test_a_known_error_after_cancelling_is_silent_and_a_bug_is_not(runner: JobRunner, heard: Heard) -> None:
    def ending_with(error: BaseException, inside: threading.Event, gate: threading.Event) -> Work[str]:
        try:
            yield Progress("X")
            inside.set()
            gate.wait(5)
            yield Progress("X")
        finally:
            raise error
        return ""

    for error in (KnownError("ORG_001"), ZeroDivisionError()):
        inside, gate = threading.Event(), threading.Event()
        job = heard.to(runner.build("X", ending_with(error, inside, gate)))
        job.start()
        assert inside.wait(5)
        job.cancel()
        gate.set()
        assert job.join(5)
    ends = [said for said in heard.said if said[0] != "progress"]
    assert ends == [("cancelled", None), ("failed", ZeroDivisionError)]


def test_connect_first_then_start_once(runner: JobRunner) -> None:
    job = runner.build("X", counting(1))
    job.start()
    with pytest.raises(RuntimeError, match="connect first"):
        job.connect(done=print)
    with pytest.raises(RuntimeError, match="already started"):
        job.start()


def test_a_fast_job_never_floods_the_screen(heard: Heard) -> None:
    posted: list[Callable[[], None]] = []
    runner = JobRunner(posted.append)
    job = run(runner, heard, counting(10_000))
    assert len(posted) == 2
    for call in posted:
        call()
    assert heard.said == [("progress", 10_000), ("done", "fim")]
    assert job.state is State.DONE


def test_closing_cancels_and_waits(heard: Heard) -> None:
    runner, gate, cleaned = JobRunner(), threading.Event(), list[str]()
    job = heard.to(runner.build("X", waiting(gate, cleaned)))
    job.start()
    assert not job.join(0.01)
    gate.set()
    assert runner.close(5)
    assert cleaned == ["limpo"]


def test_commands_drive_a_work_without_a_thread() -> None:
    steps: list[int] = []
    assert drive(counting(3), lambda progress: steps.append(progress.done)) == "fim"
    assert steps == [1, 2, 3]
    with pytest.raises(KnownError):
        drive(refuses())


def refuses() -> Work[str]:
    yield Progress("X")
    raise KnownError("ORG_001")
