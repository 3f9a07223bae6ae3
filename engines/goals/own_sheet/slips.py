"""Known slips of the manual calculation, each a what-if of the same sheet (F-01 to F-18).

A slip is tried, never assumed: it explains a number only when the month recalculated with it gives that number.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from itertools import combinations

from engines.calendar import Month, weekday_type, window_before
from engines.figure import Missing, Value
from engines.goals.month import NEAR
from engines.goals.own_sheet.world import World
from engines.money import ONE, ZERO, calculation_context
from engines.sheet.facts import InputKey, Row

Change = Callable[[World], World | None]
"""The month with the slip; None where it cannot be made on these facts."""

QUANTITIES = frozenset({"km", "L", "BRL"})
LONGEST_LAG = 16
"""Days of the month by which a calculation made "up to today" is tried (F-03)."""


@dataclass(frozen=True, slots=True, eq=False)
class Slip:
    """A known way of getting another number: its code (sentence CAUSA.<code>) and the month made with it."""

    code: str
    change: Change
    args: Mapping[str, object]

    def made(self, world: World) -> World | None:
        """The month with this slip."""
        return self.change(world)


@cache
def slips() -> tuple[Slip, ...]:
    """Every known slip, the likeliest first."""
    plain: tuple[tuple[str, Change], ...] = (
        ("SEM_SALDO", _no_debt),
        ("SEM_TOLERANCIA", _input("tolerancia", ZERO)),
        ("SEM_PREMIACAO", _no_retention),
        ("SEM_REDUCAO", _input("fator_reducao", ZERO)),
        ("SEM_PISO", _no_floor),
        ("PISO_SEMPRE", _always_floor),
        ("FERIADOS_DA_JANELA", _history_by_weekday),
        ("FERIADOS_DO_MES", _month_by_weekday),
        ("FERIADOS_TODOS", _all_by_weekday),
        ("MEDIA_POR_VEICULO", _mean_per_vehicle),
        ("SEM_TIPO_DE_DIA", _without_day_types),
        ("MEDIA_MENSAL", _mean_of_months),
        ("MEDIA_DAS_RAZOES", _mean_of_ratios),
        ("JANELA_ANTERIOR", _window_before),
        ("INTEIROS", _integers),
        ("INTEIROS_E_RAZOES", _integers_and_ratios),
        ("SEM_ARREDONDAR", _unrounded),
    )
    lags = tuple(Slip("JANELA_DO_DIA", _window_up_to(day), {"dia": day}) for day in range(2, LONGEST_LAG + 1))
    return (*(Slip(code, change, {}) for code, change in plain), *lags)


def pairs() -> Iterator[tuple[Slip, Slip]]:
    """Two slips at once, for what no single one explains; those of a window by the day stand alone."""
    yield from combinations([slip for slip in slips() if slip.code != "JANELA_DO_DIA"], 2)


def _input(key: str, value: Decimal) -> Change:
    return lambda world: world.with_inputs({(key, ()): value})


def _no_retention(world: World) -> World:
    return world.with_inputs({("retencao", (criterion,)): ZERO for criterion in world.costs})


def _no_debt(world: World) -> World:
    return world.with_lines({("saldo_devedor", place): ZERO for place in _cost_places(world)})


def _no_floor(world: World) -> World:
    return world.with_lines({("meta_minima", place): world.evaluation.value("meta_calculada", place)
                             for place in _cost_places(world)})  # fmt: skip


def _always_floor(world: World) -> World:
    return world.with_inputs({("piso_sempre", ()): True})


def _cost_places(world: World) -> tuple[tuple[str, str], ...]:
    return tuple((sector, criterion) for sector in world.sectors for criterion in world.costs)


def _by_weekday(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    return tuple({**row, "tipo": str(weekday_type(_day(row)))} for row in rows)


def _day(row: Row) -> date:
    day = row["data"]
    assert isinstance(day, date)
    return day


def _retyped(world: World, *names: str) -> World:
    return world.with_tables({name: _by_weekday(tuple(world.facts.tables.get(name, ()))) for name in names})


def _history_by_weekday(world: World) -> World:
    """F-04: the seed's query types history by the weekday alone."""
    return _retyped(world, "dias", "dias_12m")


def _month_by_weekday(world: World) -> World:
    return _retyped(world, "calendario")


def _all_by_weekday(world: World) -> World:
    return _retyped(world, "dias", "dias_12m", "calendario")


def _mean_per_vehicle(world: World) -> World | None:
    """F-05: without adding up the vehicles of a day, the mean of the rows is one vehicle's km."""
    lines: dict[InputKey, Value] = {}
    for sector in world.sectors:
        for kind in world.facts.axes["tipo"]:
            mine = [r for r in world.facts.tables["dias"] if r["setor"] == sector and r["tipo"] == kind.key]
            count = sum(world.records.get((_day(row), sector), 0) for row in mine)
            km = [row["km"] for row in mine if isinstance(row["km"], Decimal)]
            if count:
                lines["media", (sector, kind.key)] = over(sum(km, ZERO), Decimal(count))
    return world.with_lines(lines) if lines else None


def _without_day_types(world: World) -> World:
    """One mean of all days times the days of the month."""
    lines: dict[InputKey, Value] = {}
    for sector in world.sectors:
        rows = [row["km"] for row in world.facts.tables["dias"] if row["setor"] == sector]
        known = [km for km in rows if isinstance(km, Decimal)]
        if known:
            mean = over(sum(known, ZERO), Decimal(len(known)))
            lines["km_prevista", (sector,)] = mean * (world.vigencia.end - world.vigencia.first).days
    return world.with_lines(lines)


def _mean_of_months(world: World) -> World:
    """The mean month of the window, whatever the calendar."""
    lines: dict[InputKey, Value] = {}
    for sector in world.sectors:
        km, months = world.number("km_3m", (sector,)), world.number("meses_3m", (sector,))
        if km is not None and months:
            lines["km_prevista", (sector,)] = over(km, months)
    return world.with_lines(lines)


def _mean_of_ratios(world: World) -> World:
    """F-18: the mean of monthly km/L and R$/km instead of total over total."""
    lines: dict[InputKey, Value] = {}
    for sector in world.sectors:
        found = _ratios(world.facts.tables["meses"], sector, "km", "litros")
        if found:
            lines["media_km_litro", (sector,)] = _mean(found)
        km = {row["mes"]: row["km"] for row in world.facts.tables["meses_12m"] if row["setor"] == sector}
        for criterion in world.costs:
            rows = [
                {**row, "km": km.get(row["mes"])}
                for row in world.facts.tables["custos_12m"]
                if row["criterio"] == criterion
            ]
            rates = _ratios(rows, sector, "valor", "km")
            if rates:
                lines["custo_km", (sector, criterion)] = _mean(rates)
    return world.with_lines(lines)


def _ratios(rows: object, sector: str, above: str, below: str) -> list[Decimal]:
    assert isinstance(rows, list | tuple)
    found = [(row[above], row[below]) for row in rows if row["setor"] == sector]
    return [over(a, b) for a, b in found if isinstance(a, Decimal) and isinstance(b, Decimal) and b]


def _mean(values: list[Decimal]) -> Decimal:
    return over(sum(values, ZERO), Decimal(len(values)))


def over(one: Decimal, other: Decimal) -> Decimal:
    return calculation_context().divide(one, other)


def _window_before(world: World) -> World | None:
    """The three months of the calculation before: nobody moved the window on."""
    months = window_before(window_before(world.vigencia, 1)[0], NEAR)
    return _windowed(world, months[0].first, months[-1].end)


def _window_up_to(day: int) -> Change:
    """F-03: three months back from the day of the calculation, so that the first days of the window are lost."""
    return lambda world: _windowed(
        world, window_before(world.vigencia, NEAR)[0].first + timedelta(days=day - 1), world.vigencia.first
    )


def _windowed(world: World, first: date, end: date) -> World | None:
    """The month with the near window on other days; None where the days the run read are not at hand."""
    if not world.days:
        return None
    held = [row for row in world.facts.tables["dias_12m"] if first <= _day(row) < end]
    months: dict[tuple[str, str], list[Decimal]] = {}
    for day in world.days:
        if first <= day.day < end and day.litres is not None:
            total = months.setdefault((str(Month.of(day.day)), day.sector), [ZERO, ZERO])
            total[0] += day.km
            total[1] += day.litres
    rows: list[Row] = [
        {"mes": m, "setor": s, "km": km, "litros": litres} for (m, s), (km, litres) in sorted(months.items())
    ]
    return world.with_tables({"dias": held, "meses": rows})


def _quantities(world: World) -> dict[str, int | None]:
    return {
        key: 0 for key, line in world.sheet.lines.items() if str(line.unit).removeprefix("money:") in QUANTITIES
    }  # fmt: skip


def _integers(world: World) -> World:
    """F-16: each quantity rounded to a whole number."""
    places = {key: kept for key, kept in _quantities(world).items() if key not in _MEANS}
    return world.with_places(places)


_MEANS = frozenset({"media_3m", "media_12m", "media_util", "media"})


def _integers_and_ratios(world: World) -> World:
    """F-16 as printed: whole quantities, and km/L and R$/km with two places."""
    ratios = {"media_km_litro": 2, "custo_km": 2}
    return world.with_places({**_quantities(world), **ratios})


def _unrounded(world: World) -> World:
    """The chain of formulas with no rounding in between."""
    return world.with_places(dict.fromkeys(world.sheet.lines))


def solved(
    world: World, line: str, members: tuple[str, ...], theirs: Decimal, key: InputKey, places: int
) -> Decimal | None:
    """The value of a parameter that gives a number, rounded to what a person types; None when it moves nothing."""
    now, here = world.facts.inputs.get(key, Missing("NOT_GIVEN")), world.number(line, members)
    if not isinstance(now, Decimal) or not now or here is None:
        return None
    without = world.with_inputs({key: ZERO}).number(line, members)
    if without is None or without == here:
        return None
    ratio = over(theirs - without, here - without)
    found = (now * ratio).quantize(ONE.scaleb(-places))
    return found if found > 0 and found != now else None
