"""A folder of tables recalculated stage by stage, with no store: what `subsidio auditar` does."""

import tempfile
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from engines.finding import Finding
from engines.subsidy.chain import lay_rules, publishable, statuses_of
from engines.subsidy.lifetimes import dropped_after
from engines.subsidy.rules import Known
from engines.subsidy.steps import run
from storage.auditoria.faulted import Faults, said
from storage.auditoria.importing import catalogue, read_folder
from storage.auditoria.publishing import StageWritten, publish, total_paid
from storage.auditoria.settled_days import chosen_days
from storage.auditoria.shipped import shipped_chain
from storage.bulk.session import bulk_session, load_inputs
from viewmodels.jobs import Progress, Work

MEMORY = "3GB"
"""What a calculation may hold before it spills: a city's fortnight fits."""


@dataclass(frozen=True, slots=True)
class FolderAudit:
    """What came of it: the days settled, the rules known on, each stage written, R$ paid (None: something is missing).

    `faults` are codes and arguments of what kept the tables from being read; nothing was calculated then.
    """

    known_on: date
    days: tuple[date, ...] = ()
    stages: tuple[StageWritten, ...] = ()
    total: Decimal | None = None
    warnings: tuple[Finding, ...] = ()
    faults: tuple[tuple[str, dict[str, object]], ...] = ()
    fault_count: int = 0


def audit_folder(
    folder: Path, out: Path, known_on: date, since: date | None = None, until: date | None = None
) -> Work[FolderAudit]:
    """Recalculates every stage the tables of `folder` allow and writes each under upstream's name into `out`.

    The days are those from `since` to `until`, both included; without them, those of the calendar given, else of the
    vehicles' GPS. Raises KnownError IMPORTACAO.… when there is nothing to read, SUBSIDIO_SEM_DIAS, EXPORTAR_RECUSADO.
    """
    asked, known = catalogue(), Known(known_on)
    yield Progress("SUBSIDIO.LENDO", args={"pasta": folder.name})
    read = read_folder(folder, asked)
    if isinstance(read, Faults):
        told = tuple((code, dict(args)) for code, args in said(read))
        return FolderAudit(known_on, faults=told, fault_count=read.total)
    days, given, warnings = chosen_days(read.tables, since, until), frozenset(read.tables), read.warnings
    tables = dict(read.tables)
    del read
    with tempfile.TemporaryDirectory(prefix="prova-real-") as spill, bulk_session(Path(spill), MEMORY) as session:
        load_inputs(session, asked, tables)
        chain = shipped_chain(statuses_of(session.connection))
        lay_rules(session.connection, chain, days, known)
        gone = dropped_after(chain.steps, inputs=True)
        for done, (step, _day) in enumerate(run(session.connection, chain.steps, days, gone)):
            yield Progress("SUBSIDIO.ETAPA", done, len(chain.steps), {"etapa": step.name})
        stages = publishable(chain, given, days, known)
        written = publish(session, chain, stages, days, known, out)
        return FolderAudit(known_on, days, written, total_paid(session, stages), warnings)
