"""The watchdog of §14.3.C: calculations that take too long, memory, the ERP; "OK" with its time otherwise (G-090)."""

from collections.abc import Generator, Iterator

from storage.erp.lane import Cancel, Deadline, ReadProgress, run_beside
from storage.erp.source import ErpSource
from storage.errors import KnownError
from storage.routine.limits import limits
from storage.runs import ACTIVE, list_runs
from storage.surroundings import memory_mib
from viewmodels.jobs import Progress
from viewmodels.operations.diagnosis_row import Row
from viewmodels.operations.house import House
from viewmodels.operations.metas.gathering import AREA
from viewmodels.operations.registry import operation
from viewmodels.operations.scope import Scope

ERP_SECONDS = 10.0
"""Longest wait for the ERP's answer (G-090, G-118)."""
TRIES = 3
"""How often a silent ERP is asked before it is called silent (G-118)."""
PASSING = frozenset(f"ORG_001.{kind}" for kind in ("SILENT", "NETWORK", "DROPPED", "QUERY_TIMEOUT", "DEADLINE"))
"""Faults that another try may not meet; a refused password is never tried twice, which would lock the account."""
PROBE_TEXT = {"oracle": "SELECT 1 FROM DUAL"}


@operation("vigia.ver", right="metas.ver", mode="read", area="administracao")
def look(house: House, scope: Scope) -> tuple[Row, ...]:
    """What asks for attention now, or one "OK" with the instant; touches no network."""
    return tuple(watch_rows(house, scope))


def watch_rows(house: House, scope: Scope) -> Iterator[Row]:
    """Alerts, then the "OK" when there is none."""
    alerts = [*_slow(house, scope), *_memory(house, scope)]
    yield from alerts
    if not alerts:
        yield Row("VIGIA.OK", True, {"quando": house.clock.now()})


def _slow(house: House, scope: Scope) -> Iterator[Row]:
    now = house.clock.now()
    with house.store.read() as connection:
        held = limits(connection, scope.client)
        running = list_runs(connection, scope.client, AREA, None, statuses=ACTIVE)
    for run in running:
        minutes = int((now - run.started).total_seconds() // 60)
        if minutes >= held["minutos_calculo"]:
            args = {"calculo": run.id, "contexto": run.context, "minutos": minutes, "limite": held["minutos_calculo"]}
            yield Row("VIGIA.CALCULO_LENTO", False, args)


def _memory(house: House, scope: Scope) -> Iterator[Row]:
    with house.store.read() as connection:
        most = limits(connection, scope.client)["alerta_memoria_mb"]
    used = memory_mib()
    if used is not None and used > most:
        yield Row("VIGIA.MEMORIA", False, {"mib": used, "limite": most})


@operation("vigia.erp", right="metas.calcular", mode="read", area="administracao")
def probe(house: House, scope: Scope) -> Generator[Progress, None, Row]:
    """Job that asks the ERP the smallest question, three times ten seconds at most: one line, well or not."""
    for left in reversed(range(TRIES)):
        row = yield from _once(house, scope)
        if row.well or not left or row.code not in PASSING:
            break
    return row


def _once(house: House, scope: Scope) -> Generator[Progress, None, Row]:
    """One try of the probe; a fault of the world is a line, never an error."""
    started, cancel = house.clock.monotonic(), Cancel()
    deadline = Deadline.after(house.clock, ERP_SECONDS)
    try:
        source: ErpSource = house.erp(scope.client)
        for step in _asking(source, deadline, cancel):
            yield Progress(step.step, step.done, step.total, step.args)
    except GeneratorExit:
        cancel.request()
        raise
    except KnownError as error:
        return Row(error.code, False, error.args_shown)
    spent = round((house.clock.monotonic() - started) * 1000)
    return Row("VIGIA.ERP", True, {"ms": spent, "quando": house.clock.now()})


def _asking(source: ErpSource, deadline: Deadline, cancel: Cancel) -> Generator[ReadProgress, None, None]:
    def ask(report: object) -> None:
        with source.open(deadline, cancel) as session:
            session.ask(PROBE_TEXT.get(session.identity.kind, "SELECT 1"))

    yield ReadProgress("PASSO.ERP.CONNECT")
    yield from run_beside(ask, deadline, cancel)
