"""The SQLite source: read-only, one moment, every fault named, interruptible."""

import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from pathlib import Path

import pytest

from storage.erp.lane import Cancel, Deadline
from storage.erp.profile import default_profile
from storage.erp.source import read_month
from storage.erp.sqlite_source import SqliteSource
from storage.errors import KnownError
from tests.storage.erp.support import AUGUST, CLOCK, REFERENCE, SECTORS, TinyErp, read_all

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


@pytest.fixture
def erp(tmp_path: Path) -> TinyErp:
    return TinyErp(tmp_path / "erp com espaço & acento ção.db")


def code_of(path: Path) -> str:
    with pytest.raises(KnownError) as refused:
        read_all(SqliteSource(path, default_profile()))
    return refused.value.code


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert code_of(tmp_path / "nada.db") == "ORG_001.FILE_MISSING"
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "texto.db"
    path.write_bytes(b"isto nao e um banco de dados, e texto corrido " * 50)
    assert code_of(path) == "ORG_001.FILE_INVALID"


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("DROP TABLE cadastro_veiculos", "ORG_001.NO_TABLE"),
        ("ALTER TABLE custos_operacionais RENAME COLUMN valor_custo TO valor", "ORG_001.NO_COLUMN"),
    ],
)
def test_an_erp_that_does_not_fit_the_profile(erp: TinyErp, statement: str, code: str) -> None:
    with closing(sqlite3.connect(erp.path)) as connection, connection:
        connection.execute(statement)
    assert code_of(erp.path) == code


def test_the_erp_is_never_written(erp: TinyErp) -> None:
    before = erp.path.read_bytes()
    source = SqliteSource(erp.path, default_profile())
    with source.open(Deadline.after(CLOCK, 5), Cancel()) as session, pytest.raises(KnownError):
        session.ask("DELETE FROM operacao_frota")
    read_all(source)
    assert erp.path.read_bytes() == before


def test_all_statements_see_one_moment(erp: TinyErp) -> None:
    with closing(sqlite3.connect(erp.path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
    source = SqliteSource(erp.path, default_profile())
    with source.open(Deadline.after(CLOCK, 5), Cancel()) as session:
        before = session.ask("SELECT count(*) FROM operacao_frota")
        erp.trips([("2025-07-01", 240, "V1", "10", None)])
        assert session.ask("SELECT count(*) FROM operacao_frota") == before


def test_cancel_interrupts_a_statement(erp: TinyErp) -> None:
    import threading

    cancel = Cancel()
    source = SqliteSource(erp.path, default_profile())
    timer = threading.Timer(0.15, cancel.request)
    with pytest.raises(KnownError) as stopped, source.open(Deadline.after(CLOCK, 30), cancel) as session:
        timer.start()
        session.ask(ENDLESS)
    timer.join()
    assert stopped.value.code == "ORG_001.CANCELLED"


class SlowToHear(Cancel):
    """Keeps the interrupts it is given, as a thread that gets its turn only after the reading is over."""

    def __init__(self) -> None:
        super().__init__()
        self.kept: list[Callable[[], None]] = []

    def heard_by(self, interrupt: Callable[[], None]) -> AbstractContextManager[None]:
        self.kept.append(interrupt)
        return super().heard_by(interrupt)


def test_an_interrupt_that_comes_after_the_reading_left_breaks_nothing(erp: TinyErp) -> None:
    cancel = SlowToHear()
    with SqliteSource(erp.path, default_profile()).open(Deadline.after(CLOCK, 30), cancel) as session:
        session.ask("SELECT 1")
    assert [interrupt() for interrupt in cancel.kept] == [None]


def test_a_reading_cancelled_before_it_starts_reads_nothing(erp: TinyErp) -> None:
    cancel = Cancel()
    cancel.request()
    reading = read_month(
        SqliteSource(erp.path, default_profile()), AUGUST, SECTORS, REFERENCE, Deadline.after(CLOCK, 5), cancel
    )
    with pytest.raises(KnownError) as stopped:
        list(reading)
    assert stopped.value.code == "ORG_001.CANCELLED"


def test_a_deadline_already_past_reads_nothing(erp: TinyErp) -> None:
    with pytest.raises(KnownError) as stopped:
        read_all(SqliteSource(erp.path, default_profile()), seconds=0.0)
    assert stopped.value.code == "ORG_001.DEADLINE"


def test_progress_counts_the_steps_in_order(erp: TinyErp) -> None:
    source = SqliteSource(erp.path, default_profile())
    reading = read_month(source, AUGUST, SECTORS, REFERENCE, Deadline.after(CLOCK, 30), Cancel())
    told = list(dict.fromkeys((progress.step, progress.done, progress.total) for progress in reading))
    steps = ["OPERACAO", "REPETIDAS", "FUTURAS", "CUSTOS", "CUSTOS_REPETIDOS", "VEICULOS"]
    assert told == [
        ("PASSO.ERP.CONNECT", 0, 6),
        *((f"PASSO.ERP.{step}", done, 6) for done, step in enumerate(steps)),
        ("PASSO.ERP.DONE", 6, 6),
    ]


def test_sectors_asked_twice_are_read_once(erp: TinyErp) -> None:
    erp.trips([("2025-07-01", 240, "V1", "10", None)])
    assert len(read_all(SqliteSource(erp.path, default_profile()), sectors=(240, 240)).days) == 1


def test_more_rows_than_the_staging_limit_are_refused(erp: TinyErp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.erp.session.MAX_STAGED_ROWS", 3)
    erp.trips([(f"2025-07-{n:02d}", 240, "V1", "10", None) for n in range(1, 5)])
    assert code_of(erp.path) == "SYS_003.LINHAS"


def test_a_thousand_repeated_rows_list_two_hundred_and_count_all(erp: TinyErp) -> None:
    rows = [("2025-07-01", 240, f"V{n}", "10", None) for n in range(1000)]
    erp.trips(rows)
    erp.trips(rows)
    extract = read_all(SqliteSource(erp.path, default_profile()))
    assert [day.linhas for day in extract.offending_days] == [1000] and len(extract.offending) == 200
    assert str(extract.days[0].km) == "10000.00"
