"""Recalculating after a correction: a new run linked to the one in force, which stands until it is approved (F-08)."""

from collections.abc import Generator, Mapping, Sequence
from datetime import datetime

from engines.calendar import Month
from engines.goals.periods import PLANNING
from storage.errors import KnownError
from storage.journal import Act, append
from storage.metas.registers import period_status
from storage.routine.recalculations import Recalculation, correction_of, link_runs, recalculations
from storage.runs import Run, Status, inputs_of
from storage.store import Connection
from viewmodels.jobs import Progress
from viewmodels.operations.house import House
from viewmodels.operations.metas.calculating import calculate
from viewmodels.operations.metas.gathering import AREA
from viewmodels.operations.metas.given import CONSENT, Consent
from viewmodels.operations.metas.reading import read_erp
from viewmodels.operations.metas.results import chosen_of, usable_run
from viewmodels.operations.registry import operation
from viewmodels.operations.scope import Scope

VERB = "CALCULATION_RECALCULATED"
REASON = "Recálculo com dados corrigidos"
"""Reason of the undoing of the run that was corrected, in the specification's words (§10.3)."""
SHORTEST_REASON = 10


@operation("metas.recalcular", right="metas.calcular", mode="write", area="metas", verb=VERB)
def recalculate(
    house: House, scope: Scope, *, run: int, reason: str, snapshot: str = "", consents: Sequence[Consent] = ()
) -> Generator[Progress, None, int]:
    """Job that calculates the vigência of an approved run again and returns the new run's number, linked to it.

    Without a snapshot the ERP is read anew; consents given to the original are given again, and the inputs chosen for
    it (instalments, the alternative km) go over as they were chosen. The run in force stays
    until the new one is approved. Raises KnownError METAS.NAO_RECALCULAVEL unless it is approved, CPE_001 unless its
    vigência is in planning, METAS.MOTIVO_CURTO, METAS.BLOQUEADO when the corrected data ask for a new consent.
    """
    if len(reason.strip()) < SHORTEST_REASON:
        raise KnownError("METAS.MOTIVO_CURTO", minimo=SHORTEST_REASON)
    with house.store.read() as connection:
        old = _correctable(connection, house, scope, run)
        kept = [Consent(g.member["achado"], g.why) for g in inputs_of(connection, run) if g.key == CONSENT]
        chosen = chosen_of(connection, run)
    if not snapshot:
        snapshot = (yield from read_erp(house, scope, vigencia=old.context)).snapshot
    given = {consent.key: consent for consent in (*kept, *consents)}
    answers = tuple(given.values())
    made = yield from calculate(house, scope, vigencia=old.context, snapshot=snapshot, consents=answers, chosen=chosen)
    with house.store.write() as connection:
        link = Recalculation(made, run, reason.strip(), house.clock.now(), scope.user)
        link_runs(connection, scope.client, link)
    return made


@operation("metas.recalculos", right="metas.ver", mode="read", area="metas")
def links(house: House, scope: Scope) -> Mapping[int, Recalculation]:
    """Runs made again after a correction, by number: what history shows as a chain."""
    with house.store.read() as connection:
        return recalculations(connection, scope.client)


def _correctable(connection: Connection, house: House, scope: Scope, run: int) -> Run:
    found = usable_run(connection, scope.client, "", run)
    if found.status is not Status.APPROVED:
        state = house.texts.say(f"ESTADO.{found.status}")
        raise KnownError("METAS.NAO_RECALCULAVEL", calculo=run, situacao=state)
    status = period_status(connection, scope.client, Month.parse(found.context))
    if status != PLANNING:
        raise KnownError("CPE_001", situacao=house.texts.say(f"ESTADO.{status}"))
    return found


def undoing_reason(connection: Connection, client: str, run: int, old: int) -> str:
    """Why the run in force is undone when `run` is approved: corrected by it, or merely replaced."""
    corrected = correction_of(connection, client, run, old) is not None
    return REASON if corrected else f"Substituído pelo cálculo {run}"


def journal_correction(connection: Connection, scope: Scope, run: int, old: int, at: datetime) -> None:
    """The entry that names both runs and the reason, in the transaction that swaps them; nothing for a mere swap."""
    link = correction_of(connection, scope.client, run, old)
    if link is None:
        return
    before, after = {"calculo": old}, {"calculo": run, "area": AREA}
    act = Act(scope.client, scope.user, VERB, f"metas/calculo/{run}", at, before, after, link.reason, scope.origin)
    append(connection, act)
