"""Three calculations launched together: two at work, the third waits in PENDING and then ends like them (F-47)."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from engines.calendar import Month as CalendarMonth
from storage.errors import KnownError
from storage.metas.registers import set_period_status
from storage.runs import ACTIVE, Status, latest_run, list_runs, read_run
from tests.viewmodels.metas.gaps import Month, month_with
from viewmodels.jobs import JobRunner, State
from viewmodels.operations.metas.calculating import Consent
from viewmodels.operations.metas.checking import consent_key
from viewmodels.operations.metas.gathering import AREA

THREE = ("2025-06", "2025-07", "2025-08")


@pytest.fixture
def month(tmp_path: Path) -> Iterator[Month]:
    """Three vigências being planned, and a reading that holds the windows of all of them."""
    with month_with(tmp_path) as made:
        made.read()
        with made.house.store.write() as connection:
            for vigencia in THREE[:2]:
                set_period_status(connection, made.scope.client, CalendarMonth.parse(vigencia), "PLANEJAMENTO")
        yield made


def work_of(month: Month, vigencia: str):  # type: ignore[no-untyped-def]
    seen = month.do("metas.conferir_dados", vigencia=vigencia, snapshot=month.snapshot)
    given = [Consent(consent_key(f), "ensaio de três ao mesmo tempo") for f in seen.consents]
    return month.do("metas.calcular", vigencia=vigencia, snapshot=month.snapshot, consents=given)


def statuses(month: Month) -> dict[str, Status]:
    with month.house.store.read() as connection:
        return {r.context: r.status for r in list_runs(connection, month.scope.client, AREA)}


def test_the_third_waits_its_turn_and_starts_when_one_ends(month: Month) -> None:
    first, second, third = (work_of(month, vigencia) for vigencia in THREE)
    assert next(first).step == next(second).step == "PASSO.CALCULANDO"
    assert next(third).step == next(third).step == "PASSO.AGUARDANDO"
    assert statuses(month)["2025-08"] is Status.PENDING
    with pytest.raises(KnownError, match="SYS_002"):
        next(work_of(month, "2025-08"))
    first.close()
    assert next(third).step == "PASSO.CALCULANDO"
    assert statuses(month) == {
        "2025-06": Status.CANCELLED, "2025-07": Status.VALIDATING, "2025-08": Status.VALIDATING,
    }  # fmt: skip
    second.close()
    third.close()


def test_a_waiting_run_can_be_cancelled(month: Month) -> None:
    works = [work_of(month, vigencia) for vigencia in THREE]
    for work in works:
        next(work)
    works[2].close()
    assert statuses(month)["2025-08"] is Status.CANCELLED
    for work in works[:2]:
        work.close()


def test_three_jobs_together_all_end_completed_and_never_three_at_work(month: Month) -> None:
    """On real threads, as the desktop and a command beside it would."""
    runner, most, stop = JobRunner(), [0], threading.Event()

    def watch() -> None:
        while not stop.wait(0.001):
            at_work = [s for s in statuses(month).values() if s in ACTIVE and s is not Status.PENDING]
            most[0] = max(most[0], len(at_work))

    watcher = threading.Thread(target=watch)
    watcher.start()
    jobs = [runner.build(vigencia, work_of(month, vigencia)) for vigencia in THREE]
    for job in jobs:
        job.start()
    assert all(job.join(30) for job in jobs)
    stop.set()
    watcher.join()
    assert [job.state for job in jobs] == [State.DONE] * 3
    ended = statuses(month)
    assert {ended[v] for v in THREE} <= {Status.COMPLETED, Status.COMPLETED_WITH_WARNINGS} and len(ended) == 3
    assert 1 <= most[0] <= 2
    with month.house.store.read() as connection:
        last = latest_run(connection, month.scope.client, AREA, "2025-08")
        assert last is not None and read_run(connection, last.id).ended is not None
