"""What a decision would give before it is taken: distances, next month's ceiling, the debt forgiven, other ways out.

Every number comes from a sheet: the run's own with one input changed, or `decisao`, which weighs a typed value.
"""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from engines.figure import Missing, Value
from engines.goals.instalments import FEWEST, MOST, Instalment, divided
from engines.sheet import Evaluation, Facts, Sheet, load_sheet
from engines.sheet.facts import InputKey
from storage.resources import load_yaml
from viewmodels.operations.metas.chosen import ALTERNATIVE_KM, INSTALMENTS
from viewmodels.operations.metas.instalment_plans import instalment_sheet
from viewmodels.operations.metas.results import GoalRow, RunView

SHEET = "sheets/decisao.yaml"
WRITTEN_UNIT = "BRL"


@cache
def decision_sheet(unit: str) -> Sheet:
    """The sheet that weighs a value, its amounts in a unit (`BRL`, `L`)."""
    content: Any = load_yaml(SHEET)
    for spec in (*content["inputs"], *content["lines"]):
        if spec["unit"] == WRITTEN_UNIT:
            spec["unit"] = unit
    return load_sheet(content)


def weighed(view: RunView, goal: GoalRow, value: Decimal | None) -> Evaluation:
    """The decision sheet of a goal with a value in place of the calculated one; lines without what they need are
    missing."""
    before, cost = goal.before, goal.is_cost
    given: dict[str, Value | None] = {
        "valor": value,
        "calculada": goal.value,
        "anterior": before.target if before else None,
        "sem_piso": _line(view, goal, "meta_calculada") if cost else None,
        "base": _line(view, goal, "meta_base") if cost else None,
        "saldo": _applied(view, goal) if cost else None,
        "tolerancia": view.evaluation.value("tolerancia"),
    }
    inputs: dict[InputKey, Value] = {
        (key, ()): known for key, known in given.items() if known is not None and not isinstance(known, Missing)
    }
    return Evaluation(decision_sheet(str(goal.unit)), Facts({}, {}, inputs))


def _line(view: RunView, goal: GoalRow, line: str) -> Value | None:
    return view.evaluation.value(line, goal.members) if line in view.book.sheet.lines else None


def _applied(view: RunView, goal: GoalRow) -> Value | None:
    applied = _line(view, goal, "saldo_aplicado")
    return _line(view, goal, "saldo_devedor") if applied is None else applied


def forgiven(view: RunView, goal: GoalRow, value: Decimal | None) -> Decimal:
    """How much of the debt a goal of this value does not absorb; it is not carried to the next month (F-11)."""
    found = weighed(view, goal, value).value("perdoado")
    return found if isinstance(found, Decimal) else Decimal(0)


@dataclass(frozen=True)
class InInstalments:
    """A debt in instalments before it is decided: the goal of this month and what falls due when."""

    goal: Decimal | None
    negative: bool
    listed: tuple[Instalment, ...]


def in_instalments(view: RunView, goal: GoalRow, count: int) -> InInstalments | None:
    """The goal with its debt in `count` instalments; None for a goal without debt or outside 2 to 12."""
    if not goal.is_cost or INSTALMENTS not in view.book.sheet.inputs or not FEWEST <= count <= MOST:
        return None
    debt = view.evaluation.value("saldo_devedor", goal.members)
    if not isinstance(debt, Decimal) or debt <= 0:
        return None
    changed = view.evaluation.changed(inputs={(INSTALMENTS, goal.members): Decimal(count)})
    value, raw = changed.value(goal.line, goal.members), changed.value("meta_calculada", goal.members)
    listed = divided(instalment_sheet(), debt, count, view.vigencia, goal.sector, goal.criterion)
    shown = value if isinstance(value, Decimal) else None
    return InInstalments(shown, isinstance(raw, Decimal) and raw < 0, listed)


def fewest_instalments(view: RunView, goal: GoalRow) -> int:
    """The fewest instalments that leave the goal at its floor or above; the most there may be when none does."""
    proposed = _line(view, goal, "meta_minima") if goal.is_cost else None
    floor = proposed if isinstance(proposed, Decimal) else Decimal(0)
    for count in range(FEWEST, MOST):
        found = in_instalments(view, goal, count)
        if found and found.goal is not None and not found.negative and found.goal >= floor:
            return count
    return MOST


def with_alternative_km(view: RunView, goal: GoalRow) -> tuple[Decimal, Decimal] | None:
    """The alternative km and what the goal would be with it; None where there is none."""
    if ALTERNATIVE_KM not in view.book.sheet.inputs:
        return None
    other = view.evaluation.value("km_alternativo", (goal.sector,))
    changed = view.evaluation.changed(inputs={(ALTERNATIVE_KM, (goal.sector,)): True})
    value = changed.value(goal.line, goal.members)
    return (other, value) if isinstance(other, Decimal) and isinstance(value, Decimal) else None
