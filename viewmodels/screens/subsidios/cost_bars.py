"""The waterfall from A to B: totals at both ends, a bar for each change, the smallest gathered when they are many."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from engines.subsidy.cost import Cost, CostBar
from storage.texts.sentences import Texts
from viewmodels.charts import Bar
from viewmodels.operations.subsidios.cost_words import RuleWords, amount, bar_day
from viewmodels.screens.subsidios.cost_sides import Other, Sides

MOST = 6
"""Bars drawn one by one before the smallest are gathered into one."""
CUT_FROM = Decimal("0.5")
"""The axis is cut when every level stands beyond this share of the farthest one."""
NEXT_LINE = "\n"


@dataclass(frozen=True, slots=True)
class CostBarAt:
    """Address of a bar of one calculation: which of its changes it gathers; no run stands behind it."""

    serial: int
    places: tuple[int, ...]
    run: int | None = None


@dataclass(frozen=True, slots=True)
class CostEndAt:
    """Address of the total of A or of B."""

    serial: int
    after: bool
    run: int | None = None


def chart_bars(
    words: RuleWords, cost: Cost, ends: tuple[str, str], serial: int, every: bool = False
) -> tuple[Bar, ...]:
    """Totals and changes in their order; `ends` are the names of A and of B, two lines each.

    The smallest changes are one bar, the last before B, when there are more than MOST and `every` was not asked.
    """
    texts = words.texts
    first, last = cost.before.total, cost.after.total
    drawn, gathered = _chosen(cost.bars, every)
    steps = [_bar(words, cost.bars[at], CostBarAt(serial, (at,))) for at in drawn]
    if gathered:
        steps.append(_rest(texts, cost.bars, CostBarAt(serial, gathered)))
    return (
        _end(texts, first, ends[0], CostEndAt(serial, after=False)),
        *steps,
        _end(texts, last, ends[1], CostEndAt(serial, after=True)),
    )


def ends(texts: Texts, sides: Sides) -> tuple[str, str]:
    """Names of A and of B, two lines each."""
    a_day, b_day = texts.numbers.day(sides.a_on), texts.numbers.day(sides.b_on)
    other = {
        Other.DATE: (texts.say("SUBSIDIO_CUSTO.CONHECIDAS"), b_day),
        Other.WITHOUT: (texts.say("SUBSIDIO_CUSTO.LADO_SEM"), a_day),
        Other.VALUE: (texts.say("SUBSIDIO_CUSTO.LADO_VALOR"), a_day),
    }[sides.kind]
    return f"{texts.say('SUBSIDIO_CUSTO.CONHECIDAS')}{NEXT_LINE}{a_day}", NEXT_LINE.join(other)


def is_long(cost: Cost) -> bool:
    """True when there are more changes than are drawn one by one."""
    return len(cost.bars) > MOST


def axis_cut(bars: Sequence[Bar]) -> Decimal | None:
    """Where the axis begins when the totals would hide the changes; None for an axis from zero."""
    levels, level = [], Decimal(0)
    for bar in bars:
        level = bar.value if bar.total else level + bar.value
        levels.append(level)
    near, far = sorted((min(levels, key=abs), max(levels, key=abs)), key=abs)
    if not levels or min(levels) * max(levels) <= 0 or abs(near) <= abs(far) * CUT_FROM:
        return None
    room = (abs(far) - abs(near)) * CUT_FROM or abs(far) * Decimal("0.02")
    step = Decimal(10) ** (room.adjusted())
    cut = max(Decimal(0), ((abs(near) - room) / step).to_integral_value(rounding="ROUND_FLOOR") * step)
    return None if not cut else cut.copy_sign(near)


def _chosen(bars: Sequence[CostBar], every: bool) -> tuple[tuple[int, ...], tuple[int, ...]]:
    places = range(len(bars))
    if every or len(bars) <= MOST:
        return tuple(places), ()
    kept = set(sorted(places, key=lambda at: (-abs(bars[at].delta), at))[: MOST - 1])
    return tuple(at for at in places if at in kept), tuple(at for at in places if at not in kept)


def _bar(words: RuleWords, bar: CostBar, address: CostBarAt) -> Bar:
    note = NEXT_LINE.join(part for part in (bar_day(words.texts, bar.bar), bar.bar.commit) if part)
    return Bar(words.bar(bar.bar), bar.delta, amount(words.texts, bar.delta, sign=True), False, note, address)


def _rest(texts: Texts, bars: Sequence[CostBar], address: CostBarAt) -> Bar:
    value = sum((bars[at].delta for at in address.places), Decimal(0))
    name = texts.say("SUBSIDIO_CUSTO.OUTRAS", n=len(address.places))
    note = texts.say("SUBSIDIO_CUSTO.AGRUPADAS")
    return Bar(name, value, amount(texts, value, sign=True), False, note, address)


def _end(texts: Texts, value: Decimal, name: str, address: CostEndAt) -> Bar:
    label, _, note = name.partition(NEXT_LINE)
    return Bar(label, value, amount(texts, value), True, note, address)
