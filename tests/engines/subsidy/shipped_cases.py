"""Worked cases calculated for the tests of what comes after the calculation."""

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import duckdb

from engines.subsidy.chain import Chain, statuses_of
from tests.engines.subsidy.referee import Case, calculated, shipped_chain

CASES = Path(__file__).parents[2] / "subsidy_cases"
T = TypeVar("T")


@dataclass
class Calculated:
    """A case, its chain and the connection that holds its results."""

    case: Case
    connection: duckdb.DuckDBPyConnection
    chain: Chain

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        return self.connection.execute(query).fetchall()

    def one(self, query: str) -> Any:
        return self.rows(query)[0][0]


@contextmanager
def calculated_case(name: str) -> Iterator[Calculated]:
    case = Case(CASES / name)
    connection = calculated(case)
    try:
        yield Calculated(case, connection, shipped_chain(statuses_of(connection)))
    finally:
        connection.close()


def expected(name: str, table: str) -> str:
    """The referee's table as a relation in a query."""
    return f"'{CASES / name / 'expected' / table}.parquet'"


def finished(work: Generator[Any, None, T]) -> T:
    """Runs a generator to its end; what it returns."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            return end.value
