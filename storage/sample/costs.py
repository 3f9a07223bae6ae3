"""Cost postings: tyres in lumps as sets wear out, parts as a long tail of invoices, both calibrated to a R$/km."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from engines.calendar import DayType, Month, day_type
from storage.sample.chance import around, generator, long_tailed_cents
from storage.sample.company import CLASSIFICATIONS, COST_WINDOW, SampleSector, Size
from storage.sample.operation import VehicleDay, scaled

TYRES = "PNEUS"
PARTS = "PECAS"
_PARTS_A_DAY = 3
_LUMP_SPREAD = 1_200


@dataclass(frozen=True, slots=True)
class Posting:
    """One cost posting: value in cents."""

    day: date
    kind: str
    cents: int
    document: str


def sector_costs(sector: SampleSector, size: Size, seed: int, operation: Sequence[VehicleDay]) -> tuple[Posting, ...]:
    """Postings of a sector over the days it ran, with the wanted R$/km over the twelve months of the base."""
    km_by_day = _km_by_day(operation)
    tyres = _calibrated(_tyres(sector, size, seed, km_by_day), sector.tyres_per_km, km_by_day)
    parts = _calibrated(_parts(sector, size, seed, km_by_day), sector.parts_per_km, km_by_day)
    return tuple(sorted((*tyres, *parts), key=lambda posting: (posting.day, posting.document)))


def _km_by_day(operation: Sequence[VehicleDay]) -> dict[date, int]:
    totals: dict[date, int] = {}
    for row in operation:
        totals[row.day] = totals.get(row.day, 0) + row.km
    return totals


def _tyres(sector: SampleSector, size: Size, seed: int, km_by_day: Mapping[date, int]) -> list[Posting]:
    """A set is bought when the wear since the last one reaches its price; so single months are jumpy."""
    rng = generator(seed, "pneus", sector.erp_id)
    found: list[Posting] = []
    worn = 0
    next_set = around(rng, sector.tyre_set * 100, _LUMP_SPREAD)
    for day, km in sorted(km_by_day.items()):
        worn += int(sector.tyres_per_km * km)
        while worn >= next_set and day_type(day, CLASSIFICATIONS) is DayType.UTIL:
            found.append(Posting(day, TYRES, next_set, f"NFP-{sector.erp_id:03d}-{len(found) + 1:05d}"))
            worn -= next_set
            next_set = around(rng, sector.tyre_set * 100, _LUMP_SPREAD)
    return found


def _parts(sector: SampleSector, size: Size, seed: int, km_by_day: Mapping[date, int]) -> list[Posting]:
    rng = generator(seed, "pecas", sector.erp_id)
    found: list[Posting] = []
    for day in sorted(km_by_day):
        if day_type(day, CLASSIFICATIONS) is not DayType.UTIL:
            continue
        for _ in range(_PARTS_A_DAY * size.factor):
            found.append(Posting(day, PARTS, long_tailed_cents(rng), f"NFC-{sector.erp_id:03d}-{len(found) + 1:05d}"))
    return found


def _calibrated(postings: list[Posting], per_km: Decimal, km_by_day: Mapping[date, int]) -> list[Posting]:
    km = sum(units for day, units in km_by_day.items() if Month.of(day) in COST_WINDOW)
    cents = sum(posting.cents for posting in postings if Month.of(posting.day) in COST_WINDOW)
    factor = Fraction(per_km) * km / cents
    return [replace(posting, cents=scaled(posting.cents, factor)) for posting in postings]
