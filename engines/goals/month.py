"""What one month is calculated from, and how it becomes the facts of the goals sheet."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal

from engines.calendar import DayType, Month, day_type, window_before
from engines.figure import Value
from engines.finding import NOTHING
from engines.goals.instalments import Instalment, instalment_row
from engines.goals.rules import GoalRules
from engines.money import ZERO, calculation_context
from engines.sheet import Facts, Member
from engines.sheet.facts import InputKey, Row

NEAR = 3
FAR = 12
SAME_MONTH, LAST_MONTHS, LAST_MONTHS_YEAR_BEFORE = "MESMO_MES", "ULTIMOS_3", "ULTIMOS_3_ANO_ANTERIOR"
"""What a month of the table of compared months stands for (F-20)."""


@dataclass(frozen=True, slots=True)
class SectorDay:
    """Km and litres of one sector on one day, already summed over its vehicles (F-05); litres None where unknown."""

    day: date
    sector: str
    km: Decimal
    litres: Decimal | None = ZERO


@dataclass(frozen=True, slots=True)
class SectorCost:
    """R$ of one cost type of one sector in one month."""

    month: Month
    sector: str
    criterion: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Previous:
    """Approved goal and actual spending of the previous period, in R$; None where there is none (F-13)."""

    goal: Decimal | None = None
    spending: Decimal | None = None


@dataclass(frozen=True)
class MonthInputs:
    """Everything one month's goals depend on; keys of sectors are the application's, as text.

    `chosen` holds inputs somebody gave this month on purpose (instalments, the alternative km), with their reasons
    kept beside the run.
    """

    vigencia: Month
    sectors: tuple[Member, ...]
    days: tuple[SectorDay, ...]
    costs: tuple[SectorCost, ...]
    vehicles: Mapping[str, int]
    classifications: Mapping[date, DayType]
    parameters: Mapping[str, Decimal]
    previous: Mapping[tuple[str, str], Previous] = field(default_factory=lambda: NOTHING)
    typed_means: Mapping[tuple[str, str], Decimal] = field(default_factory=lambda: NOTHING)
    """Daily km by (sector, day type) typed where no history gives one (F-06)."""
    always_floor: bool = False
    instalments: tuple[Instalment, ...] = ()
    chosen: Mapping[InputKey, Value] = field(default_factory=lambda: NOTHING)

    @property
    def near_window(self) -> tuple[Month, ...]:
        """The three closed months before the vigência."""
        return window_before(self.vigencia, NEAR)

    @property
    def far_window(self) -> tuple[Month, ...]:
        """The twelve closed months before the vigência."""
        return window_before(self.vigencia, FAR)


def facts_of(inputs: MonthInputs, rules: GoalRules, snapshots: Mapping[str, str] | None = None) -> Facts:
    """Facts of the goals sheet for one month: typed days, months, costs, parameters, previous goals."""
    return Facts(
        axes=axes_of(inputs.sectors, rules),
        tables=tables_of(inputs),
        inputs=given_of(inputs, rules),
        snapshots=snapshots or {},
        now=datetime(inputs.vigencia.year, inputs.vigencia.month, 1, tzinfo=UTC),
        period=(inputs.vigencia.first, inputs.vigencia.end),
    )


def axes_of(sectors: tuple[Member, ...], rules: GoalRules) -> dict[str, tuple[Member, ...]]:
    """Members of the three axes: sectors of the month, day types, cost criteria."""
    return {
        "setor": sectors,
        "tipo": tuple(Member(kind.key, kind.label) for kind in rules.day_kinds),
        "criterio": tuple(Member(c.key, c.label) for c in rules.costs),
    }


def tables_of(inputs: MonthInputs) -> dict[str, tuple[Row, ...]]:
    """Rows of the sheet's tables: days and costs inside the windows, months compared, instalments that fall due."""
    near, far = set(inputs.near_window), set(inputs.far_window)
    typed = [(Month.of(d.day), _day_row(d, inputs.classifications)) for d in inputs.days]
    return {
        "dias": tuple(row for month, row in typed if month in near),
        "dias_12m": tuple(row for month, row in typed if month in far),
        "calendario": calendar_rows(inputs.vigencia, inputs.classifications),
        "meses": tuple(_month_rows([d for d in inputs.days if d.litres is not None], inputs.near_window)),
        "meses_12m": tuple(_month_rows(inputs.days, inputs.far_window)),
        "custos_12m": tuple(_cost_row(c) for c in inputs.costs if c.month in far),
        "meses_comparados": tuple(_compared_rows(inputs)),
        "parcelamentos": tuple(instalment_row(each) for each in inputs.instalments),
    }


def calendar_rows(vigencia: Month, classifications: Mapping[date, DayType]) -> tuple[Row, ...]:
    """Each day of the month with the type it runs with."""
    return tuple({"data": day, "tipo": str(day_type(day, classifications))} for day in vigencia.days())


def given_of(inputs: MonthInputs, rules: GoalRules) -> dict[InputKey, Value]:
    """Parameters, limits, fleet and previous goals as inputs of the sheet; what is absent stays absent."""
    given: dict[InputKey, Value] = {(key, ()): value for key, value in rules.limits.items()}
    given["piso_sempre", ()] = inputs.always_floor
    given.update({("usar_km_alternativo", (sector.key,)): False for sector in inputs.sectors})
    given.update(_parameters(inputs.parameters, rules))
    for kind in rules.day_kinds:
        if kind.ratio is not None:
            given["razao_referencia", (kind.key,)] = kind.ratio
    for sector, count in inputs.vehicles.items():
        given["veiculos", (sector,)] = Decimal(count)
    for place, mean in inputs.typed_means.items():
        given["media_digitada", place] = mean
    costs = {c.key for c in rules.costs}
    for place, previous in inputs.previous.items():
        if place[1] in costs:
            given.update(_previous(place, previous))
    given.update(inputs.chosen)
    return given


def _parameters(parameters: Mapping[str, Decimal], rules: GoalRules) -> Iterator[tuple[InputKey, Value]]:
    for parameter in rules.parameters:
        if parameter.input and parameter.key in parameters:
            yield (parameter.input, ()), parameters[parameter.key]
    for criterion in rules.costs:
        if criterion.parameter in parameters:
            yield ("retencao", (criterion.key,)), parameters[criterion.parameter]
        if criterion.rate_range is not None:
            yield ("custo_km_minimo", (criterion.key,)), criterion.rate_range[0]
            yield ("custo_km_maximo", (criterion.key,)), criterion.rate_range[1]


def _previous(place: tuple[str, str], previous: Previous) -> Iterator[tuple[InputKey, Value]]:
    if previous.goal is not None:
        yield ("meta_anterior", place), previous.goal
    if previous.spending is not None:
        yield ("gasto_anterior", place), previous.spending


def _day_row(day: SectorDay, classifications: Mapping[date, DayType]) -> Row:
    return {"data": day.day, "setor": day.sector, "tipo": str(day_type(day.day, classifications)), "km": day.km}


def _cost_row(cost: SectorCost) -> Row:
    return {"mes": str(cost.month), "setor": cost.sector, "criterio": cost.criterion, "valor": cost.value}


def _compared_rows(inputs: MonthInputs) -> Iterator[Row]:
    """Km of the months the alternative km stands on: this month a year ago, the last three, and those a year ago."""
    roles = (
        (SAME_MONTH, (inputs.vigencia.plus(-FAR),)),
        (LAST_MONTHS, inputs.near_window),
        (LAST_MONTHS_YEAR_BEFORE, tuple(month.plus(-FAR) for month in inputs.near_window)),
    )
    for role, months in roles:
        for row in _month_rows(inputs.days, months):
            yield {"mes": row["mes"], "setor": row["setor"], "papel": role, "km": row["km"]}


def _month_rows(days: Iterable[SectorDay], window: tuple[Month, ...]) -> Iterator[Row]:
    """Km and litres by month and sector; a month without a single row is absent, never zero (F-28).

    The 3-month rows, which km/L is made of, leave out days whose litres nobody told: their km alone would flatter it.
    """
    context = calculation_context()
    totals: dict[tuple[Month, str], tuple[Decimal, Decimal]] = {}
    wanted = set(window)
    for day in days:
        place = (Month.of(day.day), day.sector)
        if place[0] in wanted:
            km, litres = totals.get(place, (ZERO, ZERO))
            totals[place] = (context.add(km, day.km), context.add(litres, day.litres or ZERO))
    for (month, sector), (km, litres) in sorted(totals.items()):
        yield {"mes": str(month), "setor": sector, "km": km, "litros": litres}
