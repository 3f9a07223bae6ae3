"""Result tables of a run are kept with it and come back as they were."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pyarrow
import pytest
from sqlalchemy.exc import IntegrityError

from storage.bulk.results import RESULT, RunOf, load_results, prepare_results, save_results
from storage.bulk.session import bulk_session
from storage.errors import KnownError
from storage.runs import NewRun, snapshots_of, start
from storage.snapshots import describe, verify_snapshot
from storage.store import Store
from tests.storage.store.opening import CLIENT, NOON, clock, empty, path, store

__all__ = ["clock", "empty", "path", "store"]
SQL = """
    CREATE TABLE sumario AS SELECT DATE '2025-08-27' AS data, 'SV790' AS servico, 12.5::DECIMAL(38,9) AS valor_a_pagar,
    true AS dentro, 7::BIGINT AS viagens, TIMESTAMP '2025-08-27 05:00:00' AS faixa_horaria_inicio
"""


def started(store: Store) -> RunOf:
    with store.write() as connection:
        new = NewRun(CLIENT, "subsidio", "2025-08-27", "ana", "dono", NOON, "1", "1")
        return RunOf(CLIENT, start(connection, new), NOON)


def made(tmp_path: Path) -> dict[str, pyarrow.Table]:
    with bulk_session(tmp_path, threads=1) as session:
        session.connection.execute(SQL)
        session.connection.execute("CREATE TABLE total AS SELECT 1::BIGINT AS linhas")
        return {name: session.arrow(name) for name in ("sumario", "total")}


def test_results_are_tied_to_their_run_and_come_back(store: Store, tmp_path: Path) -> None:
    of, tables = started(store), made(tmp_path)
    prepared = prepare_results(of, tables)
    with store.write() as connection:
        key = save_results(connection, of, prepared)
    with store.read() as connection:
        assert dict(snapshots_of(connection, of.run)) == {RESULT: key}
        assert describe(connection, key).source == RESULT
        verify_snapshot(connection, key)
        found = load_results(connection, of.run)
    assert {name: found.arrow(name) for name in found} == tables
    assert found.arrow("sumario").column("valor_a_pagar").to_pylist() == [Decimal("12.500000000")]
    assert found.arrow("sumario").column("data").to_pylist() == [date(2025, 8, 27)]


def test_a_run_has_one_set_of_results(store: Store, tmp_path: Path) -> None:
    of = started(store)
    prepared = prepare_results(of, made(tmp_path))
    with store.write() as connection:
        save_results(connection, of, prepared)
    with pytest.raises(IntegrityError), store.write() as connection:
        save_results(connection, of, prepared)


def test_a_run_without_results_says_so(store: Store) -> None:
    of = started(store)
    with store.read() as connection, pytest.raises(KnownError, match="FOTO_AUSENTE"):
        load_results(connection, of.run)


def test_a_float_is_no_result(store: Store) -> None:
    with pytest.raises(TypeError, match="pof: double"):
        prepare_results(started(store), {"pof": pyarrow.table({"pof": [1.5]})})


def test_whole_numbers_of_any_width_are_kept_as_one(store: Store) -> None:
    of = started(store)
    rows = pyarrow.table({"ordem": pyarrow.array([1], pyarrow.int32()), "nunca": pyarrow.nulls(1)})
    with store.write() as connection:
        save_results(connection, of, prepare_results(of, {"viagens": rows}))
    with store.read() as connection:
        assert load_results(connection, of.run).arrow("viagens").to_pylist() == [{"ordem": 1, "nunca": None}]
