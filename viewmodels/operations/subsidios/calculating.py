"""The calculation of an audit: the whole chain over what was brought, its results and texts frozen with the run."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from engines.subsidy.chain import publishable
from engines.subsidy.rules import Known
from storage.auditoria.bench import AuditBench, Laid
from storage.auditoria.publishing import stage_arrows, total_paid
from storage.auditoria.shipped import shipped_texts
from storage.auditoria.sources import SourceKind, source_in_force
from storage.bulk.results import RunOf, prepare_results, save_results
from storage.journal import Act, append
from storage.runs import Input, NewRun, Results, Status, inputs_of, list_runs, save, start, texts_of
from storage.runs.start import walk_to
from storage.version import GRAMMAR, VERSION
from viewmodels.jobs import Progress, Work
from viewmodels.operations.house import House
from viewmodels.operations.registry import AUDIT_AREA, operation
from viewmodels.operations.scope import Scope
from viewmodels.operations.subsidios.workspace import open_audit_of

VERB = "subsidios.calcular"
KNOWN_ON, DAYS, TOTAL = "conhecido_em", "dias", "total_a_pagar"

if TYPE_CHECKING:
    import pyarrow


@dataclass(frozen=True, slots=True)
class Calculated:
    """What a calculation gave: its run, days, known-on date, R$ paid (None: a table is missing), rows of each stage."""

    run: int
    days: tuple[date, ...]
    known_on: date
    total: Decimal | None
    stages: tuple[tuple[str, int], ...]


@operation(
    "subsidios.calcular", right="subsidios.auditar", mode="write", area=AUDIT_AREA, verb=VERB, whole_company=True
)
def calculate(house: House, scope: Scope, *, known_on: date, days: Sequence[date] = ()) -> Work[Calculated]:
    """Calculates every stage with the rules known on a day and saves the run; stopped half-way, nothing is saved.

    Raises KnownError AUDITORIA_NENHUMA, AUDITORIA_SEM_TABELAS, AUDITORIA_OCUPADA.
    """
    bench = open_audit_of(house).bench
    yield from steps(bench, Known(known_on), days)
    laid = bench.standing()
    stages = publishable(laid.chain, laid.given, laid.days, laid.known)
    total = total_paid(bench.session, stages)
    yield Progress("SUBSIDIO.GRAVANDO")
    made = stage_arrows(bench.session, laid.chain, stages, laid.days, laid.known)
    run = _saved(house, scope, laid, total, made)
    rows = tuple((name, len(table)) for name, table in made.items())
    return Calculated(run, laid.days, known_on, total, rows)


@operation("subsidios.preparar", right="subsidios.ver", mode="read", area=AUDIT_AREA)
def prepare_bench(house: House, scope: Scope) -> Work[bool]:
    """Puts the last calculation on the bench again, with the texts it froze; False when there was none."""
    bench = open_audit_of(house).bench
    with house.store.read() as connection:
        found = next(iter(list_runs(connection, scope.client, AUDIT_AREA, limit=1)), None)
        if found is None:
            return False
        asked, texts = asked_of(connection, found.id), texts_of(connection, found.id)
    yield from steps(bench, Known(asked.known_on), asked.days, texts)
    return True


def steps(
    bench: AuditBench, known: Known, days: Sequence[date] = (), texts: Mapping[str, str] | None = None
) -> Work[None]:
    """Runs the chain on the bench, telling each step. Raises KnownError AUDITORIA_SEM_TABELAS, AUDITORIA_OCUPADA."""
    for done, (step, _day) in enumerate(bench.calculate(known, days, texts)):
        yield Progress("SUBSIDIO.ETAPA", done, None, {"etapa": step.name})


@dataclass(frozen=True, slots=True)
class Asked:
    """What a run was asked: the known-on date and the days; and the R$ it gave."""

    known_on: date
    days: tuple[date, ...]
    total: Decimal | None


def asked_of(connection: Any, run: int) -> Asked:
    """What a run of the audit was asked."""
    given = {each.key: each.value for each in inputs_of(connection, run)}
    known_on, days, total = given[KNOWN_ON], given[DAYS], given.get(TOTAL)
    assert isinstance(known_on, date)
    assert isinstance(days, str)
    settled = tuple(date.fromisoformat(day) for day in days.split())
    return Asked(known_on, settled, total if isinstance(total, Decimal) else None)


def _saved(house: House, scope: Scope, laid: Laid, total: Decimal | None, made: "Mapping[str, pyarrow.Table]") -> int:
    at = house.clock.now()
    prepared = prepare_results(RunOf(scope.client, 0, at), made)
    context = f"{laid.days[0]}..{laid.days[-1]}"
    new = NewRun(scope.client, AUDIT_AREA, context, scope.user, house.owner or "auditoria", at, VERSION, GRAMMAR)
    with house.store.write() as connection:
        source = source_in_force(connection, SourceKind.INPUT)
        assert source is not None
        run = start(connection, new)
        walk_to(connection, run, Status.SAVING_RESULTS, at)
        save(connection, run, Results(_inputs(scope, laid, total, at), shipped_texts(), {"entrada": source.snapshot}))
        save_results(connection, RunOf(scope.client, run, at), prepared)
        walk_to(connection, run, Status.COMPLETED, at)
        told = {"conhecido_em": laid.known.on, "dias": len(laid.days), "total": total, "resultado": prepared.id}
        append(connection, Act(scope.client, scope.user, VERB, f"corrida/{run}", at, after=told))
    return run


def _inputs(scope: Scope, laid: Laid, total: Decimal | None, at: datetime) -> tuple[Input, ...]:
    given = (
        Input(KNOWN_ON, laid.known.on, who=scope.user, when=at),
        Input(DAYS, " ".join(day.isoformat() for day in laid.days)),
    )
    return given if total is None else (*given, Input(TOTAL, total, unit="BRL"))
