"""Deciding on goals and publishing them: decisions one by one, publication in one transaction (seed 003 §12.4)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from engines.calendar import Month
from engines.goals.approval import Decision, Goal, GoalKey, Outcome, Saved, decide, refusal
from engines.goals.periods import PLANNING
from engines.money import canonical_text
from storage.errors import KnownError
from storage.journal import Act, append
from storage.metas.decisions import ADJUSTED, APPROVED, REFUSED, Taken, decisions, save_decision, withdraw
from storage.metas.registers import period_status
from storage.metas.targets import (
    ApprovedValue,
    add_value,
    approved_values,
    keep_target_before,
    performances,
    set_target,
)
from storage.people import sectors_of
from storage.runs import FINISHED, Run, Status, latest_run, set_status
from storage.store import Connection
from storage.store.canonical import canonical_json
from viewmodels.operations.house import House
from viewmodels.operations.metas.before_approval import refuse_kept
from viewmodels.operations.metas.gathering import AREA
from viewmodels.operations.metas.instalment_plans import write_plans
from viewmodels.operations.metas.recalculating import journal_correction, undoing_reason
from viewmodels.operations.metas.results import RunView, goals_of, usable_run, view_of
from viewmodels.operations.metas.step_trail import journal_value
from viewmodels.operations.metas.undoing import undo
from viewmodels.operations.registry import operation
from viewmodels.operations.scope import Scope

RIGHT = "metas.aprovar"
OUT_OF_REACH = "SETOR_FORA_DO_ALCANCE"


@operation("metas.decidir", right=RIGHT, mode="write", area="metas", verb="GOAL_DECIDED")
def decide_goals(
    house: House, scope: Scope, *, run: int, digest: str, chosen: Mapping[GoalKey, Decision | None]
) -> tuple[tuple[GoalKey, str], ...]:
    """Records decisions on goals of a run, each journalled; None takes one back. They have no effect yet.

    Returns the goals whose decision was refused, each with its code. Raises KnownError METAS.CALCULO_MUDOU when the
    run is not the one the screen showed (F-41), METAS.CALCULO_NAO_APROVAVEL when it may not be decided.
    """
    at = house.clock.now()
    with house.store.write() as connection:
        view = decidable(connection, house, scope, run, digest)
        goals = goals_of(view)
        reach = sectors_of(connection, scope.user, scope.client, RIGHT)
        refused = []
        for key, decision in chosen.items():
            error = _refused(goals[key], decision, reach is None or key[1] in reach)
            if error:
                refused.append((key, error))
            else:
                _record(connection, scope, view, key, decision, at)
    return tuple(refused)


def _refused(goal: Goal, decision: Decision | None, in_reach: bool) -> str:
    if not in_reach:
        return OUT_OF_REACH
    return refusal(goal, decision) if decision is not None and decision.approved else ""


def decidable(connection: Connection, house: House, scope: Scope, run: int, digest: str) -> RunView:
    """The run as the screen showed it, which may still be decided.

    Raises KnownError CPE_001, METAS.CALCULO_NAO_APROVAVEL, METAS.CALCULO_MUDOU.
    """
    found = usable_run(connection, scope.client, "", run)
    refuse_unless_planning(connection, scope, found)
    if found.status not in FINISHED:
        state = house.texts.say(f"ESTADO.{found.status}")
        raise KnownError("METAS.CALCULO_NAO_APROVAVEL", calculo=run, situacao=state)
    view = view_of(connection, scope.client, found)
    if view.digest != digest:
        raise KnownError("METAS.CALCULO_MUDOU", calculo=run)
    return view


def refuse_unless_planning(connection: Connection, scope: Scope, run: Run) -> None:
    """Raises KnownError CPE_001 unless the run's period is being planned (F-46)."""
    status = period_status(connection, scope.client, Month.parse(run.context))
    if status != PLANNING:
        raise KnownError("CPE_001", situacao=status or "")


def _record(
    connection: Connection, scope: Scope, view: RunView, key: GoalKey, decision: Decision | None, at: datetime
) -> None:
    goal = next(g for g in view.goals if g.key == key)
    before = goal.decision.decision if goal.decision else None
    if decision is None:
        withdraw(connection, view.run.id, key)
        journal_decision(connection, scope, view.run.id, key, before, None, "", at)
        return
    taken = _taken(view, key, decision, scope, at)
    save_decision(connection, view.run.id, taken)
    after = {"decisao": taken.decision, "valor": taken.value, "calculado": taken.calculated}
    journal_decision(connection, scope, view.run.id, key, before, after, decision.justification, at)


def _taken(view: RunView, key: GoalKey, decision: Decision, scope: Scope, at: datetime) -> Taken:
    calculated = goals_of(view)[key].value
    if not decision.approved:
        return Taken(*key, REFUSED, calculated, None, decision.justification, at, scope.user)
    kind = APPROVED if decision.custom is None else ADJUSTED
    value = calculated if decision.custom is None else decision.custom
    return Taken(*key, kind, calculated, value, decision.justification, at, scope.user)


def journal_decision(
    connection: Connection, scope: Scope, run: int, key: GoalKey, before: object, after: object, why: str, at: datetime
) -> None:
    """One entry for one decision on one goal."""
    entity = f"metas/calculo/{run}/{key[0]}/{key[1]}"
    act = Act(scope.client, scope.user, "GOAL_DECIDED", entity, at, before, after, why, scope.origin)
    append(connection, act)


@dataclass(frozen=True)
class Published:
    """What publishing wrote; `status` is the seed's integrationStatus."""

    run: int
    outcome: Outcome
    targets_updated: int
    replaced: int | None

    @property
    def status(self) -> str:
        """SUCCESS, PARTIAL or FAILED."""
        return self.outcome.status


@operation("metas.aprovar", right=RIGHT, mode="write", area="metas", verb="CALCULATION_APPROVED", whole_company=True)
def publish(house: House, scope: Scope, *, run: int, digest: str) -> Published:
    """Publishes the decided goals in one transaction: values, targets with what they were before, state, journal.

    A run approved before for the same vigência is undone in the same transaction (F-08, F-43). Raises KnownError
    METAS.PENDENTES while a goal is undecided, METAS.NADA_A_SALVAR when every goal was refused, METAS.APROVAR_GUARDADO
    while data kept from before are not consented to.
    """
    at = house.clock.now()
    with house.store.write() as connection:
        view = decidable(connection, house, scope, run, digest)
        refuse_kept(connection, view)
        if view.pending:
            raise KnownError("METAS.PENDENTES", n=len(view.pending))
        outcome = decide(goals_of(view), _as_decisions(connection, run))
        if not outcome.saved:
            raise KnownError("METAS.NADA_A_SALVAR")
        replaced = _replace(connection, house, scope, view, at)
        _write(connection, scope, view, outcome.saved, at)
        write_plans(connection, scope, view, outcome.saved, at)
        set_status(connection, run, Status.APPROVED, at)
        _journal_publication(connection, scope, view, outcome, replaced, at)
    return Published(run, outcome, len(outcome.saved), replaced)


def _as_decisions(connection: Connection, run: int) -> dict[GoalKey, Decision]:
    found = {}
    for key, taken in decisions(connection, run).items():
        custom = taken.value if taken.decision == ADJUSTED else None
        found[key] = Decision(taken.decision != REFUSED, custom, taken.justification)
    return found


def _replace(connection: Connection, house: House, scope: Scope, view: RunView, at: datetime) -> int | None:
    """Undoes the run in force, whose values the new one supersedes."""
    old = latest_run(connection, scope.client, AREA, view.run.context, frozenset({Status.APPROVED}))
    if old is None:
        return None
    undo(connection, scope, old, undoing_reason(connection, scope.client, view.run.id, old.id), at)
    journal_correction(connection, scope, view.run.id, old.id, at)
    return old.id


def _write(connection: Connection, scope: Scope, view: RunView, saved: tuple[Saved, ...], at: datetime) -> None:
    month = view.vigencia
    standing = approved_values(connection, scope.client, month)
    for key in {s.key for s in saved} & standing.keys():
        raise KnownError("METAS.VALOR_EXISTENTE", criterio=key[0], setor=key[1])
    held = performances(connection, scope.client, month)
    units = {c.key: c.unit for c in view.book.rules.criteria}
    for item in saved:
        criterion, sector = item.key
        found = held.get(item.key)
        keep_target_before(connection, view.run.id, month, item.key, found is not None, found.target if found else None)
        add_value(connection, scope.client, month, _value(view, item, units[criterion], scope, at))
        set_target(connection, scope.client, month, item.key, item.value, at, scope.user)
        journal_value(connection, scope, view.run.id, month, item, found, at)


def _value(view: RunView, item: Saved, unit: str, scope: Scope, at: datetime) -> ApprovedValue:
    """The seed's record of a saved goal (G-066); an adjusted one says so and keeps what was calculated (F-38)."""
    taken = next(g.decision for g in view.goals if g.key == item.key)
    reason = taken.justification if taken and item.adjusted else f"Meta automática - Cálculo ID: {view.run.id}"
    metadata = {
        "calculationId": view.run.id,
        "calculationMethod": "automatic_operational_goals",
        "wasCalculatedAutomatically": not item.adjusted,
        "valorCalculado": None if item.calculated is None else canonical_text(item.calculated),
    }
    return ApprovedValue(
        *item.key, item.value, item.calculated, unit, reason, canonical_json(metadata), view.run.id, at, scope.user
    )


def _journal_publication(
    connection: Connection, scope: Scope, view: RunView, outcome: Outcome, replaced: int | None, at: datetime
) -> None:
    after = {
        "salvas": {f"{s.key[0]}/{s.key[1]}": s.value for s in outcome.saved},
        "recusadas": [f"{c}/{s}" for c, s in outcome.rejected],
        "situacao": outcome.status,
        "substituiu": replaced,
    }
    entity = f"metas/calculo/{view.run.id}"
    act = Act(scope.client, scope.user, "CALCULATION_APPROVED", entity, at, None, after, "", scope.origin)
    append(connection, act)


def clean_goals(view: RunView) -> tuple[GoalKey, ...]:
    """Undecided goals with nothing to look at: the ones that may be approved together (exceptions first)."""
    return tuple(g.key for g in view.pending if g.grave is None and not g.blocked and goals_of(view)[g.key].value)
