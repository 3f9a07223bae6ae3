"""The subsidy chain measured on an invented fortnight: each part on a line of its own, and the memory it took.

It runs in a process of its own, `python -m tests.bench.subsidy FOLDER pequeno|real`, that the memory be nobody else's;
it prints the measures as JSON.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from tests.bench.fortnight import write_fortnight
from tests.bench.fortnight_city import KNOWN_ON, REAL, SMALL, Size, settled_days
from tests.bench.measuring import ROUNDS, Measured
from tests.bench.subsidy_thresholds import THRESHOLDS, turned_thresholds

if TYPE_CHECKING:
    import pyarrow

    from storage.bulk.session import BulkSession
    from storage.store import Store

PAYMENT_FROM, PAYMENT_TO = "faixa_planejada", "sumario_faixa_servico_dia_pagamento"
"""The five models of the payment by band; the summaries of older days, with no rows in this city, come after."""
MEMORY = "3GB"
QUESTION = """
SELECT data, consorcio, COUNT(*), SUM(km_apurada_faixa), SUM(valor_a_pagar), SUM(valor_penalidade)
FROM sumario_faixa_servico_dia_pagamento GROUP BY data, consorcio ORDER BY data, consorcio
"""
READ, FROZEN, LOADED = "ler, conferir e tipar as tabelas", "   retratar e guardar as entradas", "   carregar na sessão"
CHAIN, PAYMENT, RESULTS = "cadeia inteira", "   etapas do pagamento", "   materializar e guardar os resultados"
SIGNED = "      dele, pôr em ordem e assinar"
ASKED, PEAK = "   consulta fixa: por dia e consórcio", "   maior memória do processo"
TURNED = "   outro valor de "
BUDGETS = {
    "pequeno": {READ: 10.0, CHAIN: 5.0, PAYMENT: 0.8, RESULTS: 3.0, PEAK: 1.5}
    | {TURNED + key: 1.0 for key in THRESHOLDS},
    "real": {CHAIN: 15.0, PEAK: 4.0},
}
SIZES = {"pequeno": SMALL, "real": REAL}
KEPT = 3
"""Times the results are kept: the median is of these."""
TIMES = {SMALL: ROUNDS, REAL: 3}
"""Rounds of the chain: the median is of these."""
Rounds = dict[str, list[float]]
Made = TypeVar("Made")


def measure_subsidy(folder: Path, size: str) -> Iterator[Measured]:
    """Makes the city in `folder` and measures it in another process."""
    write_fortnight(folder / "cidade", SIZES[size])
    asked = [sys.executable, "-m", "tests.bench.subsidy", str(folder), size]
    told = json.loads(subprocess.run(asked, check=True, stdout=subprocess.PIPE).stdout)
    for name, rounds in told.items():
        unit = "GB" if name == PEAK else "s"
        yield Measured(f"subsídio: {name.strip()}", tuple(rounds), BUDGETS[size].get(name), unit)


@dataclass
class _Bench:
    """A city on disk and the seconds of each measure so far."""

    folder: Path
    size: Size
    rounds: Rounds = field(default_factory=dict)

    def timed(self, name: str, work: Callable[[], Made]) -> Made:
        began = time.perf_counter()
        made = work()
        self.rounds.setdefault(name, []).append(time.perf_counter() - began)
        return made


def measured_rounds(folder: Path, size: Size) -> Rounds:
    """Every measure, in the order they are told."""
    bench = _Bench(folder, size)
    told = (READ, FROZEN, LOADED, CHAIN, PAYMENT, RESULTS, SIGNED, ASKED, PEAK, *(TURNED + key for key in THRESHOLDS))
    bench.rounds = {name: [] for name in told}
    with tempfile.TemporaryDirectory(dir=folder) as spill:
        _remember(bench, Path(spill))
        _calculate(bench, Path(spill))
    _freeze_inputs(bench)
    return bench.rounds


def _remember(bench: _Bench, spill: Path) -> None:
    """The memory of a run that wants only results, before anything else takes any."""
    from storage.bulk.session import bulk_session

    with bulk_session(spill, MEMORY) as session:
        _load(bench, session)
        _run(_Bench(bench.folder, bench.size), session, inputs=True)
        bench.rounds[PEAK] = [resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2]


def _calculate(bench: _Bench, spill: Path) -> None:
    from storage.bulk.session import bulk_session

    with bulk_session(spill, MEMORY) as session:
        _load(bench, session)
        for _ in range(TIMES[bench.size]):
            _run(bench, session)
            bench.timed(ASKED, lambda: session.connection.execute(QUESTION).fetchall())
        _keep_results(bench, session)
        if bench.size is SMALL:
            _run(_Bench(bench.folder, bench.size), session, kept=True)
            for key, seconds in turned_thresholds(session, settled_days(bench.size)):
                bench.rounds[TURNED + key].append(seconds)


def _load(bench: _Bench, session: "BulkSession") -> None:
    from storage.auditoria.importing import catalogue, read_folder
    from storage.auditoria.taking import ReadTables
    from storage.bulk.session import load_inputs

    read = bench.timed(READ, lambda: read_folder(bench.folder / "cidade", catalogue(), settled_days(bench.size)))
    assert isinstance(read, ReadTables)
    tables = dict(read.tables)
    del read
    bench.timed(LOADED, lambda: load_inputs(session, catalogue(), tables))


def _run(bench: _Bench, session: "BulkSession", inputs: bool = False, kept: bool = False) -> None:
    from engines.subsidy.chain import lay_rules, statuses_of
    from engines.subsidy.lifetimes import dropped_after
    from engines.subsidy.rules import Known
    from engines.subsidy.steps import run
    from storage.auditoria.shipped import shipped_chain

    _only_inputs(session)
    days = settled_days(bench.size)
    chain = shipped_chain(statuses_of(session.connection))
    lay_rules(session.connection, chain, days, Known(KNOWN_ON))
    gone = dropped_after(chain.steps, inputs)
    names = [step.name for step in chain.steps]
    reached, began = dict[str, float](), time.perf_counter()
    for step, _day in run(session.connection, chain.steps, days, {} if kept else gone):
        reached.setdefault(step.name, time.perf_counter())
    ended, paid = time.perf_counter(), reached[names[names.index(PAYMENT_TO) + 1]]
    bench.rounds.setdefault(CHAIN, []).append(ended - began)
    bench.rounds.setdefault(PAYMENT, []).append(paid - reached[PAYMENT_FROM])


def _only_inputs(session: "BulkSession") -> None:
    """Away with what an earlier round left: letting it go is no part of the next one."""
    ask = session.connection.execute
    for kind in ("view", "table"):
        there = ask(f"SELECT {kind}_name FROM duckdb_{kind}s() WHERE NOT internal").fetchall()
        for name in (name for (name,) in there if not name.startswith("in_")):
            ask(f'DROP {kind} "{name}"')


def _keep_results(bench: _Bench, session: "BulkSession") -> None:
    from engines.subsidy.chain import publishable, statuses_of
    from engines.subsidy.rules import Known
    from storage.auditoria.publishing import stage_arrows
    from storage.auditoria.shipped import shipped_chain
    from storage.auditoria.workspace import CLIENT
    from storage.bulk.results import RunOf, prepare_results
    from storage.snapshots import freeze

    days, known = settled_days(bench.size), Known(KNOWN_ON)
    chain = shipped_chain(statuses_of(session.connection))
    given = frozenset(path.stem for path in (bench.folder / "cidade").iterdir())
    stages = publishable(chain, given, days, known)
    now = datetime.now(UTC)
    for round_ in range(KEPT):
        with _workspace(bench.folder / f"resultados-{round_}.prova") as store:

            def kept(store: "Store" = store) -> None:
                made = stage_arrows(session, chain, stages, days, known)
                prepared = prepare_results(RunOf(CLIENT, 1, now), made)
                with store.write() as connection:
                    freeze(connection, prepared)

            bench.timed(RESULTS, kept)
    _sign(bench, stage_arrows(session, chain, stages, days, known))


def _sign(bench: _Bench, made: "Mapping[str, pyarrow.Table]") -> None:
    """What it takes to put the rows of the results in order and hash them, part of what keeping them takes."""
    from storage.snapshots import ArrowTable
    from storage.snapshots.arrow_table import columns_of, hash_of_arrow

    tables = [
        ArrowTable(columns_of(rows), rows, "data" if "data" in rows.column_names else "") for rows in made.values()
    ]
    bench.timed(SIGNED, lambda: [hash_of_arrow(table) for table in tables])


def _freeze_inputs(bench: _Bench) -> None:
    from storage.auditoria.importing import catalogue, read_folder
    from storage.auditoria.taking import ReadTables
    from storage.auditoria.workspace import CLIENT
    from storage.snapshots import ArrowTable, Snapshot, freeze, prepare

    asked = catalogue()
    read = read_folder(bench.folder / "cidade", asked, settled_days(bench.size))
    assert isinstance(read, ReadTables)
    shapes = asked.tables
    arrows = {name: ArrowTable(shapes[name].shape, rows, shapes[name].day) for name, rows in read.tables.items()}
    with _workspace(bench.folder / "entradas.prova") as store:

        def kept() -> None:
            prepared = prepare(Snapshot(CLIENT, "entradas", datetime.now(UTC), arrows))
            with store.write() as connection:
                freeze(connection, prepared)

        bench.timed(FROZEN, kept)


@contextmanager
def _workspace(path: Path) -> "Iterator[Store]":
    """A workspace of its own to keep snapshots in."""
    from storage.auditoria.workspace import create_audit
    from storage.clock import Clock
    from storage.store import Store

    clock = Clock(wall=lambda: datetime.now(UTC), monotonic=time.monotonic)
    with Store.open(create_audit(path, clock, "Cidade", "medidas", "Medidas"), clock) as store:
        yield store


if __name__ == "__main__":
    print(json.dumps(measured_rounds(Path(sys.argv[1]), SIZES[sys.argv[2]])))
