"""The invented city of the sample audit: services, bands, fleet and prices; the same every time."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random

SEED = 20251110
FIRST, LAST = date(2025, 11, 10), date(2025, 11, 16)
DAYS = tuple(FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1))
HOLIDAYS = frozenset({date(2025, 11, 15), date(2025, 11, 16)})
KNOWN_THEN, KNOWN_NOW = date(2025, 11, 28), date(2026, 1, 20)
"""Code the city paid with (air-conditioning deductions suspended), and the day the auditor knows the rules of."""
HOURS = ((5, 6, 4), (6, 9, 9), (9, 12, 7), (12, 15, 7), (15, 18, 9), (18, 21, 6), (21, 22, 4))
"""Bands: first hour, hour after the last, planned departures of a direction."""
LOW_AND_HIGH = (0.3, 0.5, 0.75, 1.2, 1.4, 1.8)
"""Parts of the plan made in the odd band; in the others all of it."""
WITH_AC, WITHOUT_AC = "Licenciado com ar e não autuado", "Licenciado sem ar e não autuado"


@dataclass(frozen=True, slots=True)
class Service:
    """A bus line: code, consórcio, directions, km of a trip, technologies allowed (lowest, highest)."""

    code: str
    consortium: str
    directions: tuple[str, ...]
    km: Decimal
    lowest: str
    highest: str


SERVICES = (
    Service("104", "Intersul", ("I", "V"), Decimal("14.350"), "MIDI", "PADRON"),
    Service("232", "Internorte", ("I", "V"), Decimal("11.207"), "MINI", "BASICO"),
    Service("309", "Transcarioca", ("C",), Decimal("21.640"), "BASICO", "PADRON"),
    Service("371", "Transcarioca", ("I", "V"), Decimal("15.183"), "MIDI", "PADRON"),
    Service("426", "Intersul", ("C",), Decimal("13.118"), "MIDI", "BASICO"),
    Service("607", "Internorte", ("I", "V"), Decimal("14.875"), "MIDI", "PADRON"),
    Service("624", "Internorte", ("C",), Decimal("15.870"), "BASICO", "PADRON"),
    Service("867", "Santa Cruz", ("I", "V"), Decimal("16.240"), "MINI", "PADRON"),
)


@dataclass(frozen=True, slots=True)
class Vehicle:
    """A bus: number, plate, year, technology, status of every day, how its thermometer behaves."""

    number: str
    plate: str
    year: int
    technology: str | None
    status: str
    thermometer: str = "bom"


@dataclass(frozen=True, slots=True)
class Trip:
    """A trip that was made."""

    day: date
    service: Service
    direction: str
    vehicle: Vehicle
    departure: datetime
    arrival: datetime

    @property
    def id(self) -> str:
        """Identity as upstream writes it."""
        return f"{self.vehicle.number}-{self.service.code}-{self.direction}-{self.departure:%Y%m%d%H%M%S}"


def day_type(day: date) -> str:
    """Type of a day: a holiday counts as a Sunday."""
    return "Domingo" if day in HOLIDAYS else "Dia Útil"


def band_of(day: date, first: int, after: int) -> tuple[datetime, datetime]:
    """First and last second of a band."""
    start = datetime.combine(day, time(first))
    return start, start + timedelta(hours=after - first, seconds=-1)


def fleet() -> tuple[Vehicle, ...]:
    """A hundred and sixteen buses: most in order, some of each status, a few whose thermometers tell nothing good."""
    random, vehicles = Random(SEED), []
    statuses = (
        [WITH_AC] * 46
        + [WITHOUT_AC] * 6
        + ["Lacrado", "Não vistoriado", "Não licenciado", "Autuado por ar inoperante"] * 2
    )
    odd = {3: "nulo", 7: "zero", 11: "parado", 15: "quente", 19: "quente", 23: "quente", 27: "disparado"}
    for n, status in enumerate(statuses):
        technology = random.choice(["BASICO", "BASICO", "BASICO", "PADRON", "MIDI"])
        year = random.choice([2014, 2016, 2018, 2019, 2021, 2023])
        number, plate = f"{'ABCD'[n % 4]}{41000 + n * 7}", f"LQ{chr(65 + n % 26)}{1000 + n * 13}"
        vehicles.append(Vehicle(number, plate, year, technology, status, odd.get(n, "bom")))
    return tuple(vehicles)


def trips(vehicles: tuple[Vehicle, ...]) -> tuple[Trip, ...]:
    """Every trip of the days, none of a vehicle overlapping another of its own."""
    random, made = Random(SEED + 1), list[Trip]()
    for day in DAYS:
        free = {vehicle.number: datetime.min for vehicle in vehicles}
        for departure, service, direction in sorted(_departures(day, random), key=lambda each: each[0]):
            vehicle = next((v for v in random.sample(vehicles, len(vehicles)) if free[v.number] <= departure), None)
            if vehicle is None:
                continue
            arrival = departure + timedelta(minutes=random.randint(35, 70))
            free[vehicle.number] = arrival + timedelta(minutes=6)
            made.append(Trip(day, service, direction, vehicle, departure, arrival))
    return tuple(made)


def _departures(day: date, random: Random) -> list[tuple[datetime, Service, str]]:
    """Departures of a day: about the plan, more in some bands and fewer in others; no two of a service at once."""
    found: dict[tuple[str, datetime], str] = {}
    services = {service.code: service for service in SERVICES}
    for service in SERVICES:
        for direction in service.directions:
            for first, after, planned in HOURS:
                start, end = band_of(day, first, after)
                ratio = random.choice([*LOW_AND_HIGH, *[1] * 26])
                for _ in range(round(planned * ratio) or 1):
                    moment = start + timedelta(seconds=random.randrange(int((end - start).total_seconds()) + 1))
                    found.setdefault((service.code, moment), direction)
    return [(moment, services[code], direction) for (code, moment), direction in found.items()]
