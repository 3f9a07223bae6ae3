"""How a goal of a run is said on every screen: its state, value, decision and the addresses of what derives from it."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from engines.figure import Value
from engines.finding import Finding, Severity
from engines.goals.attribution import GoalBridge
from storage.metas.decisions import ADJUSTED
from storage.runs import FINISHED
from storage.texts.numbers import NO_VALUE
from viewmodels.desk import Desk
from viewmodels.operations.metas.explaining import Address
from viewmodels.operations.metas.results import GoalRow, RunView
from viewmodels.papers.amounts import reader_unit
from viewmodels.papers.names import criterion_of
from viewmodels.state import State

APPLIED = "saldo_aplicado"
ROUND_TO = Decimal(50)
CUT_FROM = Decimal("0.5")
"""The axis of a bridge is cut when its lowest level is above this share of the highest."""
FOUND = {Severity.ERROR: State.CRITICO, Severity.CONSENT: State.ATENCAO, Severity.WARNING: State.ATENCAO}


@dataclass(frozen=True, slots=True)
class Adjusted:
    """Address of a value typed by the director in place of the calculated one."""

    run: int
    criterion: str
    sector: str


def amount(value: Value | None) -> Decimal | None:
    """The number of a figure's value; None where there is none."""
    return value if isinstance(value, Decimal) else None


def goal_state(goal: GoalRow) -> State:
    """Shape of a goal: no value, the gravest of its findings, or nothing to look at."""
    if amount(goal.value) is None:
        return State.SEM_DADOS
    return FOUND[goal.grave] if goal.grave is not None else State.OK


def needs_look(goal: GoalRow) -> bool:
    """True for a goal that somebody has to look at before it is approved."""
    return goal_state(goal) is not State.OK or bool(goal.blocked)


def gravest_first(goals: Iterable[GoalRow]) -> list[GoalRow]:
    """Goals that cannot be approved as they are, then by the gravest of their findings; else in their own order."""

    def weight(goal: GoalRow) -> tuple[bool, int]:
        return not goal.blocked, goal.grave.rank if goal.grave is not None else len(Severity)

    return sorted(goals, key=weight)


def is_draft(view: RunView) -> bool:
    """True until the goals of the run are published."""
    return view.run.status in FINISHED


def shown_value(goal: GoalRow) -> Decimal | None:
    """The adjusted value where there is one, else the calculated."""
    return goal.approved if is_adjusted(goal) else amount(goal.value)


def is_adjusted(goal: GoalRow) -> bool:
    """True when the director replaced the calculated value."""
    return goal.decision is not None and goal.decision.decision == ADJUSTED


def cell_address(view: RunView, goal: GoalRow) -> Address:
    """Where the goal stands in the sheet of its run."""
    return Address(view.run.id, goal.line, goal.members)


def goal_address(view: RunView, goal: GoalRow) -> Address | Adjusted:
    """What explains the value shown: the run's cell, or the decision that replaced it."""
    if is_adjusted(goal):
        return Adjusted(view.run.id, *goal.key)
    return cell_address(view, goal)


def goal_name(desk: Desk, goal: GoalRow) -> str:
    """`Peças, GAMA`."""
    return f"{criterion_of(desk.house.texts, goal)}, {goal.sector_label}"


def gravest(goal: GoalRow) -> Finding | None:
    """The finding to show first; None where there is nothing worth a look."""
    found = [f for f in goal.findings if f.severity is not Severity.INFO]
    return min(found, key=lambda f: f.severity.rank, default=None)


def number(desk: Desk, value: Decimal | None, places: int = 2, sign: bool = False) -> str:
    """A number of a table, without unit; a dash where there is none."""
    return NO_VALUE if value is None else desk.house.texts.numbers.number(value, places, sign)


def quantity(desk: Desk, value: Decimal | None, unit: str, places: int | None = 2) -> str:
    """A number with its unit, as sentences write it."""
    return NO_VALUE if value is None else desk.house.texts.numbers.quantity(value, unit, places)


def unit_word(desk: Desk, unit: str) -> str:
    """`L` or `R$`, as headers print it."""
    return desk.house.texts.numbers.unit(unit)


def is_money(unit: str) -> bool:
    """True for an amount in R$: its unit stands before the number."""
    return reader_unit(unit) == "BRL"


def debt_of(view: RunView, goal: GoalRow) -> Decimal | None:
    """Debt taken from a cost goal this month; None for a goal in litres, which has none (seed 003 §4.3)."""
    return amount(view.evaluation.value(debt_line(view), goal.members)) if goal.is_cost else None


def debt_line(view: RunView) -> str:
    """Line of the debt a goal pays this month; runs from before instalments took the whole debt."""
    return APPLIED if APPLIED in view.book.sheet.lines else "saldo_devedor"


def decision_word(desk: Desk, goal: GoalRow) -> str:
    """Aprovada, Ajustada, Recusada or A decidir."""
    return desk.say(f"DECISAO.{goal.decision.decision if goal.decision else 'PENDENTE'}")


def axis_cut(bridge: GoalBridge) -> Decimal | None:
    """Where the axis of a bridge begins when its totals would hide the causes; None for an axis from zero."""
    levels = [bridge.start, *(cause.after for cause in bridge.causes)]
    low, high = min(levels), max(levels)
    if low <= high * CUT_FROM:
        return None
    room = (high - low) * CUT_FROM or high * Decimal("0.02")
    return max(Decimal(0), ((low - room) / ROUND_TO).to_integral_value() * ROUND_TO)
