"""An ERP of 60 garages, 20 000 vehicles and 5 years (29 million vehicle days): how long one month's reading takes.

Run: `python -m tests.bench.erp_scale [FILE]`; the file is made when absent and kept, a temporary one is removed.
"""

import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import Select

from engines.calendar import Month, window_before
from storage.clock import Clock
from storage.erp import statements
from storage.erp.lane import Cancel, Deadline
from storage.erp.profile import default_profile
from storage.erp.source import read_month
from storage.erp.sqlite_source import SqliteSource
from storage.erp.statements import Scope, Window
from storage.sample.erp_file import INDEXES, PAGE_BYTES, SCHEMA

GARAGES, VEHICLES = 60, 20_000
FIRST_DAY, LAST_DAY = date(2020, 8, 1), date(2025, 7, 31)
VIGENCIA, REFERENCE = Month(2025, 8), date(2025, 8, 2)
ROUNDS = 5
EXTRACTS_LIMIT_SECONDS = 4.0

_CLOCK = Clock(wall=lambda: datetime(2025, 8, 2, tzinfo=UTC), monotonic=time.monotonic)

_FILL = f"""
CREATE TEMP TABLE dia AS
    WITH RECURSIVE d(n, dia) AS (
        SELECT 0, '{FIRST_DAY}' UNION ALL SELECT n + 1, date(dia, '+1 day') FROM d WHERE dia < '{LAST_DAY}')
    SELECT n, dia FROM d;
CREATE TEMP TABLE veiculo AS
    WITH RECURSIVE v(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM v WHERE n < {VEHICLES - 1})
    SELECT n, 100 + n % {GARAGES} AS setor, printf('%06d', n) AS codigo FROM v ORDER BY setor, codigo;
INSERT INTO operacao_frota
    SELECT dia.dia, veiculo.setor, veiculo.codigo, 18000 + (veiculo.n * 7919 + dia.n * 31) % 6000,
        6000 + (veiculo.n * 31 + dia.n * 7) % 2500, 'ATIVO'
    FROM dia CROSS JOIN veiculo;
INSERT INTO custos_operacionais
    SELECT dia.dia, 100 + c.n % {GARAGES}, CASE c.n % 4 WHEN 0 THEN 'PNEUS' ELSE 'PECAS' END,
        20000 + (c.n * 7919 + dia.n * 31) % 90000, printf('NF-%d-%d', dia.n, c.n)
    FROM dia CROSS JOIN (SELECT n FROM veiculo WHERE n < {GARAGES * 4}) AS c;
INSERT INTO cadastro_veiculos
    SELECT codigo, setor, 'Urbano', 'OPERACIONAL', 'ATIVO', '2025-07-28 08:30:00' FROM veiculo;
"""


@dataclass(frozen=True, slots=True)
class Measure:
    """Median seconds of a piece of work, and the limit it is held to (None: told only)."""

    name: str
    seconds: float
    limit: float | None = None


def build(path: Path) -> float:
    """Makes the large ERP and returns the seconds it took."""
    began = time.monotonic()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript(
            f"PRAGMA page_size = {PAGE_BYTES}; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
        )
        connection.executescript(f"PRAGMA cache_size = -400000; {SCHEMA} BEGIN; {_FILL} {INDEXES} COMMIT; ANALYZE;")
    return time.monotonic() - began


def measure(path: Path) -> tuple[Measure, ...]:
    """Medians of five: the two extracts, their three-month variant, the search for repeated rows, the whole reading."""
    source = SqliteSource(path, default_profile())
    scope = Scope(source.profile, source.tables, tuple(range(100, 100 + GARAGES)))
    year, quarter = (_window(months) for months in (16, 3))

    def run(*wanted: Select) -> Callable[[], None]:  # type: ignore[type-arg]
        def work() -> None:
            with source.open(Deadline.after(_CLOCK, 600), Cancel()) as session:
                for statement in wanted:
                    session.rows(statement)

        return work

    def whole() -> None:
        for _ in read_month(source, VIGENCIA, scope.sectors, REFERENCE, Deadline.after(_CLOCK, 600), Cancel()):
            continue

    extracts = run(statements.operation_by_day(scope, year), statements.costs_by_month(scope, year))
    short = run(statements.operation_by_day(scope, quarter), statements.costs_by_month(scope, quarter))
    return (
        Measure("two extracts, 16 months", _median(extracts), EXTRACTS_LIMIT_SECONDS),
        Measure("two extracts, 3 months", _median(short), EXTRACTS_LIMIT_SECONDS),
        Measure("search for repeated rows, 16 months", _median(run(statements.repeated_by_day(scope, year)))),
        Measure("whole reading of a month", _median(whole)),
        Measure("rows of one sector and day", _median(run(_drill(scope)))),
    )


def _drill(scope: Scope) -> Select:  # type: ignore[type-arg]
    one = Scope(scope.profile, scope.tables, scope.sectors[:1])
    return statements.rows_of_day(one, date(2025, 7, 15), 1000)


def _window(months: int) -> Window:
    return Window(window_before(VIGENCIA, months)[0].first, VIGENCIA.first)


def _median(work: Callable[[], None]) -> float:
    spent = []
    for _ in range(ROUNDS):
        began = time.monotonic()
        work()
        spent.append(time.monotonic() - began)
    return statistics.median(spent)


def main(path: Path) -> int:
    """Prints the table; 1 when a limit is passed."""
    if not path.exists():
        print(f"built in {build(path):.0f} s")
    print(f"{path.stat().st_size / 1e9:.2f} GB, {(LAST_DAY - FIRST_DAY).days + 1} days x {VEHICLES} vehicles")
    results = measure(path)
    for each in results:
        limit = "" if each.limit is None else f"  (limit {each.limit:.1f} s)"
        print(f"{each.name:<40} {each.seconds:8.3f} s{limit}")
    return int(any(each.limit is not None and each.seconds > each.limit for each in results))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        sys.exit(main(Path(sys.argv[1])))
    with tempfile.TemporaryDirectory() as folder:
        sys.exit(main(Path(folder) / "erp.db"))
