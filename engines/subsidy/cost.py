"""What a rule cost: the same trips under two choices of rules, and the way from one to the other, change by change."""

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from engines.subsidy.chain import Chain
from engines.subsidy.cost_changes import Bar, Standing, bars, standing
from engines.subsidy.cost_payment import ZERO, Paid, keep_parts, paid, regimes_of, relations_of
from engines.subsidy.cost_scenario import Rules, Scenario, scenario
from engines.subsidy.rules import Known
from engines.subsidy.steps import Connection

DIMENSIONS = ("consorcio", "servico", "data", "tipo_viagem")
"""What the cost is shown by; among the types stands also the penalty."""
BEFORE, AFTER = "parcela_antes", "parcela_depois"


@dataclass(frozen=True, slots=True)
class CostStep:
    """What is about to run: the bar it belongs to (-1 for A, of `bars`) and the name of the step."""

    bar: int
    bars: int
    step: str


@dataclass(frozen=True, slots=True)
class CostBar:
    """A bar of the waterfall: what changed, how much the payment moved with it (R$), and which steps ran again."""

    bar: Bar
    delta: Decimal
    by_consortium: Mapping[str, Decimal]
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CostPart:
    """R$ under A and under B of one consórcio, service, day or type of trip."""

    key: str | date
    before: Decimal
    after: Decimal

    @property
    def difference(self) -> Decimal:
        """B minus A."""
        return self.after - self.before

    @property
    def percent(self) -> Decimal | None:
        """The difference as a percentage of A, None where A pays nothing."""
        return self.difference * 100 / abs(self.before) if self.before else None


@dataclass(frozen=True, slots=True)
class Cost:
    """Payment of the days under A and B, by dimension, and the bars from A to B: their deltas add up to B minus A."""

    before: Paid
    after: Paid
    parts: Mapping[str, tuple[CostPart, ...]]
    bars: tuple[CostBar, ...]

    @property
    def total(self) -> CostPart:
        """The whole payment."""
        return CostPart("", self.before.total, self.after.total)


def cost(
    connection: Connection, chain: Chain, days: Sequence[date], a: Known, b: Known, base: Known | None = None
) -> Generator[CostStep, None, Cost]:
    """Payment of the days under the rules of A and of B; yields before each step, a place to stop.

    The main schema holds the relations calculated under `base` (A when not given) and is left as it was, also when
    stopped on the way.
    """
    with scenario(connection, chain, days, a if base is None else base) as beside:
        return (yield from _Waterfall(beside, a, b).walked())


class _Waterfall:
    def __init__(self, beside: Scenario, a: Known, b: Known) -> None:
        book, days = beside.chain.book, beside.days
        self.beside, self.state = beside, standing(book, a)
        self.bars = bars(book, a, b, days)
        self.regimes = regimes_of(self._states(), days)
        beside.only(relations_of(self.regimes))

    def walked(self) -> Generator[CostStep, None, Cost]:
        yield from self._to(self.state, -1)
        before = now = self._paid(BEFORE)
        shown = []
        for position, bar in enumerate(self.bars):
            ran = yield from self._to(self.state.after(bar), position)
            then, now = now, (self._paid() if ran else now)
            shown.append(CostBar(bar, now.total - then.total, _moved(then, now), ran))
        self._paid(AFTER)
        return Cost(before, now, {name: self._parts(name) for name in DIMENSIONS}, tuple(shown))

    def _states(self) -> list[Rules]:
        states = [self.state]
        for bar in self.bars:
            states.append(states[-1].after(bar))
        return [state.rules(self.beside.chain.book) for state in states]

    def _to(self, state: Standing, bar: int) -> Generator[CostStep, None, tuple[str, ...]]:
        self.state, ran = state, []
        for step in self.beside.move(state.rules(self.beside.chain.book)):
            ran.append(step)
            yield CostStep(bar, len(self.bars), step)
        return tuple(ran)

    def _paid(self, keep: str = "") -> Paid:
        with self.beside.inside() as inner:
            if keep:
                keep_parts(inner, keep, self.regimes)
            return paid(inner, self.regimes)

    def _parts(self, dimension: str) -> tuple[CostPart, ...]:
        both = f"SELECT {dimension} AS chave, valor AS antes, NULL AS depois FROM {BEFORE} UNION ALL "
        both += f"SELECT {dimension}, NULL, valor FROM {AFTER}"
        with self.beside.inside() as inner:
            rows = inner.execute(
                f"SELECT chave, COALESCE(SUM(antes), 0), COALESCE(SUM(depois), 0) FROM ({both}) AS p "
                "GROUP BY chave ORDER BY chave"
            ).fetchall()
        return tuple(CostPart(key, Decimal(before), Decimal(after)) for key, before, after in rows)


def _moved(then: Paid, now: Paid) -> dict[str, Decimal]:
    names = sorted(then.by_consortium.keys() | now.by_consortium.keys())
    return {name: now.by_consortium.get(name, ZERO) - then.by_consortium.get(name, ZERO) for name in names}
