"""Measuring a piece of work: median of five beside a reference query, held to its budget."""

import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

ROUNDS = 5
REFERENCE_SQL = "SELECT sum(hash(i) % 1000) FROM range(3000000) AS numbers(i)"
"""A fixed aggregate of DuckDB, one thread: says how fast this machine is today."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds of each round of a piece of work, and the seconds it may take (None: told only); or GB, in `unit`."""

    name: str
    rounds: tuple[float, ...]
    budget: float | None = None
    unit: str = "s"

    @property
    def seconds(self) -> float:
        """Median of the rounds."""
        return statistics.median(self.rounds)

    @property
    def verdict(self) -> str:
        """OK, ACIMA, or nothing where there is no budget."""
        if self.budget is None:
            return ""
        return "OK" if self.seconds < self.budget else "ACIMA"


def measured(name: str, work: Callable[[], object], budget: float | None = None, warm: bool = True) -> Measured:
    """Five rounds of a piece of work, after one that does not count when `warm`."""
    if warm:
        work()
    return Measured(name, tuple(_timed(work) for _ in range(ROUNDS)), budget)


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def reference() -> Measured:
    """The reference query. DuckDB comes in here alone: the measured window must not pay for it."""
    import duckdb

    with duckdb.connect(config={"threads": 1}) as connection:
        return measured("consulta de referência (DuckDB)", lambda: connection.execute(REFERENCE_SQL).fetchall())


def print_table(results: Iterable[Measured], beside: Measured) -> None:
    """One line per measure: median, fastest and slowest round, ratio to the reference, budget, verdict."""
    print(f"{'medida':<52}{'mediana':>10}{'mín–máx':>17}{'× ref.':>8}{'limite':>10}  situação")
    for each in results:
        ends = f"{_shown(min(each.rounds), each.unit)}–{_shown(max(each.rounds), each.unit)}"
        limit = "" if each.budget is None else _shown(each.budget, each.unit)
        ratio = f"{each.seconds / beside.seconds:.1f}" if each.unit == "s" else ""
        median = _shown(each.seconds, each.unit)
        print(f"{each.name:<52}{median:>10}{ends:>17}{ratio:>8}{limit:>10}  {each.verdict}")


def _shown(seconds: float, unit: str) -> str:
    if unit != "s":
        return f"{seconds:.2f} {unit}"
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.1f} ms"
