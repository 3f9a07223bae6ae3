"""A run made again with one input of the sheet chosen on purpose: the alternative km, or a debt in instalments."""

from collections.abc import Generator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from engines.figure import Missing, Value
from engines.goals.approval import MIN_JUSTIFICATION, Decision, GoalKey, refusal
from engines.goals.instalments import FEWEST, MOST
from storage.errors import KnownError
from storage.journal import Act, append
from storage.metas.decisions import APPROVED, Taken, save_decision
from storage.people import sectors_of
from storage.routine.recalculations import Recalculation, link_runs
from storage.runs import Input, inputs_of, read_run, snapshots_of
from storage.store import Connection
from viewmodels.jobs import Progress
from viewmodels.operations.house import House
from viewmodels.operations.metas.calculating import ERP, calculate
from viewmodels.operations.metas.chosen import ALTERNATIVE_KM, INSTALMENTS
from viewmodels.operations.metas.deciding import OUT_OF_REACH, RIGHT, decidable, journal_decision
from viewmodels.operations.metas.given import CONSENT, Consent
from viewmodels.operations.metas.results import GoalRow, RunView, goals_of, view_of
from viewmodels.operations.registry import operation
from viewmodels.operations.scope import Scope

WHOLE = Decimal(1)
"""One instalment: the debt taken whole again."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """An input of the sheet and the value somebody chooses for it, with the reason."""

    key: str
    member: Mapping[str, str]
    value: Value
    why: str


@operation("metas.recalcular_com", right="metas.calcular", mode="write", area="metas", verb="CALCULATION_RECALCULATED")
def recalculate_with(
    house: House, scope: Scope, *, run: int, digest: str, chosen: Chosen, approve: GoalKey | None = None
) -> Generator[Progress, None, int]:
    """Job that calculates the vigência of a run again with one more chosen input and returns the new run's number.

    Everything chosen before, the consents and the decisions on goals that came out the same go over to the new run,
    which is linked to the old one. `approve` names the goal this choice decides, approved where it may be. Raises
    KnownError RECUSA.* or METAS.ENTRADA_RECUSADA for a choice that cannot be, METAS.CALCULO_MUDOU for another run.
    """
    with house.store.read() as connection:
        old = decidable(connection, house, scope, run, digest)
        _refuse_wrong(connection, scope, old, chosen)
        given = inputs_of(connection, run)
        snapshot = snapshots_of(connection, run)[ERP]
    inputs = _with(old, chosen, scope, house.clock.now())
    consents = [Consent(g.member["achado"], g.why, g.who, g.when) for g in given if g.key == CONSENT]
    made = yield from calculate(
        house,
        scope,
        vigencia=old.run.context,
        snapshot=snapshot,
        consents=consents,
        chosen=inputs,
        as_of=old.run.started,
    )
    _link(house, scope, old, made, chosen, approve)
    return made


def _refuse_wrong(connection: Connection, scope: Scope, view: RunView, chosen: Chosen) -> None:
    if len(chosen.why.strip()) < MIN_JUSTIFICATION:
        raise KnownError("RECUSA.JUSTIFICATION_REQUIRED")
    reach = sectors_of(connection, scope.user, scope.client, "metas.calcular")
    if reach is not None and chosen.member.get("setor") not in reach:
        raise KnownError(f"RECUSA.{OUT_OF_REACH}")
    members = {axis: {m.key for m in view.evaluation.facts.axes[axis]} for axis in ("setor", "criterio")}
    stands = all(key in members.get(axis, ()) for axis, key in chosen.member.items())
    if not stands or not _possible(view, chosen):
        raise KnownError("METAS.ENTRADA_RECUSADA", entrada=chosen.key, minimo=FEWEST, maximo=MOST)


def _possible(view: RunView, chosen: Chosen) -> bool:
    """True for an alternative km that exists, and for 2 to 12 instalments of a debt (1 takes the plan back)."""
    if chosen.key == ALTERNATIVE_KM:
        other = view.evaluation.value("km_alternativo", chosen.member)
        return isinstance(chosen.value, bool) and not isinstance(other, Missing)
    if chosen.key != INSTALMENTS or not isinstance(chosen.value, Decimal):
        return False
    debt = view.evaluation.value("saldo_devedor", chosen.member)
    counted = chosen.value == chosen.value.to_integral_value() and WHOLE <= chosen.value <= MOST
    return counted and isinstance(debt, Decimal) and debt > 0


def _with(view: RunView, chosen: Chosen, scope: Scope, at: datetime) -> tuple[Input, ...]:
    """What was chosen before with this choice in its place; a choice taken back leaves nothing."""
    kept = tuple(g for g in view.chosen if (g.key, dict(g.member)) != (chosen.key, dict(chosen.member)))
    taken_back = chosen.value is False if chosen.key == ALTERNATIVE_KM else chosen.value == WHOLE
    if taken_back:
        return kept
    unit = str(view.book.sheet.unit(chosen.key))
    return (*kept, Input(chosen.key, chosen.value, dict(chosen.member), unit, scope.user, at, chosen.why.strip()))


def _link(house: House, scope: Scope, old: RunView, made: int, chosen: Chosen, approve: GoalKey | None) -> None:
    at, why = house.clock.now(), chosen.why.strip()
    may_decide = house.rights.allows(scope.client, scope.user, RIGHT)
    with house.store.write() as connection:
        new = view_of(connection, scope.client, read_run(connection, made))
        link_runs(connection, scope.client, Recalculation(made, old.run.id, why, at, scope.user))
        kept = _carry(connection, house, scope, old, new, at)
        if approve is not None and may_decide:
            _approve(connection, scope, new, approve, why, at)
        places = ",".join(chosen.member.values())
        after = {
            "calculo": made,
            "entrada": f"{chosen.key}[{places}]",
            "valor": chosen.value,
            "decisoes_mantidas": kept,
        }
        entity = f"metas/calculo/{made}"
        before = {"calculo": old.run.id}
        act = Act(scope.client, scope.user, "CALCULATION_RECALCULATED", entity, at, before, after, why, scope.origin)
        append(connection, act)


def _carry(connection: Connection, house: House, scope: Scope, old: RunView, new: RunView, at: datetime) -> int:
    """Decisions on goals that came out the same stand on the new run too, as they were taken, each journalled."""
    before = {goal.key: goal for goal in old.goals}
    told = house.texts.say("ESTRANHO.DECISAO_MANTIDA", calculo=old.run.id)
    same = [(g, before[g.key].decision) for g in new.goals if g.key in before and _same(g, before[g.key])]
    taken = [(goal, decision) for goal, decision in same if decision is not None]
    for goal, decision in taken:
        save_decision(connection, new.run.id, decision)
        after = {"decisao": decision.decision, "valor": decision.value, "calculado": decision.calculated}
        journal_decision(connection, scope, new.run.id, goal.key, None, after, told, at)
    return len(taken)


def _same(goal: GoalRow, before: GoalRow) -> bool:
    codes = [[f.text_code for f in each.findings] for each in (goal, before)]
    return goal.value == before.value and codes[0] == codes[1]


def _approve(connection: Connection, scope: Scope, view: RunView, key: GoalKey, why: str, at: datetime) -> None:
    goal = goals_of(view)[key]
    if refusal(goal, Decision(True)):
        return
    taken = Taken(*key, APPROVED, goal.value, goal.value, why, at, scope.user)
    save_decision(connection, view.run.id, taken)
    after = {"decisao": APPROVED, "valor": goal.value, "calculado": goal.value}
    journal_decision(connection, scope, view.run.id, key, None, after, why, at)
