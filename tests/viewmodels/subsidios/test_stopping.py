"""A calculation broken inside a statement leaves the audit's file as it was, and can be asked for again."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from threading import Timer

import duckdb
import pytest

from tests.viewmodels.subsidios.audits import bring, calculate, new_audit, sitting
from viewmodels.operations.house import House
from viewmodels.operations.registry import perform
from viewmodels.operations.scope import Scope

CASE, KNOWN_ON = "simples-v19-2025-11-12", date(2026, 5, 26)


@pytest.fixture
def seat(tmp_path: Path) -> Iterator[tuple[House, Scope]]:
    with sitting(new_audit(tmp_path)) as (house, scope):
        bring(house, scope, CASE)
        yield house, scope


def lines(house: House) -> list[str]:
    """Every row of the file, as its own dump tells them."""
    with house.store.read() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        names = [name for (name,) in raw.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY 1")]
        return [repr(row) for name in names for row in raw.execute(f'SELECT * FROM "{name}"')]


def test_broken_inside_a_statement_nothing_is_kept(seat: tuple[House, Scope]) -> None:
    house, scope = seat
    assert house.audit is not None
    before, bench = lines(house), house.audit.bench
    work = perform(house, scope, "subsidios.calcular", known_on=KNOWN_ON)
    for _ in range(20):
        next(work)
    breaking = Timer(0.1, bench.interrupt)
    breaking.start()
    with pytest.raises(duckdb.InterruptException):
        bench.session.connection.execute("SELECT sum(a.i * b.i) FROM range(9000000) a(i), range(9000000) b(i)")
    breaking.join()
    work.close()
    assert lines(house) == before
    assert calculate(house, scope, KNOWN_ON.isoformat()) == 1
