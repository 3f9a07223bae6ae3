"""A store written by an earlier program (format 2), grown to five years of months, opened by this one.

`formato_2.prova-loja.xz` is the sample company as version 0.2 left it: August of 2025 read, calculated, decided and
published, with the sheet it calculated by frozen inside. Its other 59 months are filled in by SQL at that format.
"""

import lzma
import sqlite3
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import text

from engines.calendar import Month
from storage.clock import stopped_clock
from storage.journal import Act, append, entries, verify
from storage.metas.sample_store import CLIENT
from storage.secrets import SessionSecrets
from storage.store import Store
from storage.store.migrations import copy_before, shipped_migrations
from tests.sample_house import VIGENCIA, real_clock, scope_of
from viewmodels.opening import Surroundings, open_house
from viewmodels.operations.house import House
from viewmodels.operations.metas.explaining import Address
from viewmodels.operations.metas.results import RunView
from viewmodels.operations.registry import load_all, perform
from viewmodels.operations.scope import Scope

OLD = Path(__file__).parents[1] / "storage" / "store" / "cases" / "formato_2.prova-loja.xz"
FORMAT = 2
YEARS = 5
LAST = Month(2025, 8)
MONTHS = [LAST.plus(-back) for back in range(12 * YEARS)]
FIRST_RUN = 1
SECONDS = 10.0

_COPIES = {
    "run": "id, client, area, context, status, author, owner, started, ended, code_version, grammar_version",
    "run_text": "run, name, hash",
    "run_snapshot": "run, name, snapshot",
    "run_input": "run, key, member, kind, value, unit, who, given, why",
    "run_cell": "run, line, member, kind, value, missing, missing_args, unit, position",
    "run_finding": "run, position, code, severity, detail, place, args",
    "goal_decision": "run, criterion, sector, decision, calculated, value, justification, decided, decided_by",
    "target_before": "run, vigencia, criterion, sector, existed, target",
}
_VALUES = (
    "INSERT INTO parameter_value (client, vigencia, criterion, sector, value, calculated, unit, method, justification,"
    " metadata, run, created, created_by) SELECT client, :month, criterion, sector, value, calculated, unit, method,"
    " justification, metadata, :run, created, created_by FROM parameter_value WHERE run = 1"
)
_TARGETS = (
    "INSERT OR IGNORE INTO performance SELECT client, :month, criterion, sector, target, coalesce(realized, target),"
    " 'ERP', realized_until, updated, updated_by FROM performance WHERE vigencia = '2025-08'"
)


_PERIOD = (
    "INSERT OR IGNORE INTO period SELECT client, :month, 'FECHADA', opened, opened_by, opened, opened_by"
    " FROM period WHERE vigencia = '2025-08'"
)
_OLD_VALUES = "UPDATE parameter_value SET removed = created, removed_by = created_by WHERE vigencia = :month"
_VERBS = ("ETL_ORACLE_DATA", "CALCULATION_COMPLETED", "GOAL_DECIDED", "GOAL_DECIDED", "CALCULATION_APPROVED")


def _copy_of(table: str, columns: str) -> str:
    """The first run's rows of a table, as those of another run and month."""
    key = "id" if table == "run" else "run"
    taken = columns.replace(f"{key},", ":run,", 1).replace("context", ":month").replace("vigencia", ":month")
    return f"INSERT INTO {table} ({columns}) SELECT {taken} FROM {table} WHERE {key} = {FIRST_RUN}"  # noqa: S608


def _grow(path: Path) -> None:
    """Fifty-nine more months, each with its run, twelve goals, twelve targets and five entries in the journal."""
    copies = [_copy_of(table, columns) for table, columns in _COPIES.items()]
    with Store.open(path, stopped_clock(real_clock().now()), migrations=shipped_migrations()[:FORMAT]) as store:
        at = store.clock.now()
        with store.write() as connection:
            for run, month in enumerate(MONTHS[1:], FIRST_RUN + 1):
                for statement in (_PERIOD, *copies, _OLD_VALUES, _VALUES, _TARGETS):
                    asked = {"run": run, "month": str(month)}
                    used = {key: value for key, value in asked.items() if f":{key}" in statement}
                    connection.execute(text(statement), used)
                for verb in _VERBS:
                    append(connection, Act(CLIENT, "", verb, f"metas/calculo/{run}", at, after={"mes": str(month)}))


@pytest.fixture
def old(tmp_path: Path) -> Iterator[Path]:
    load_all()
    path = tmp_path / "empresa.prova-loja"
    path.write_bytes(lzma.decompress(OLD.read_bytes()))
    _grow(path)
    yield path


def _format_of(path: Path) -> int:
    raw = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    try:
        return int(raw.execute("PRAGMA user_version").fetchone()[0])
    finally:
        raw.close()


def test_five_years_of_months_open_whole_in_the_present_program(old: Path, tmp_path: Path) -> None:
    around = Surroundings(real_clock(), SessionSecrets(), tmp_path / "pasta", "testes")
    started = time.perf_counter()
    with open_house(around, old) as house:
        spent = time.perf_counter() - started
        print(f"migração de {len(MONTHS)} vigências, formato {FORMAT} para {_format_of(old)}: {spent:.2f} s")
        assert spent < SECONDS
        for step in shipped_migrations()[FORMAT:]:
            assert _format_of(copy_before(old, step.number)) == step.number - 1
        director = scope_of(house)
        assert len(perform(house, director, "metas.periodos")) == len(MONTHS)
        oldest = str(MONTHS[-1])
        (listed,) = perform(house, director, "metas.historico", vigencia=oldest)
        view: RunView = perform(house, director, "metas.resultados", vigencia=oldest, run=listed.run.id)
        assert len(view.goals) == 12 and all(isinstance(goal.value, Decimal) for goal in view.goals)
        _still_proves_itself(house, director)


def _still_proves_itself(house: House, director: Scope) -> None:
    """The month the earlier program calculated: every cell reproduced, one explained, the journal whole."""
    proof = perform(house, director, "metas.reproduzir", run=FIRST_RUN)
    assert proof.cells > 200 and proof.different == ()
    told = perform(house, director, "metas.explicar", address=Address(FIRST_RUN, "meta_litros", ("4",)))
    assert told.identical and abs(told.figure.value - Decimal(40501)) < 41
    assert perform(house, director, "metas.resultados", vigencia=VIGENCIA).run.id == FIRST_RUN
    with house.store.read() as connection:
        assert verify(connection, CLIENT) == ()
        assert len(entries(connection, CLIENT, limit=1000)) >= 26 + 5 * (len(MONTHS) - 1)
