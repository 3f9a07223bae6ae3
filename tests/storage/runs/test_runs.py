"""Runs: fourteen states, one at a time per context, results kept to the last digit, the dead marked."""

import itertools
import os
import signal
import sys
import time
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from engines.figure import Missing, Value
from engines.finding import Finding, Severity
from storage.errors import KnownError
from storage.journal import Entry
from storage.runs import (
    ACTIVE,
    FINISHED,
    Cell,
    Document,
    Input,
    NewRun,
    Owner,
    Results,
    Status,
    cells_of,
    close_interrupted,
    fail,
    find_document,
    findings_of,
    inputs_of,
    latest_run,
    list_runs,
    read_run,
    record_document,
    save,
    set_status,
    snapshots_of,
    start,
    texts_of,
)
from storage.runs.status import may_follow
from storage.snapshots import Snapshot, freeze
from storage.store import Store
from tests.storage.store.opening import CLIENT, LOCAL_MOUNTS, NOON

LATER = NOON + timedelta(seconds=9)
PATH = (
    Status.VALIDATING,
    Status.LOADING_ORACLE_DATA,
    Status.CALCULATING_KM_PREVISTA,
    Status.CALCULATING_COMBUSTIVEL,
    Status.CALCULATING_PNEUS,
    Status.CALCULATING_PECAS,
    Status.SAVING_RESULTS,
)


def new_run(context: str = "2025-08", owner: str = "token", client: str = CLIENT) -> NewRun:
    return NewRun(client, "metas", context, "u1", owner, NOON, "0.1.0", "1")


def started(store: Store, context: str = "2025-08", owner: str = "token") -> int:
    with store.write() as connection:
        return start(connection, new_run(context, owner))


def walk(store: Store, run: int, *path: Status) -> None:
    with store.write() as connection:
        for status in path:
            set_status(connection, run, status, LATER)


def test_a_run_goes_its_whole_way(store: Store) -> None:
    run = started(store)
    walk(store, run, *PATH)
    with store.read() as connection:
        assert read_run(connection, run).ended is None
    walk(store, run, Status.COMPLETED_WITH_WARNINGS)
    with store.write() as connection:
        set_status(connection, run, Status.APPROVED, LATER + timedelta(days=1))
        set_status(connection, run, Status.ROLLED_BACK, LATER + timedelta(days=2))
        found = read_run(connection, run)
    assert (found.status, found.started, found.ended) == (Status.ROLLED_BACK, NOON, LATER)
    assert (found.context, found.author, found.code_version, found.error_code) == ("2025-08", "u1", "0.1.0", None)


def test_the_steps_allowed_are_these_and_no_others() -> None:
    chain = [Status.PENDING, *PATH]
    allowed = set(itertools.pairwise(chain))
    allowed |= {(Status.SAVING_RESULTS, done) for done in FINISHED} | {(done, Status.APPROVED) for done in FINISHED}
    allowed |= {(Status.APPROVED, Status.ROLLED_BACK)}
    allowed |= {(here, end) for here in chain for end in (Status.ERROR, Status.CANCELLED)}
    assert len(Status) == 14
    assert {pair for pair in itertools.product(Status, Status) if may_follow(*pair)} == allowed
    assert set(chain) == ACTIVE


@pytest.mark.parametrize("there", [Status.APPROVED, Status.SAVING_RESULTS, Status.PENDING])
def test_an_illegal_step_is_refused_and_changes_nothing(store: Store, there: Status) -> None:
    run = started(store)
    with pytest.raises(KnownError) as caught, store.write() as connection:
        set_status(connection, run, there, LATER)
    assert caught.value.code == "CORRIDA_TRANSICAO"
    assert caught.value.args_shown == {"corrida": run, "de": "PENDING", "para": there.value}
    with store.read() as connection:
        assert read_run(connection, run).status is Status.PENDING


def test_a_run_that_is_not_there(store: Store) -> None:
    with store.write() as connection:
        for ask in (lambda: read_run(connection, 7), lambda: set_status(connection, 7, Status.ERROR, LATER)):
            with pytest.raises(KnownError, match="CORRIDA_AUSENTE"):
                ask()


def test_the_same_context_runs_once_at_a_time(store: Store) -> None:
    first = started(store)
    with pytest.raises(KnownError) as caught:
        started(store)
    assert (caught.value.code, caught.value.args_shown) == ("SYS_002", {"contexto": "2025-08", "corrida": first})
    others = [started(store, "2025-09"), started(store, "2025-10")]
    with store.write() as connection:
        fail(connection, first, "ORG_001", LATER)
        assert read_run(connection, first).error_code == "ORG_001"
    assert started(store) > max(others)


def test_the_file_itself_refuses_a_second_one(store: Store) -> None:
    started(store)
    other = started(store, "2025-09")
    with pytest.raises(IntegrityError, match="UNIQUE"), store.write() as connection:
        connection.execute(text("UPDATE run SET context = '2025-08' WHERE id = :r"), {"r": other})


def test_a_run_needs_an_owner_and_a_client_that_exists(store: Store) -> None:
    with store.write() as connection:
        with pytest.raises(ValueError, match="owner"):
            start(connection, new_run(owner=""))
        with pytest.raises(IntegrityError, match="FOREIGN KEY"):
            start(connection, new_run(client="ninguem"))


VALUES: tuple[Value, ...] = (
    Decimal("40501.64"),
    Decimal("0.00"),
    Decimal("-1E+3"),
    date(2025, 8, 2),
    datetime(2025, 8, 2, 12, tzinfo=UTC),
    True,
    False,
    "texto",
    "",
    Missing("NO_ROWS", {"mes": date(2025, 7, 1)}),
    Missing("NOT_GIVEN"),
)


def test_results_come_back_as_they_were(store: Store) -> None:
    run = started(store)
    cells = tuple(Cell("meta", value, {"setor": str(n)}, "L") for n, value in enumerate(VALUES))
    inputs = (
        Input("fator", Decimal("0.985"), unit="fraction"),
        Input("gasto", Missing("NOT_GIVEN"), {"setor": "1"}, "BRL", "u1", NOON, "esquecido"),
    )
    findings = (
        Finding("ORG_002", Severity.CONSENT, "PARTIAL", {"setor": "2"}, {"n": 2, "media": Decimal("1.50")}),
        Finding("CAL_004", Severity.WARNING),
    )
    texts = {"folha": "linhas: 1", "clausulas": "a: 1"}
    with store.write() as connection:
        snapshot = freeze(connection, Snapshot(CLIENT, "teste", NOON, {}))
        save(connection, run, Results(inputs, texts, {"erp": snapshot}, cells, findings))
    with store.read() as connection:
        assert cells_of(connection, run) == cells
        assert [str(cell.value) for cell in cells_of(connection, run)[:3]] == ["40501.64", "0.00", "-1000"]
        assert inputs_of(connection, run) == inputs
        assert findings_of(connection, run) == findings
        assert texts_of(connection, run) == texts
        assert snapshots_of(connection, run) == {"erp": snapshot}


def test_a_text_is_kept_once_for_all_runs(store: Store) -> None:
    for context in ("2025-08", "2025-09"):
        run = started(store, context)
        with store.write() as connection:
            save(connection, run, Results(texts={"folha": "a mesma"}))
    with store.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM frozen_text")).scalar() == 1


def test_results_are_saved_whole_or_not_at_all(store: Store) -> None:
    run = started(store)
    twice = (Cell("meta", Decimal(1)), Cell("meta", Decimal(2)))
    with pytest.raises(IntegrityError), store.write() as connection:
        save(connection, run, Results(texts={"folha": "x"}, cells=twice))
    with store.read() as connection:
        assert (cells_of(connection, run), texts_of(connection, run)) == ((), {})
    with pytest.raises(TypeError), store.write() as connection:
        save(connection, run, Results(cells=(Cell("meta", 1.5),)))  # type: ignore[arg-type]


def test_runs_are_listed_newest_first(store: Store) -> None:
    august = started(store)
    walk(store, august, Status.CANCELLED)
    again = started(store)
    september = started(store, "2025-09")
    with store.read() as connection:
        assert [run.id for run in list_runs(connection, CLIENT, "metas")] == [september, again, august]
        assert [run.id for run in list_runs(connection, CLIENT, "metas", "2025-08", limit=1, offset=1)] == [august]
        cancelled = frozenset((Status.CANCELLED,))
        assert [run.id for run in list_runs(connection, CLIENT, "metas", statuses=cancelled)] == [august]
        latest = latest_run(connection, CLIENT, "metas", "2025-08")
        assert latest is not None and latest.id == again
        assert latest_run(connection, CLIENT, "metas", "2025-08", FINISHED) is None
        assert list_runs(connection, CLIENT, "indicadores") == ()


def test_documents_are_found_by_their_content(store: Store) -> None:
    run = started(store)
    paper = Document(CLIENT, "a" * 64, "pdf", "/x/meta.pdf", Entry(1, "b" * 64), NOON, "u1", run)
    with store.write() as connection:
        record_document(connection, paper)
        assert find_document(connection, CLIENT, "a" * 64) == paper
        assert find_document(connection, CLIENT, "c" * 64) is None
        with pytest.raises(IntegrityError):
            record_document(connection, paper)


def test_the_runs_of_the_living_are_left_alone(store: Store) -> None:
    owner = Owner(store)
    run = started(store, owner=owner.token)
    assert close_interrupted(store) == ()
    owner.close()
    assert close_interrupted(store) == (run,)
    assert close_interrupted(store) == ()
    with store.read() as connection:
        found = read_run(connection, run)
    assert (found.status, found.error_code, found.ended) == (Status.ERROR, "CORRIDA_INTERROMPIDA", NOON)
    assert started(store) > run


@pytest.mark.skipif(sys.platform == "win32", reason="forks and kills")
def test_the_runs_of_the_killed_are_marked(store: Store) -> None:
    store.close()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            with Store.open(store.path, store.clock, mounts=LOCAL_MOUNTS) as mine:
                owner = Owner(mine)
                run = started(mine, owner=owner.token)
                walk(mine, run, *PATH[:3])
                os.write(writing, b"ready")
                time.sleep(60)
        finally:
            os._exit(1)
    assert os.read(reading, 5) == b"ready"
    with Store.open(store.path, store.clock, mounts=LOCAL_MOUNTS) as again:
        assert close_interrupted(again) == ()
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        (run,) = close_interrupted(again)
        with again.read() as connection:
            assert read_run(connection, run).status is Status.ERROR
    assert list(store.path.parent.glob("*run-*")) == []
