"""Reading beside the caller: values, bugs, deadlines, stops and late results."""

import threading
import time
import traceback

import pytest

from storage.erp.lane import Cancel, Deadline, ReadProgress, Report, run_beside, within
from storage.errors import KnownError
from tests.storage.erp.support import CLOCK


def soon(seconds: float = 5.0) -> Deadline:
    return Deadline.after(CLOCK, seconds)


def test_progress_comes_in_order_and_then_the_value() -> None:
    def work(report: Report) -> int:
        report(ReadProgress("a"))
        report(ReadProgress("b"))
        return 7

    reading = run_beside(work, soon(), Cancel())
    steps = []
    try:
        while True:
            steps.append(next(reading).step)
    except StopIteration as end:
        assert end.value == 7
    assert steps == ["a", "b"]


def test_our_bug_comes_out_as_it_is() -> None:
    def work(report: Report) -> None:
        raise ZeroDivisionError("ours")

    with pytest.raises(ZeroDivisionError, match="ours"):
        list(run_beside(work, soon(), Cancel()))


def test_a_known_error_leaves_its_chain_behind() -> None:
    def work(report: Report) -> None:
        try:
            secret = "nunca-dito-77"
            raise ValueError(secret)
        except ValueError as error:
            raise KnownError("ORG_001.DNS") from error

    with pytest.raises(KnownError) as known:
        list(run_beside(work, soon(), Cancel()))
    shown = "".join(traceback.TracebackException.from_exception(known.value, capture_locals=True).format(chain=True))
    assert "nunca-dito-77" not in shown and known.value.__context__ is None


def test_the_deadline_frees_the_caller_though_the_work_never_ends() -> None:
    release = threading.Event()
    began = time.monotonic()
    with pytest.raises(KnownError) as late:
        list(run_beside(lambda report: release.wait(20), soon(0.2), Cancel()))
    spent = time.monotonic() - began
    release.set()
    assert late.value.code == "ORG_001.DEADLINE" and 0.2 <= spent < 3.0


def test_silence_still_beats_so_that_the_caller_may_stop() -> None:
    release = threading.Event()
    reading = run_beside(lambda report: release.wait(20), soon(), Cancel())
    assert [next(reading).step for _ in range(2)] == ["PASSO.ERP.CONNECT"] * 2
    release.set()
    assert list(reading) == []


def test_closing_asks_the_work_to_stop() -> None:
    cancel = Cancel()
    left = threading.Event()

    def work(report: Report) -> None:
        with cancel.heard_by(left.set):
            left.wait(20)

    reading = run_beside(work, soon(), cancel)
    next(reading)
    reading.close()
    assert cancel.requested and left.is_set()


def test_a_listener_that_left_is_not_called() -> None:
    cancel = Cancel()
    heard: list[str] = []
    with cancel.heard_by(lambda: heard.append("left")):
        cancel.check()
    cancel.request()
    assert heard == []


def test_within_returns_raises_or_gives_up() -> None:
    assert within(5.0, lambda: 3, late=lambda value: None) == 3
    with pytest.raises(ZeroDivisionError):
        within(5.0, lambda: 1 // 0, late=lambda value: None)


def test_a_result_that_comes_too_late_is_handed_over_to_be_closed() -> None:
    release, closed = threading.Event(), threading.Event()
    late: list[str] = []

    def work() -> str:
        release.wait(20)
        return "connection"

    def close(value: str) -> None:
        late.append(value)
        closed.set()

    with pytest.raises(TimeoutError):
        within(0.1, work, late=close)
    release.set()
    assert closed.wait(5) and late == ["connection"]


def test_a_fault_that_an_interrupt_left_behind_is_told_as_the_request() -> None:
    cancel = Cancel()
    released = threading.Event()

    def work(report: Report) -> None:
        report(ReadProgress("a"))
        with cancel.heard_by(released.set):
            released.wait(20)
        raise KnownError("ORG_001.DROPPED")

    reading = run_beside(work, soon(), cancel)
    next(reading)
    cancel.request()
    with pytest.raises(KnownError) as stopped:
        list(reading)
    assert stopped.value.code == "ORG_001.CANCELLED"
