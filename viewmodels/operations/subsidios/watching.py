"""Watching the source: two versions compared, the money a change moves in this audit, the register of conclusions."""

from collections.abc import Generator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from engines.subsidy.cost import Cost, CostStep, cost
from engines.subsidy.watching.changes import Change, compared
from engines.subsidy.watching.variation import Variation
from storage.auditoria.analyses import Analysed, Analysis, list_analyses, record_analysis
from storage.auditoria.upstream import read_upstream
from storage.journal import Act, append
from storage.people import names_of
from viewmodels.jobs import Progress, Work
from viewmodels.operations.house import House
from viewmodels.operations.registry import AUDIT_AREA, operation
from viewmodels.operations.scope import Scope
from viewmodels.operations.subsidios.lineage_view import meeting_of
from viewmodels.operations.subsidios.timeline import chain_of
from viewmodels.operations.subsidios.workspace import open_audit_of

ANALYSED = "subsidios.anotar_analise"


@dataclass(frozen=True, slots=True)
class Version:
    """One version of the source: a folder, its project file, or a git repository at a revision."""

    place: Path
    revision: str = ""


@dataclass(frozen=True)
class Register:
    """What was concluded of changes of the source, newest first, and the names of who concluded it."""

    analyses: tuple[Analysis, ...]
    names: dict[str, str]


@operation("subsidios.comparar_fonte", right="subsidios.ver", mode="read", area=AUDIT_AREA)
def compare_source(house: House, scope: Scope, *, before: Version, after: Version) -> Work[tuple[Change, ...]]:
    """What changed between two versions of the source, what touches our clauses first.

    Raises KnownError AUDITORIA_NENHUMA, IMPORTACAO.FONTE.… for what cannot be read.
    """
    meeting = meeting_of(chain_of(house))
    yield Progress("SUB_FONTE.LENDO_ANTES", 0, 3, {"lugar": before.place.name})
    old = read_upstream(before.place, before.revision)
    yield Progress("SUB_FONTE.LENDO_DEPOIS", 1, 3, {"lugar": after.place.name})
    new = read_upstream(after.place, after.revision)
    yield Progress("SUB_FONTE.COMPARANDO", 2, 3)
    return compared(old, new, meeting)


@operation("subsidios.efeito_da_mudanca", right="subsidios.ver", mode="read", area=AUDIT_AREA)
def effect_of_change(house: House, scope: Scope, *, variation: Variation) -> Work[Cost]:
    """What the days of the audit pay with the rules as they are and with a change of the source, and the difference.

    The calculation on the bench is left as it is. Raises KnownError AUDITORIA_SEM_CALCULO, AUDITORIA_OCUPADA,
    ValueError for a change with nothing to calculate.
    """
    if not variation.moves_anything:
        raise ValueError("a change without a variation moves nothing")
    bench = open_audit_of(house).bench
    laid = bench.standing()
    both = variation.both_sides(laid.chain.book, laid.known)
    chain = replace(laid.chain, book=both.book)
    with bench.working():
        return (yield from _told(cost(bench.session.connection, chain, laid.days, both.usual, both.varied)))


def _told(work: Generator[CostStep, None, Cost]) -> Work[Cost]:
    done = 0
    while True:
        try:
            step = next(work)
        except StopIteration as end:
            return end.value  # type: ignore[no-any-return]
        yield Progress("SUBSIDIO.ETAPA", done, None, {"etapa": step.step})
        done += 1


@operation(
    "subsidios.anotar_analise", right="subsidios.auditar", mode="write", area=AUDIT_AREA, verb=ANALYSED,
    whole_company=True,
)  # fmt: skip
def annotate(house: House, scope: Scope, *, change: Change, conclusion: str, effect: Decimal | None = None) -> None:
    """Writes in the register what was concluded of a change of the source.

    Raises KnownError AUDITORIA_NENHUMA, ANALISE_SEM_CONCLUSAO, ANALISE_LONGA.
    """
    open_audit_of(house)
    at = house.clock.now()
    kept = Analysed(change.digest, change.text_code, change.args(), change.clauses)
    with house.store.write() as connection:
        record_analysis(connection, scope.client, Analysis(kept, conclusion, effect, at, scope.user))
        told = {"mudanca": change.name, "caminho": change.path, "moveu": effect}
        entity = f"fonte/{change.digest[:12]}"
        append(connection, Act(scope.client, scope.user, ANALYSED, entity, at, after=told, why=conclusion.strip()))


@operation("subsidios.analises", right="subsidios.ver", mode="read", area=AUDIT_AREA)
def analyses(house: House, scope: Scope) -> Register:
    """The register of what was analysed. Raises KnownError AUDITORIA_NENHUMA."""
    open_audit_of(house)
    with house.store.read() as connection:
        found = list_analyses(connection)
        return Register(found, dict(names_of(connection, {each.analysed_by for each in found})))
