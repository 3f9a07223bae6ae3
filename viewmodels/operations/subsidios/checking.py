"""The standing checks of an audit: each asked of the tables on the bench, its evidence left there to be looked at."""

from dataclasses import dataclass
from datetime import datetime

from engines.subsidy.checking.checks import Checklist, load_checks
from engines.subsidy.checking.outcomes import Outcome
from engines.subsidy.checking.running import Audited, run_checks
from storage.auditoria.bench import PAID, Laid
from storage.auditoria.evidence_rows import forget_check_rows
from storage.resources import load_yaml, read_text, resource_names
from viewmodels.jobs import Progress, Work
from viewmodels.operations.house import House
from viewmodels.operations.registry import AUDIT_AREA, operation
from viewmodels.operations.scope import Scope
from viewmodels.operations.subsidios.workspace import open_audit_of

CHECKS = "verificacoes/subsidio"


@dataclass(frozen=True, slots=True)
class Checked:
    """What each check gave, in order, and when they were run; evidence is in `verificacao_<name>` on the bench."""

    outcomes: tuple[Outcome, ...]
    at: datetime


@operation("subsidios.verificar", right="subsidios.ver", mode="read", area=AUDIT_AREA)
def check(house: House, scope: Scope) -> Work[Checked]:
    """Runs every standing check on the last calculation. Raises KnownError AUDITORIA_SEM_CALCULO, AUDITORIA_OCUPADA."""
    bench, found = open_audit_of(house).bench, list[Outcome]()
    laid, checklist = bench.standing(), shipped_checks()
    with bench.working():
        forget_check_rows(bench)
        for done, (one, outcome) in enumerate(run_checks(bench.session.connection, checklist, audited(laid))):
            found.append(outcome)
            yield Progress("SUBSIDIO.VERIFICANDO", done + 1, len(checklist.checks), {"verificacao": one.short})
    return Checked(tuple(found), house.clock.now())


def shipped_checks() -> Checklist:
    """The standing checks this program ships."""
    files = [load_yaml(name) for name in resource_names(CHECKS, ".yaml")]
    return load_checks(files, lambda name: read_text(f"{CHECKS}/{name}.sql"))  # type: ignore[arg-type]


def audited(laid: Laid) -> Audited:
    """What the checks look at on a bench."""
    given = laid.given | {f"{PAID}{name}" for name in laid.published}
    return Audited(laid.chain.book, laid.days, laid.known, given)
