"""Who the sample company is: sectors, sizes, months, day types (seed 003 §2.1, §8.2 and goals of August 2025)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from types import MappingProxyType

from engines.calendar import DayType, Month, window_before

SEED = 20250802
CLOCK = datetime(2025, 8, 2, 12, 0, tzinfo=UTC)
"""The sample company's present: 2 August 2025, 9 in the morning in Brasília."""

REFERENCE = date(2025, 8, 2)
VIGENCIA = Month(2025, 8)
MONTHS = window_before(VIGENCIA, 16)
KM_WINDOW = window_before(VIGENCIA, 3)
COST_WINDOW = window_before(VIGENCIA, 12)
CALENDAR = MappingProxyType({DayType.UTIL: 21, DayType.SABADO: 5, DayType.DOMINGO_FERIADO: 5})


class Size(Enum):
    """Demo has 137 vehicles; real has five times as many, the size of the operator with these four bases."""

    DEMO = 1
    REAL = 5

    @property
    def factor(self) -> int:
        """How many times the demo's fleet and kilometres."""
        return int(self.value)


@dataclass(frozen=True, slots=True)
class SampleSector:
    """One base in demo size: fleet, mean km a day by type, km/L, R$/km and the km the rules forecast for 2025-08."""

    id: int
    nome: str
    erp_id: int
    vehicles: int
    km_by_type: Mapping[DayType, int]
    km_per_litre: Decimal
    tyres_per_km: Decimal
    parts_per_km: Decimal
    km_forecast: Decimal
    model: str
    tyre_set: int


def _km(weekday: int, saturday: int, sunday: int) -> Mapping[DayType, int]:
    return MappingProxyType({DayType.UTIL: weekday, DayType.SABADO: saturday, DayType.DOMINGO_FERIADO: sunday})


SECTORS = (
    SampleSector(
        1, "GAMA", 240, 38, _km(8403, 4980, 3640), Decimal("2.66"), Decimal("0.206"), Decimal("0.860"),
        Decimal(219_564), "Urbano básico 12 m", 14_400,
    ),
    SampleSector(
        2, "PARANOÁ", 31, 29, _km(5871, 3697, 2438), Decimal("2.78"), Decimal("0.202"), Decimal("0.788"),
        Decimal(153_963), "Urbano básico 12 m", 14_400,
    ),
    SampleSector(
        3, "SANTA MARIA", 124, 46, _km(10357, 5960, 3579), Decimal("2.37"), Decimal("0.284"), Decimal("1.050"),
        Decimal(265_188), "Articulado 18 m", 24_000,
    ),
    SampleSector(
        4, "SÃO SEBASTIÃO", 239, 24, _km(4823, 2821, 1924), Decimal("3.04"), Decimal("0.189"), Decimal("0.720"),
        Decimal(125_000), "Midi 10 m", 9_600,
    ),
)  # fmt: skip

SHARE_OUT_PERCENT = MappingProxyType({DayType.UTIL: 92, DayType.SABADO: 61, DayType.DOMINGO_FERIADO: 44})
"""How much of the fleet leaves the garage on each type of day."""

MONTH_PERMIL = MappingProxyType({1: 930, 2: 985, 7: 955, 12: 965})
"""School holidays: less km in these months, in thousandths; other months 1000."""

HEAT_PERMIL = MappingProxyType({9: 1015, 10: 1030, 11: 1020})
"""Dry and hot months: more litres for the same km, in thousandths."""


@dataclass(frozen=True, slots=True)
class TypedDay:
    """A day of the history that ran with the timetable of another type, by decision of the director."""

    day: date
    name: str
    type: DayType


_SUNDAY = DayType.DOMINGO_FERIADO
TYPED_DAYS = (
    TypedDay(date(2024, 4, 21), "Fundação de Brasília; Tiradentes", _SUNDAY),
    TypedDay(date(2024, 5, 1), "Dia do Trabalhador", _SUNDAY),
    TypedDay(date(2024, 5, 30), "Corpus Christi", DayType.SABADO),
    TypedDay(date(2024, 9, 7), "Independência do Brasil", _SUNDAY),
    TypedDay(date(2024, 10, 12), "Nossa Senhora Aparecida", _SUNDAY),
    TypedDay(date(2024, 10, 28), "Dia do Servidor Público", DayType.UTIL),
    TypedDay(date(2024, 11, 2), "Finados", _SUNDAY),
    TypedDay(date(2024, 11, 15), "Proclamação da República", _SUNDAY),
    TypedDay(date(2024, 11, 20), "Dia Nacional de Zumbi e da Consciência Negra", _SUNDAY),
    TypedDay(date(2024, 11, 30), "Dia do Evangélico", _SUNDAY),
    TypedDay(date(2024, 12, 24), "Véspera de Natal", DayType.UTIL),
    TypedDay(date(2024, 12, 25), "Natal", _SUNDAY),
    TypedDay(date(2024, 12, 31), "Véspera de Ano-Novo", DayType.UTIL),
    TypedDay(date(2025, 1, 1), "Confraternização Universal", _SUNDAY),
    TypedDay(date(2025, 3, 3), "Carnaval", DayType.UTIL),
    TypedDay(date(2025, 3, 4), "Carnaval", _SUNDAY),
    TypedDay(date(2025, 3, 5), "Quarta-feira de Cinzas", DayType.UTIL),
    TypedDay(date(2025, 4, 18), "Sexta-feira Santa", _SUNDAY),
    TypedDay(date(2025, 4, 21), "Fundação de Brasília; Tiradentes", _SUNDAY),
    TypedDay(date(2025, 5, 1), "Dia do Trabalhador", _SUNDAY),
    TypedDay(date(2025, 6, 19), "Corpus Christi", DayType.SABADO),
)
CLASSIFICATIONS: Mapping[date, DayType] = MappingProxyType({typed.day: typed.type for typed in TYPED_DAYS})
