"""The standing checks over a folder of tables, calculated for that and let go: what `subsidio verificar` does."""

import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from engines.subsidy.chain import lay_rules, statuses_of
from engines.subsidy.checking.outcomes import Outcome, Verdict
from engines.subsidy.checking.running import Audited, run_checks
from engines.subsidy.rules import Known
from engines.subsidy.steps import run
from storage.auditoria.faulted import Faults, said
from storage.auditoria.importing import catalogue, read_folder
from storage.auditoria.settled_days import chosen_days
from storage.auditoria.shipped import shipped_chain
from storage.bulk.session import bulk_session, load_inputs
from storage.texts.sentences import Texts
from viewmodels.jobs import Progress, Work
from viewmodels.operations.subsidios.checking import shipped_checks
from viewmodels.operations.subsidios.folder_audit import MEMORY


@dataclass(frozen=True, slots=True)
class FolderChecks:
    """What came of it: the days, the rules known on, each outcome in order.

    `faults` are codes and arguments of what kept the tables from being read; nothing was asked then.
    """

    known_on: date
    days: tuple[date, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    faults: tuple[tuple[str, dict[str, object]], ...] = ()
    fault_count: int = 0


def check_folder(
    folder: Path, known_on: date, since: date | None = None, until: date | None = None
) -> Work[FolderChecks]:
    """Calculates every stage the tables of `folder` allow and asks every standing check; nothing is written.

    The days are chosen as in `audit_folder`. Raises KnownError IMPORTACAO.… when there is nothing to read,
    SUBSIDIO_SEM_DIAS.
    """
    asked, known = catalogue(), Known(known_on)
    yield Progress("SUBSIDIO.LENDO", args={"pasta": folder.name})
    read = read_folder(folder, asked)
    if isinstance(read, Faults):
        return FolderChecks(
            known_on, faults=tuple((code, dict(args)) for code, args in said(read)), fault_count=read.total
        )
    given, tables = frozenset(read.tables), dict(read.tables)
    days, checklist, found = chosen_days(read.tables, since, until), shipped_checks(), list[Outcome]()
    del read
    with tempfile.TemporaryDirectory(prefix="prova-real-") as spill, bulk_session(Path(spill), MEMORY) as session:
        load_inputs(session, asked, tables)
        chain = shipped_chain(statuses_of(session.connection))
        lay_rules(session.connection, chain, days, known)
        for done, (step, _day) in enumerate(run(session.connection, chain.steps, days)):
            yield Progress("SUBSIDIO.ETAPA", done, len(chain.steps), {"etapa": step.name})
        looked_at = Audited(chain.book, days, known, given)
        for done, (check, outcome) in enumerate(run_checks(session.connection, checklist, looked_at)):
            found.append(outcome)
            yield Progress("SUBSIDIO.VERIFICANDO", done + 1, len(checklist.checks), {"verificacao": check.short})
    return FolderChecks(known_on, days, tuple(found))


def outcome_words(texts: Texts, outcome: Outcome) -> str:
    """What came of a check, in one line: what was found, what is missing, or its title."""
    title, finding = texts.say(f"{outcome.check.code}.TITULO"), outcome.finding()
    if outcome.verdict is Verdict.NOT_VERIFIABLE:
        return texts.say("SUB_VERIFICA.NAO_VERIFICAVEL", verificacao=title, faltam=", ".join(outcome.missing))
    return title if finding is None else texts.say_finding(finding)


def counted(outcomes: tuple[Outcome, ...]) -> dict[str, int]:
    """How many outcomes there are of each verdict, in the order of the verdicts."""
    return {verdict.value: sum(each.verdict is verdict for each in outcomes) for verdict in Verdict}
