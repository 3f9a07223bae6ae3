"""Running the chain: what it leaves when only results are wanted, the same for any threads, and stopped half-way."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import takewhile
from pathlib import Path
from threading import Timer

import duckdb
import pytest

from engines.subsidy.chain import Chain, lay_rules, publishable, published_names, statuses_of
from engines.subsidy.lifetimes import dropped_after
from engines.subsidy.steps import Step, run
from tests.engines.subsidy.bench import input_shapes
from tests.engines.subsidy.referee import Case, shipped_chain

CASE = Case(Path(__file__).parents[2] / "subsidy_cases" / "v20-2025-08-25-3dias")
Rows = dict[str, tuple[int, int]]


def loaded(threads: int = 1) -> tuple[duckdb.DuckDBPyConnection, Chain]:
    connection = duckdb.connect(config={"threads": threads})
    for name, shape in input_shapes().items():
        columns = ", ".join(f"{column} {kind}" for column, kind in shape.items())
        connection.execute(f"CREATE TABLE in_{name} ({columns})")
        if name in CASE.inputs():
            connection.execute(f"INSERT INTO in_{name} BY NAME SELECT * FROM '{CASE.inputs()[name]}'")
    chain = shipped_chain(statuses_of(connection))
    lay_rules(connection, chain, CASE.days, CASE.known)
    return connection, chain


def ran(connection: duckdb.DuckDBPyConnection, chain: Chain, gone: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for step, _day in run(connection, chain.steps, CASE.days, gone):
        yield step.name


def results(connection: duckdb.DuckDBPyConnection, chain: Chain) -> Rows:
    """Rows of each published stage, and a sum of their hashes that no order changes."""
    stages = publishable(chain, frozenset(CASE.inputs()), CASE.days, CASE.known)
    found = {}
    for stage in stages:
        columns = ", ".join(published_names(chain, stage, CASE.days, CASE.known))
        asked = f"SELECT COUNT(*), SUM(hash(one)::HUGEINT) FROM (SELECT ({columns}) AS one FROM {stage.name})"
        found[stage.name] = connection.execute(asked).fetchall()[0]
    return found


@cache
def expected() -> Rows:
    connection, chain = loaded()
    assert list(ran(connection, chain, {}))[-1] == chain.steps[-1].name
    return results(connection, chain)


def test_only_results_are_left_when_only_they_are_wanted() -> None:
    connection, chain = loaded()
    gone = dropped_after(chain.steps, inputs=True)
    assert not any(name.startswith("in_") for names in dropped_after(chain.steps).values() for name in names)
    for _ in ran(connection, chain, gone):
        pass
    assert results(connection, chain) == expected()
    left = {name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    needed = {name for step in chain.steps if step.view for name in step.reads}
    of_the_chain = {step.name for step in chain.steps if not step.view and not step.published}
    assert left & of_the_chain <= needed
    assert not left & {"ponto_ajuste", "viagem_hora", "viagem_validador", "viagem_bilhetagem"}
    assert not left & {"in_gps_validador", "in_transacao", "in_viagem_completa"}


def test_two_threads_give_the_same_rows_as_one() -> None:
    connection, chain = loaded(threads=2)
    assert len(expected()) >= 12
    for _ in ran(connection, chain, {}):
        pass
    assert results(connection, chain) == expected()


@pytest.mark.parametrize("until", ["viagem_transacao", "folha_grupo"])
def test_a_calculation_left_half_way_is_done_again_in_the_same_session(until: str) -> None:
    connection, chain = loaded()
    left = list(takewhile(lambda name: name != until, ran(connection, chain, {})))
    assert left[-1] != chain.steps[-1].name
    for _ in ran(connection, chain, {}):
        pass
    assert results(connection, chain) == expected()


def test_a_step_broken_inside_leaves_the_session_as_it_was_before_it() -> None:
    connection, chain = loaded()
    connection.execute("CREATE TABLE classe AS SELECT 1 AS antes")
    endless = Step("classe", "SELECT sum(a.i * b.i) AS s FROM range(9000000) a(i), range(9000000) b(i)", ())
    breaking = Timer(0.1, connection.interrupt)
    breaking.start()
    with pytest.raises(duckdb.InterruptException):
        list(run(connection, [endless], CASE.days))
    breaking.join()
    assert connection.execute("SELECT * FROM classe").fetchall() == [(1,)]
    for _ in ran(connection, chain, {}):
        pass
    assert results(connection, chain) == expected()
