"""Sixteen months of vehicle days, calibrated so that the rules forecast each sector's known August."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from random import Random

from engines.calendar import DayType, Month, day_type
from storage.sample.chance import around, generator
from storage.sample.company import (
    CALENDAR,
    CLASSIFICATIONS,
    HEAT_PERMIL,
    KM_WINDOW,
    MONTH_PERMIL,
    MONTHS,
    SHARE_OUT_PERCENT,
    SampleSector,
    Size,
)

_KM_SPREAD = 600
_VEHICLE_SPREAD = 400
_DAY_SPREAD = 300
_TREND_PERMYRIAD = 10
CALIBRATION_PASSES = 2


@dataclass(frozen=True, slots=True)
class VehicleDay:
    """One vehicle's day: km and litres in hundredths."""

    day: date
    vehicle: str
    km: int
    litres: int


def vehicle_code(sector: SampleSector, number: int) -> str:
    """Code painted on the bus: sector of the ERP and number, `240001`."""
    return f"{sector.erp_id:03d}{number:03d}"


def sector_operation(sector: SampleSector, size: Size, seed: int) -> tuple[VehicleDay, ...]:
    """Every vehicle day of a sector over the sixteen months, already calibrated to its forecast and its km/L."""
    rng = generator(seed, "operacao", sector.erp_id)
    fleet = _fleet_with_thirst(rng, sector, size)
    rows: list[VehicleDay] = []
    for index, month in enumerate(MONTHS):
        for day in month.days():
            rows.extend(_day(rng, sector, size, fleet, index, day))
    return _calibrated(rows, sector, size)


def _fleet_with_thirst(rng: Random, sector: SampleSector, size: Size) -> list[tuple[str, int]]:
    """Codes with each vehicle's own consumption in ten-thousandths of the sector's."""
    numbers = range(1, sector.vehicles * size.factor + 1)
    return [(vehicle_code(sector, n), around(rng, 10_000, _VEHICLE_SPREAD)) for n in numbers]


def _day(
    rng: Random, sector: SampleSector, size: Size, fleet: list[tuple[str, int]], month_index: int, day: date
) -> Iterable[VehicleDay]:
    kind = day_type(day, CLASSIFICATIONS)
    out = len(fleet) * SHARE_OUT_PERCENT[kind] // 100
    season = MONTH_PERMIL.get(day.month, 1000) * (10_000 + _TREND_PERMYRIAD * month_index)
    each = sector.km_by_type[kind] * size.factor * 100 * season // (out * 1000 * 10_000)
    heat = HEAT_PERMIL.get(day.month, 1000)
    per_litre = int(sector.km_per_litre * 100)
    for vehicle, thirst in sorted(rng.sample(fleet, out)):
        km = around(rng, each, _KM_SPREAD)
        litres = around(rng, km * 100 * thirst * heat // (per_litre * 10_000 * 1000), _DAY_SPREAD)
        yield VehicleDay(day, vehicle, km, litres)


def _calibrated(rows: list[VehicleDay], sector: SampleSector, size: Size) -> tuple[VehicleDay, ...]:
    """Passes of one factor for km and one for litres; a second pass takes up what rounding to hundredths left."""
    wanted = Fraction(sector.km_forecast) * size.factor
    for _ in range(CALIBRATION_PASSES):
        km_factor = wanted / forecast_km(rows)
        rows = [replace(row, km=scaled(row.km, km_factor)) for row in rows]
        litre_factor = window_km_per_litre(rows) / Fraction(sector.km_per_litre)
        rows = [replace(row, litres=scaled(row.litres, litre_factor)) for row in rows]
    return tuple(rows)


def scaled(units: int, factor: Fraction) -> int:
    """Positive units times a factor, rounded to the nearest unit."""
    return (2 * units * factor.numerator + factor.denominator) // (2 * factor.denominator)


def forecast_km(rows: Iterable[VehicleDay]) -> Fraction:
    """Km the rules forecast for the vigência: mean per day type of the three months times the days (G-024)."""
    totals: dict[date, int] = {}
    for row in rows:
        if Month.of(row.day) in KM_WINDOW:
            totals[row.day] = totals.get(row.day, 0) + row.km
    return sum((_mean(totals, kind) * days for kind, days in CALENDAR.items()), Fraction(0))


def _mean(totals: Mapping[date, int], kind: DayType) -> Fraction:
    days = [km for day, km in totals.items() if day_type(day, CLASSIFICATIONS) is kind]
    return Fraction(sum(days), 100 * len(days))


def window_km_per_litre(rows: Iterable[VehicleDay]) -> Fraction:
    """Total km over total litres of the three months (G-029)."""
    window = [row for row in rows if Month.of(row.day) in KM_WINDOW]
    return Fraction(sum(row.km for row in window), sum(row.litres for row in window))
