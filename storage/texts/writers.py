"""How each kind of field is written in a sentence: `dinheiro`, `litros`, `data`, `mes_extenso`, …"""

import re
from collections.abc import Callable
from datetime import date, datetime, tzinfo
from decimal import Decimal

from engines.calendar import Month
from engines.figure import Missing
from storage.texts.numbers import NO_VALUE, Numbers, figure_text

_CONTROL = re.compile(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]+")
_DECIMAL = re.compile(r"-?[0-9]{1,60}(\.[0-9]{1,60})?")

Writer = Callable[[Numbers, tzinfo, object, int | None], str]

_UNITS = {
    "dinheiro": "BRL", "reais_km": "BRL/km", "litros": "L", "km": "km", "km_l": "km/L", "km_dia": "km/dia",
    "percentual": "fraction", "pontos": "percent", "numero": "",
}  # fmt: skip


class Writers:
    """Writes the fields of one language; typed text from the journal is read back by the field's own kind."""

    def __init__(self, numbers: Numbers, zone: tzinfo) -> None:
        self._numbers = numbers
        self._zone = zone
        self._kinds: dict[str, Callable[[object], str]] = {
            "": self.anything,
            "texto": self.anything,
            "inteiro": lambda value: numbers.number(_decimal(value), 0),
            "data": lambda value: numbers.day(_day(value)),
            "instante": lambda value: numbers.instant(_instant(value), zone),
            "mes": lambda value: numbers.month(_month(value)),
            "mes_extenso": lambda value: numbers.month_in_words(_month(value)),
            "sim_nao": lambda value: numbers.truth(value is True or value == "true"),
            "lista": lambda value: numbers.listed(tuple(map(self.anything, _items(value)))),
        }

    def knows(self, spec: str) -> bool:
        """True for a way of writing that exists."""
        kind = spec.partition(".")[0]
        return kind in _UNITS or spec in self._kinds

    def write(self, value: object, spec: str) -> str:
        """The value in the way its field names. Raises TypeError or ValueError when the value is of another kind."""
        if value is None or isinstance(value, Missing):
            return NO_VALUE
        kind, _, places = spec.partition(".")
        if kind in _UNITS:
            return self._number(_decimal(value), _UNITS[kind], int(places) if places else None)
        return self._kinds[spec](value)

    def measure(self, value: object, unit: object) -> str:
        """A value in the unit that came as another argument; texts and dates as they are."""
        if value is None or isinstance(value, Missing):
            return NO_VALUE
        return self._number(_decimal(value), str(unit), None)

    def anything(self, value: object) -> str:
        """A value of an open field by its type; control and direction characters of outside text become spaces."""
        if isinstance(value, str):
            return _CONTROL.sub(" ", value)
        if isinstance(value, Month):
            return self._numbers.month(value)
        if isinstance(value, int) and not isinstance(value, bool):
            return self._numbers.number(value, 0)
        if isinstance(value, (Decimal, date, bool)):
            return figure_text(self._numbers, value, "", self._zone)
        raise TypeError(f"a sentence cannot show a {type(value).__name__}")

    def _number(self, value: Decimal, unit: str, places: int | None) -> str:
        if unit == "fraction":
            return self._numbers.fraction(value, places)
        return self._numbers.quantity(value, unit, places)


def _decimal(value: object) -> Decimal:
    if isinstance(value, str) and _DECIMAL.fullmatch(value):
        return Decimal(value)
    if isinstance(value, (Decimal, int)) and not isinstance(value, bool):
        return Decimal(value)
    raise TypeError(f"{type(value).__name__} {value!r} is not a number of a sentence")


def _day(value: object) -> date:
    if isinstance(value, str):
        return date.fromisoformat(value)
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    raise TypeError(f"{type(value).__name__} is not a date")


def _instant(value: object) -> datetime:
    if isinstance(value, str):
        return datetime.fromisoformat(value)
    if isinstance(value, datetime):
        return value
    raise TypeError(f"{type(value).__name__} is not an instant")


def _month(value: object) -> Month:
    if isinstance(value, str):
        return Month.parse(value)
    if isinstance(value, date):
        return Month.of(value)
    if isinstance(value, Month):
        return value
    raise TypeError(f"{type(value).__name__} is not a month")


def _items(value: object) -> tuple[object, ...]:
    if isinstance(value, (tuple, list)):
        return tuple(value)
    if isinstance(value, (set, frozenset)):
        return tuple(sorted(value, key=str))
    raise TypeError(f"{type(value).__name__} is not a list")
