"""The sample company's own past: twelve closed vigências with approved goals and actual spending, as plain values."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random
from types import MappingProxyType

from engines.calendar import Month
from engines.money import ONE, from_scaled, round_half_away
from storage.sample.chance import generator
from storage.sample.company import COST_WINDOW, SECTORS, SEED, TYPED_DAYS, VIGENCIA, SampleSector, Size, TypedDay
from storage.sample.costs import PARTS, TYRES
from storage.sample.erp_file import SampleBase

FUEL = "COMBUSTIVEL"
CRITERIA = (FUEL, TYRES, PARTS)
CLOSED = "FECHADA"
PLANNING = "PLANEJAMENTO"

PARAMETERS: Mapping[str, Decimal] = MappingProxyType(
    {
        "PERCENTUAL_TOLERANCIA_SALDO": Decimal("0.08"),
        "FATOR_REDUCAO_COMBUSTIVEL": Decimal("0.015"),
        "PERCENTUAL_PREMIACAO_PNEUS": Decimal("0.03"),
        "PERCENTUAL_PREMIACAO_PECAS": Decimal("0.03"),
        "PRECO_COMBUSTIVEL_POR_LITRO": Decimal("4.46193"),
    }
)
"""Defaults of seed 003 §2.2.C."""

_LAST = Month(2025, 7)

_TOLD: Mapping[tuple[int, str], tuple[Decimal, Decimal]] = MappingProxyType(
    {
        (1, TYRES): (Decimal("43000.00"), Decimal("41250.40")),
        (1, PARTS): (Decimal("100000.00"), Decimal("115000.00")),
        (2, TYRES): (Decimal("29500.00"), Decimal("31000.00")),
        (2, PARTS): (Decimal("117000.00"), Decimal("126360.00")),
        (3, TYRES): (Decimal("74000.00"), Decimal("86320.00")),
        (3, PARTS): (Decimal("271000.00"), Decimal("262114.87")),
        (4, TYRES): (Decimal("23100.00"), Decimal("22987.15")),
        (4, PARTS): (Decimal("87300.00"), Decimal("94284.01")),
    }
)
"""Goal and spending of July 2025, typed by hand: the seed's pair (debt 7 000.00), a debt of 6 400.00, one of a cent,
and one spending exactly at the ceiling, which is no debt."""

_EXCESS_PERMIL: Mapping[tuple[str, int, str], int] = MappingProxyType(
    {("2024-11", 2, TYRES): 90, ("2025-02", 1, TYRES): 95, ("2025-03", 3, PARTS): 240}
)
"""Two small excesses over the goal and a large one, in thousandths; all above the tolerance of 8 %."""

_NEAR_PERMIL = 60
_FAR_PERMIL = 75
_NEAR_SHARE_PERCENT = 85


@dataclass(frozen=True, slots=True)
class PastGoal:
    """Approved goal and actual spending of one vigência, sector and criterion, in `unidade` (L or R$).

    `fonte` says where the spending comes from: the ERP's postings, or typed by hand; `ate` the last day it covers,
    None when it is closed.
    """

    vigencia: Month
    sector_id: int
    criterio: str
    unidade: str
    meta: Decimal
    gasto: Decimal
    fonte: str
    ate: date | None = None


@dataclass(frozen=True, slots=True)
class SampleHistory:
    """What the app's own store holds on the first day of the sample company."""

    sectors: tuple[SampleSector, ...]
    parameters: Mapping[str, Decimal]
    vigencias: Mapping[Month, str]
    goals: tuple[PastGoal, ...]
    typed_days: tuple[TypedDay, ...]
    untyped_days: tuple[tuple[date, str], ...] = ()
    """Days listed by hand, with their names, that nobody has typed yet."""


def sample_history(bases: Sequence[SampleBase], size: Size = Size.DEMO, seed: int = SEED) -> SampleHistory:
    """History that agrees with the ERP of the same bases, but for what July's director typed."""
    states = dict.fromkeys(COST_WINDOW, CLOSED) | {VIGENCIA: PLANNING}
    goals = tuple(goal for base in bases for goal in _base_goals(base, size, seed))
    ordered = tuple(sorted(goals, key=lambda goal: (goal.vigencia, goal.sector_id, CRITERIA.index(goal.criterio))))
    return SampleHistory(SECTORS, PARAMETERS, MappingProxyType(states), ordered, TYPED_DAYS)


def _base_goals(base: SampleBase, size: Size, seed: int) -> Iterator[PastGoal]:
    rng = generator(seed, "metas", base.sector.erp_id)
    spent = _spending(base)
    for month in COST_WINDOW:
        for criterion in CRITERIA:
            told = _TOLD.get((base.sector.id, criterion)) if month == _LAST else None
            over = _over_goal(rng, month, base.sector.id, criterion)
            unit = "L" if criterion == FUEL else "R$"
            if told is not None:
                goal, spending = (value * size.factor for value in told)
                yield PastGoal(month, base.sector.id, criterion, unit, goal, spending, "DIGITADO")
                continue
            spending = spent[month, criterion]
            goal = round_half_away(spending / (ONE + over), 2)
            yield PastGoal(month, base.sector.id, criterion, unit, goal, spending, "ERP")


def _over_goal(rng: Random, month: Month, sector_id: int, criterion: str) -> Decimal:
    """How far spending lies above its goal: mostly within 6 %, else within 7.5 %, which the tolerance still covers."""
    near = rng.randrange(100) < _NEAR_SHARE_PERCENT
    drift = rng.randint(-_NEAR_PERMIL, _NEAR_PERMIL) if near else rng.choice((-_FAR_PERMIL, _FAR_PERMIL))
    return from_scaled(_EXCESS_PERMIL.get((str(month), sector_id, criterion), drift), 3)


def _spending(base: SampleBase) -> Mapping[tuple[Month, str], Decimal]:
    """Litres and reais of each month, as the ERP's rows add up."""
    units: dict[tuple[Month, str], int] = {}
    for row in base.operation:
        key = (Month.of(row.day), FUEL)
        units[key] = units.get(key, 0) + row.litres
    for posting in base.costs:
        key = (Month.of(posting.day), posting.kind)
        units[key] = units.get(key, 0) + posting.cents
    wanted = ((month, criterion) for month in COST_WINDOW for criterion in CRITERIA)
    return {key: from_scaled(units.get(key, 0), 2) for key in wanted}
