"""The whole comparison, stage by stage, a place to stop before each."""

from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from engines.subsidy.chain import Chain
from engines.subsidy.comparing.grounds import Grounds, lay_grounds
from engines.subsidy.comparing.money import PAYMENT, Cause, causes, lay_causes, lay_payment
from engines.subsidy.comparing.stages import Pair, StageDifference, contrast, pairs
from engines.subsidy.comparing.trips import lay_paid_trips
from engines.subsidy.comparing.units import TRIPS, UNITS, lay_departures, lay_units
from engines.subsidy.cost_payment import ZERO, paid, regimes_of
from engines.subsidy.cost_scenario import Rules
from engines.subsidy.rules import Known
from engines.subsidy.steps import Connection, Step

_ORDERS_HELD = "SELECT COUNT(*), COUNT(consorcio) FROM in_ordem_pagamento"
_ORDERS = """
WITH do_periodo AS (SELECT COUNT(*) AS n FROM in_ordem_pagamento WHERE data IN (SELECT data FROM regra))
SELECT COALESCE(o.consorcio, ''), CAST(COALESCE(SUM(o.valor_pago), 0) AS DECIMAL(38, 9))
FROM in_ordem_pagamento AS o CROSS JOIN do_periodo AS p
WHERE p.n = 0 OR o.data IN (SELECT data FROM regra)
GROUP BY COALESCE(o.consorcio, '')
"""
MONEY = "dinheiro"
"""Name of the last part of the work, after the stages."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the two sides differ in. Totals in R$ over the units of the tables that pay (None when none was given).

    `left_out` are stages given that cannot be compared: their key is not there. The causes add up to `ours - theirs`.
    """

    stages: tuple[StageDifference, ...]
    causes: tuple[Cause, ...]
    ours: Decimal | None
    theirs: Decimal | None
    units: int
    differing_units: int
    left_out: tuple[str, ...]

    @property
    def difference(self) -> Decimal | None:
        """Ours minus theirs."""
        return None if self.ours is None or self.theirs is None else self.ours - self.theirs

    @property
    def first(self) -> StageDifference | None:
        """The first stage of the chain that differs."""
        return next((stage for stage in self.stages if not stage.equal), None)


@dataclass(frozen=True, slots=True)
class OrderTotal:
    """Payment orders of a consórcio against what is recalculated for it (R$)."""

    consortium: str
    ours: Decimal
    ordered: Decimal


def compare(
    connection: Connection,
    chain: Chain,
    stages: Sequence[Step],
    given: Iterable[str],
    grounds: Grounds,
    days: Sequence[date],
    known: Known,
) -> Generator[str, None, Comparison]:
    """Compares `stages` (ours, those that mean something) with the tables `pago_<stage>` of the stages `given`.

    Yields the name of each stage before it is compared, then "dinheiro". Leaves relations `comparacao_*` behind: the
    rows of each stage that differ, the trips, the units with their main cause (`comparacao_pagamento`), the causes.
    """
    wanted = tuple(given)
    both = pairs(connection, stages, wanted)
    differences = []
    for pair in both:
        yield pair.name
        differences.append(contrast(connection, pair))
    yield MONEY
    lay_departures(connection, both)
    lay_grounds(connection, grounds, chain.book, days, known)
    paying = lay_units(connection, grounds, both)
    lay_paid_trips(connection, grounds, both)
    lay_causes(connection)
    lay_payment(connection, both)
    left_out = tuple(sorted(set(wanted) - {pair.name for pair in both}))
    return _summed(connection, both, differences, left_out, bool(paying))


def _summed(
    connection: Connection,
    both: Sequence[Pair],
    differences: Iterable[StageDifference],
    left_out: tuple[str, ...],
    paying: bool,
) -> Comparison:
    trips, units = _counted(connection, TRIPS, "ordem"), _counted(connection, PAYMENT, "primeira_ordem")
    order = {pair.name: pair.order for pair in both}
    stages = tuple(
        replace(each, first_trips=trips.get(order[each.stage], 0), first_units=units.get(order[each.stage], 0))
        for each in differences
    )
    total = "COALESCE(SUM(nosso), 0), COALESCE(SUM(deles), 0), COUNT(*), COUNT(*) FILTER (WHERE efeito <> 0)"
    ours, theirs, counted, differing = connection.execute(f"SELECT {total} FROM {UNITS}").fetchall()[0]
    sums: tuple[Decimal | None, Decimal | None] = (Decimal(ours), Decimal(theirs)) if paying else (None, None)
    return Comparison(stages, causes(connection), sums[0], sums[1], int(counted), int(differing), left_out)


def _counted(connection: Connection, relation: str, column: str) -> dict[int, int]:
    rows = connection.execute(
        f"SELECT {column}, COUNT(*) FROM {relation} WHERE {column} IS NOT NULL GROUP BY {column}"
    ).fetchall()
    return {int(order): int(count) for order, count in rows}


def order_totals(connection: Connection, chain: Chain, days: Sequence[date], known: Known) -> tuple[OrderTotal, ...]:
    """Payment orders against what the days pay here, by consórcio; empty when no order was given: not verifiable.

    Orders of the settled days when some are, else all that were given (their day is then that of the order). Where an
    order names no consórcio all are one line, with "" for its name.
    """
    held = connection.execute(_ORDERS_HELD).fetchall()[0]
    if not held[0]:
        return ()
    ours = paid(connection, regimes_of([Rules(chain.book, known)], days))
    theirs = {str(name): Decimal(value) for name, value in connection.execute(_ORDERS).fetchall()}
    if held[0] != held[1]:
        return (OrderTotal("", ours.total, sum(theirs.values(), ZERO)),)
    names = sorted(ours.by_consortium.keys() | theirs.keys())
    return tuple(OrderTotal(name, ours.by_consortium.get(name, ZERO), theirs.get(name, ZERO)) for name in names)
