"""The fleet register of the sample company: active vehicles, a few in the workshop, a few sold."""

from dataclasses import dataclass
from datetime import datetime

from storage.sample.company import SampleSector, Size
from storage.sample.operation import vehicle_code

UPDATED = datetime(2025, 7, 28, 8, 30)
_IN_WORKSHOP_EVERY = 13
_SOLD_PERCENT = 8


@dataclass(frozen=True, slots=True)
class Vehicle:
    """One line of the register."""

    code: str
    model: str
    status: str
    record: str
    updated: datetime


def sector_fleet(sector: SampleSector, size: Size) -> tuple[Vehicle, ...]:
    """Active vehicles first, then those sold and kept in the register as inactive."""
    active = sector.vehicles * size.factor
    sold = max(1, active * _SOLD_PERCENT // 100)
    return tuple(_vehicle(sector, number, number <= active) for number in range(1, active + sold + 1))


def _vehicle(sector: SampleSector, number: int, active: bool) -> Vehicle:
    status = "MANUTENCAO" if number % _IN_WORKSHOP_EVERY == 0 else "OPERACIONAL"
    record = "ATIVO" if active else "INATIVO"
    return Vehicle(vehicle_code(sector, number), sector.model, status if active else "VENDIDO", record, UPDATED)
