"""A folder of tables recalculated and compared with the stages the city published, with no store."""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from engines.finding import Finding
from engines.subsidy.chain import Chain, lay_rules, publishable, statuses_of
from engines.subsidy.comparing import Comparison, OrderTotal, StageDifference, compare, order_totals
from engines.subsidy.rules import Known
from engines.subsidy.steps import run
from storage.auditoria.faulted import Faults, said
from storage.auditoria.importing import catalogue, read_folder
from storage.auditoria.published_tables import lay_published
from storage.auditoria.settled_days import chosen_days
from storage.auditoria.shipped import shipped_chain
from storage.auditoria.stage_catalogue import stage_catalogue
from storage.bulk.session import BulkSession, bulk_session, load_inputs
from viewmodels.jobs import Progress, Work
from viewmodels.operations.subsidios.comparing import shipped_grounds
from viewmodels.operations.subsidios.folder_audit import MEMORY

if TYPE_CHECKING:
    import pyarrow


__all__ = ["FolderComparison", "StageDifference", "compare_folder"]


@dataclass(frozen=True, slots=True)
class FolderComparison:
    """What came of it: the days settled, the rules known on, the comparison and the payment orders.

    `faults` are codes and arguments of what kept a folder from being read; nothing was calculated then.
    """

    known_on: date
    days: tuple[date, ...] = ()
    comparison: Comparison | None = None
    orders: tuple[OrderTotal, ...] = ()
    warnings: tuple[Finding, ...] = ()
    faults: tuple[tuple[str, dict[str, object]], ...] = ()
    fault_count: int = 0


def compare_folder(
    folder: Path, published: Path, known_on: date, since: date | None = None, until: date | None = None
) -> Work[FolderComparison]:
    """Recalculates the tables of `folder` and compares each stage with its table in `published`.

    Days as in `audit_folder`. Raises KnownError IMPORTACAO.… when there is nothing to read, SUBSIDIO_SEM_DIAS.
    """
    yield Progress("SUBSIDIO.LENDO", args={"pasta": folder.name})
    read = read_folder(folder, catalogue())
    if isinstance(read, Faults):
        return _refused(known_on, read)
    yield Progress("SUB_COMPARA.PUBLICADO", args={"pasta": published.name})
    theirs = read_folder(published, stage_catalogue())
    if isinstance(theirs, Faults):
        return _refused(known_on, theirs)
    days, known = chosen_days(read.tables, since, until), Known(known_on)
    given, tables, warnings = frozenset(read.tables), dict(read.tables), (*read.warnings, *theirs.warnings)
    del read
    with tempfile.TemporaryDirectory(prefix="prova-real-") as spill, bulk_session(Path(spill), MEMORY) as session:
        load_inputs(session, catalogue(), tables)
        lay_published(session, theirs.tables)
        chain = yield from _calculated(session, days, known)
        comparison = yield from _compared(session, chain, given, theirs.tables, days, known)
        orders = order_totals(session.connection, chain, days, known)
        return FolderComparison(known_on, days, comparison, orders, warnings)


def _refused(known_on: date, faults: Faults) -> FolderComparison:
    told = tuple((code, dict(args)) for code, args in said(faults))
    return FolderComparison(known_on, faults=told, fault_count=faults.total)


def _calculated(session: BulkSession, days: tuple[date, ...], known: Known) -> Work[Chain]:
    chain = shipped_chain(statuses_of(session.connection))
    lay_rules(session.connection, chain, days, known)
    for done, (step, _day) in enumerate(run(session.connection, chain.steps, days)):
        yield Progress("SUBSIDIO.ETAPA", done, len(chain.steps), {"etapa": step.name})
    return chain


def _compared(
    session: BulkSession, chain: Chain, given: frozenset[str], theirs: "Mapping[str, pyarrow.Table]",
    days: tuple[date, ...], known: Known,
) -> Work[Comparison]:  # fmt: skip
    stages = publishable(chain, given, days, known)
    work = compare(session.connection, chain, stages, sorted(theirs), shipped_grounds(), days, known)
    done = 0
    while True:
        try:
            stage = next(work)
        except StopIteration as end:
            result: Comparison = end.value
            return result
        yield Progress("SUBSIDIO.COMPARANDO", done, len(theirs) + 1, {"etapa": stage})
        done += 1
