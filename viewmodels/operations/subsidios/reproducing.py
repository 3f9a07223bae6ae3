"""A calculation done again with the texts and tables it froze, and compared with what it kept, stage by stage."""

from dataclasses import dataclass
from datetime import date

from engines.subsidy.chain import publishable
from engines.subsidy.rules import Known
from storage.auditoria.publishing import stage_arrows
from storage.bulk.results import RunOf, load_results, prepare_results
from storage.errors import KnownError
from storage.runs import list_runs, texts_of
from storage.version import VERSION
from viewmodels.jobs import Progress, Work
from viewmodels.operations.house import House
from viewmodels.operations.registry import AUDIT_AREA, operation
from viewmodels.operations.scope import Scope
from viewmodels.operations.subsidios.calculating import asked_of, steps
from viewmodels.operations.subsidios.workspace import open_audit_of


@dataclass(frozen=True, slots=True)
class Reproduced:
    """The run done again: stages that came out the same, those that did not, and the versions of the two codes."""

    run: int
    known_on: date
    same: tuple[str, ...]
    different: tuple[str, ...]
    calculated_with: str
    done_again_with: str

    @property
    def identical(self) -> bool:
        """True when every stage is the same, row by row and cell by cell."""
        return not self.different


@operation("subsidios.reproduzir", right="subsidios.ver", mode="read", area=AUDIT_AREA)
def reproduce(house: House, scope: Scope) -> Work[Reproduced]:
    """Does the last calculation again, with its own texts, and compares the rows of every stage with those kept.

    Raises KnownError AUDITORIA_SEM_CALCULO before any, AUDITORIA_OCUPADA, FOTO_… when what was kept was altered.
    """
    bench = open_audit_of(house).bench
    with house.store.read() as connection:
        found = next(iter(list_runs(connection, scope.client, AUDIT_AREA, limit=1)), None)
        if found is None:
            raise KnownError("AUDITORIA_SEM_CALCULO")
        asked, texts = asked_of(connection, found.id), texts_of(connection, found.id)
        kept = load_results(connection, found.id)
    yield from steps(bench, Known(asked.known_on), asked.days, texts)
    laid = bench.standing()
    yield Progress("SUBSIDIO.CONFERINDO")
    stages = publishable(laid.chain, laid.given, laid.days, laid.known)
    made = stage_arrows(bench.session, laid.chain, stages, laid.days, laid.known)
    again = prepare_results(RunOf(scope.client, 0, house.clock.now()), made)
    ours = {table.name: table.rows_hash for table in again.tables}
    names = sorted(ours.keys() | set(kept))
    same = tuple(name for name in names if name in kept and ours.get(name) == kept.hash_of(name))
    different = tuple(name for name in names if name not in same)
    return Reproduced(found.id, asked.known_on, same, different, found.code_version, VERSION)
