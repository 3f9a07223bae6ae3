"""Sensitivity of the payment to a threshold: the days paid again for each of some values, only what comes after it."""

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from engines.dated import RuleError
from engines.subsidy.chain import Chain
from engines.subsidy.cost_payment import Paid, paid, regimes_of, relations_of
from engines.subsidy.cost_scenario import Rules, scenario
from engines.subsidy.rules import Known, Rulebook, RuleValue
from engines.subsidy.steps import Connection


@dataclass(frozen=True, slots=True)
class Threshold:
    """A rule whose sensitivity can be asked: the values to try, in order, and the unit they are said in."""

    key: str
    unit: str
    values: tuple[RuleValue, ...]


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """What the days pay with one value of the threshold. `standing`: it is the value in force on every one of them."""

    value: RuleValue
    paid: Paid
    standing: bool


@dataclass(frozen=True, slots=True)
class CurveStep:
    """What is about to run: which of `points` values, and the name of the step."""

    point: int
    points: int
    step: str


def load_thresholds(data: Mapping[str, Any], book: Rulebook) -> dict[str, Threshold]:
    """Thresholds of `resources/sensibilidade/subsidio.yaml`, already parsed, by the key of their rule.

    Raises RuleError when a threshold of the rules has no values to try, or a rule that is not one has.
    """
    found = {item["chave"]: _threshold(item, book) for item in data["limiares"]}
    marked = {key for key, rule in book.scalars.items() if rule.threshold}
    if marked != found.keys():
        raise RuleError(f"thresholds without values, or values of no threshold: {sorted(marked ^ found.keys())}")
    return found


def _threshold(item: Mapping[str, Any], book: Rulebook) -> Threshold:
    whole = item["chave"] in book.scalars and book.scalars[item["chave"]].kind == "inteiro"
    values = _spread(*(Decimal(str(item[name])) for name in ("de", "ate", "passo")))
    return Threshold(item["chave"], item["unidade"], tuple(int(v) if whole else v for v in values))


def _spread(start: Decimal, end: Decimal, step: Decimal) -> Iterator[Decimal]:
    while start <= end:
        yield start
        start += step


def in_force(book: Rulebook, key: str, days: Iterable[date], known: Known) -> tuple[RuleValue, ...]:
    """Values a rule has on the days, without repetition: more than one where it changes inside them."""
    return tuple(dict.fromkeys(book.value(key, day, known) for day in days))


def curve(
    connection: Connection,
    chain: Chain,
    days: Sequence[date],
    base: Known,
    key: str,
    values: Sequence[RuleValue],
) -> Generator[CurveStep | CurvePoint, None, tuple[CurvePoint, ...]]:
    """Payment of the days for each value of a threshold; yields before each step, and each point once it is known.

    The main schema holds the relations calculated under `base` and is left as it was, also when stopped on the way.
    """
    standing = in_force(chain.book, key, days, base)
    start = Rules(chain.book, base)
    regimes, points = regimes_of([start], days), []
    with scenario(connection, chain, days, base) as beside:
        beside.only(relations_of(regimes))
        for position, value in enumerate(values):
            tried = Known(base.on, base.without, {**base.values, key: value})
            for step in beside.move(Rules(chain.book, tried)):
                yield CurveStep(position, len(values), step)
            with beside.inside() as inner:
                points.append(CurvePoint(value, paid(inner, regimes), standing == (value,)))
            yield points[-1]
    return tuple(points)
