"""The ways out of a debt, each with the value it gives before it is chosen; no widgets (F-10, F-11)."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from engines.calendar import Month
from engines.figure import Value
from storage.texts.numbers import NO_VALUE
from viewmodels.desk import Desk
from viewmodels.operations.metas.results import GoalRow, RunView
from viewmodels.operations.metas.weighing import InInstalments, forgiven, in_instalments
from viewmodels.screens import goal_words as words

APPROVE, FLOOR, DIVIDE, ADJUST, REFUSE = "APROVAR", "PISO", "PARCELAR", "AJUSTAR", "RECUSAR"


@dataclass(frozen=True, slots=True)
class Way:
    """One thing that may be decided: its key, its words, the goal it gives ("" when typed) and what it means."""

    key: str
    title: str
    value: str = ""
    means: str = ""


def ways_out(desk: Desk, view: RunView, goal: GoalRow, count: int, negative: bool) -> tuple[Way, ...]:
    """What may be decided on a goal that owes: approve unless negative, minimum, instalments, adjust, refuse.

    The minimum is offered below 10 % of the base. Nothing for a goal without debt.
    """
    if words.debt_of(view, goal) in (None, Decimal(0)):
        return ()
    return tuple(_ways(desk, view, goal, count, negative))


def _ways(desk: Desk, view: RunView, goal: GoalRow, count: int, negative: bool) -> Iterator[Way]:
    say = desk.say
    if not negative:
        whole = words.quantity(desk, words.amount(goal.value), goal.unit)
        yield Way(APPROVE, say("TELA.APROVAR"), whole, say("ESTRANHO.VIA_APROVAR"))
    floor = _line(view, goal, "meta_minima")
    if negative or _below(goal, floor):
        yield Way(FLOOR, say("ESTRANHO.MINIMO"), words.quantity(desk, floor, goal.unit), _floor_means(desk, view, goal))
    divided = in_instalments(view, goal, count)
    if divided is not None:
        value = words.quantity(desk, divided.goal, goal.unit)
        yield Way(DIVIDE, say("ESTRANHO.PARCELAR"), value, instalments_words(desk, divided))
    yield Way(ADJUST, say("TELA.AJUSTAR"), "", say("ESTRANHO.VIA_AJUSTAR"))
    yield Way(REFUSE, say("TELA.RECUSAR"), NO_VALUE, say("ESTRANHO.VIA_RECUSAR"))


def _below(goal: GoalRow, floor: Decimal | None) -> bool:
    value = words.amount(goal.value)
    return value is not None and floor is not None and value < floor


def _floor_means(desk: Desk, view: RunView, goal: GoalRow) -> str:
    floor = _line(view, goal, "meta_minima")
    part: Value = view.evaluation.value("piso")
    return desk.say("ESTRANHO.VIA_MINIMO", parte=part, perdoado=forgiven(view, goal, floor))


def _line(view: RunView, goal: GoalRow, line: str) -> Decimal | None:
    return words.amount(view.evaluation.value(line, goal.members)) if goal.is_cost else None


def instalments_words(desk: Desk, divided: InInstalments) -> str:
    """`3 parcelas, R$ 2.333,33 neste mês; R$ 4.666,67 a vencer até out/2025`."""
    first, last = divided.listed[0], divided.listed[-1]
    code = "ESTRANHO.VIA_PARCELAR_NEGATIVA" if divided.negative else "ESTRANHO.VIA_PARCELAR"
    return desk.say(code, n=first.of, parcela=first.value, vencer=first.still_due, ate=_month(desk, last.due))


def schedule_words(desk: Desk, divided: InInstalments) -> str:
    """`ago/2025 R$ 2.333,33; set/2025 R$ 2.333,34; out/2025 R$ 2.333,33`."""
    return "; ".join(f"{_month(desk, each.due)} {words.quantity(desk, each.value, 'BRL')}" for each in divided.listed)


def _month(desk: Desk, month: Month) -> str:
    return desk.house.texts.numbers.month(month)


def effect_words(desk: Desk, view: RunView, goal: GoalRow) -> str:
    """What the debt does to this month's goal, under the thermometer; "" where it owes nothing."""
    base, raw = _line(view, goal, "meta_base"), _line(view, goal, "meta_calculada")
    value, debt = words.amount(goal.value), words.debt_of(view, goal)
    if not debt or base is None or raw is None or value is None:
        return ""
    code = "ESTRANHO.EFEITO" if value == raw else "ESTRANHO.EFEITO_PISO"
    month = desk.house.texts.numbers.month_in_words(view.vigencia)
    said = desk.say(code, mes=month, base=base, saldo=debt, meta=value, calculada=raw)
    left = _line(view, goal, "saldo_a_vencer") if "saldo_a_vencer" in view.book.sheet.lines else None
    return f"{said}. {desk.say('ESTRANHO.A_VENCER', vencer=left)}" if left else said
