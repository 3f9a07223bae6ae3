"""Numbers, money, dates and months as a reader of pt, en or es writes them; plain forms for clipboard and CSV."""

from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from decimal import Decimal

from engines.calendar import Month
from engines.figure import Missing, Value
from engines.money import canonical_text, round_half_away

NO_BREAK = "\u00a0"
MINUS = "\u2212"
NO_VALUE = "\u2013"
FREE_PLACES = 6
"""Most decimals shown where nobody fixed how many: the rest is in the raw value, one copy away."""

_MONTHS = {
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro".split(),
    "en": "January February March April May June July August September October November December".split(),
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split(),
}
_PER_DAY = {"pt": "km/dia", "en": "km/day", "es": "km/día"}
_TRUTH = {"pt": ("não", "sim"), "en": ("no", "yes"), "es": ("no", "sí")}
_AT = {"pt": "às", "en": "at", "es": "a las"}
_AND = {"pt": "e", "en": "and", "es": "y"}
_MONEY_PLACES = 2
_PLAIN_UNITS = frozenset({"", "text", "count", "bool", "date", "month"})


@dataclass(frozen=True, slots=True)
class Numbers:
    """Display formatter of one language; results hold no-break spaces and U+2212, so never parse them back.

    Rounds half away from zero to the places shown. `locale` is one of pt, en, es (ValueError otherwise).
    """

    locale: str = "pt"

    def __post_init__(self) -> None:
        if self.locale not in _MONTHS:
            raise ValueError(f"no numbers for locale {self.locale!r}")

    def number(self, value: Decimal | int, places: int | None = None, sign: bool = False) -> str:
        """Grouped digits, `1.234,56`; without `places` up to six decimals, end zeros dropped.

        `sign` writes an explicit + before positive values (difference columns).
        """
        return _signed(*self._digits(Decimal(value), places), sign)

    def typed(self, value: Decimal) -> str:
        """Digits as a person types them into a field: `1234,56`, in English `1234.56`, none grouped or dropped."""
        return canonical_text(value).replace(".", self.point)

    @property
    def point(self) -> str:
        """The decimal mark."""
        return "." if self.locale == "en" else ","

    def money(self, value: Decimal, places: int | None = None, sign: bool = False) -> str:
        """Reais, `R$ −614.220,11`: the sign after the currency; two places at least."""
        return f"R${NO_BREAK}{_signed(*self._digits(value, places, least=_MONEY_PLACES), sign)}"

    def percent(self, points: Decimal, places: int | None = None, sign: bool = False) -> str:
        """A percentage already in points (1.5 is one and a half per cent): `1,5 %`, in English `1.5%`."""
        space = "" if self.locale == "en" else NO_BREAK
        return f"{self.number(points, places, sign)}{space}%"

    def fraction(self, value: Decimal, places: int | None = None, sign: bool = False) -> str:
        """A fraction shown as percent: 0.015 is `1,5 %`. `places` counts the percentage's decimals."""
        return self.percent(value.scaleb(2), places, sign)

    def quantity(self, value: Decimal, unit: str, places: int | None = None, sign: bool = False) -> str:
        """Number with its unit after a no-break space: `40.501,64 L`, `3,04 km/L`, `R$ 1,25/km`."""
        unit = unit.removeprefix("money:").replace("duration", "h")
        if unit == "fraction":
            return self.fraction(value, None if places is None else max(places - 2, 0), sign)
        if unit == "percent":
            return self.percent(value, places, sign)
        if unit == "BRL":
            return self.money(value, places, sign)
        if unit.startswith("BRL/"):
            return f"{self.money(value, places, sign)}/{self.unit(unit.removeprefix('BRL/'))}"
        digits = self.number(value, places, sign)
        return digits if unit in _PLAIN_UNITS else f"{digits}{NO_BREAK}{self.unit(unit)}"

    def unit(self, unit: str) -> str:
        """Name of a unit as headers print it: `R$`, `R$/km`, `%`, `km/dia`; "" where the value speaks alone."""
        if unit in _PLAIN_UNITS:
            return ""
        if unit in ("percent", "fraction"):
            return "%"
        if unit == "km/dia":
            return _PER_DAY[self.locale]
        return unit.removeprefix("money:").replace("BRL", "R$").replace("duration", "h")

    def day(self, value: date) -> str:
        """`02/08/2025`; in English `2 Aug 2025`, which no reader takes for February."""
        if self.locale == "en":
            return f"{value.day}{NO_BREAK}{self._short(value.month)}{NO_BREAK}{value.year:04d}"
        return f"{value.day:02d}/{value.month:02d}/{value.year:04d}"

    def short_day(self, value: date) -> str:
        """A day of a year everybody knows: `02/08`; in English `2 Aug`."""
        return self.day(value)[:-5]

    def instant(self, value: datetime, zone: tzinfo) -> str:
        """`02/08/2025 às 08:25` in `zone`. Raises ValueError on an instant without zone."""
        if value.tzinfo is None:
            raise ValueError(f"{value} has no zone")
        local = value.astimezone(zone)
        return f"{self.day(local.date())} {_AT[self.locale]} {local.hour:02d}:{local.minute:02d}"

    def month(self, value: Month) -> str:
        """Month in tables: `ago/2025`; in English `Aug 2025`."""
        between = NO_BREAK if self.locale == "en" else "/"
        return f"{self._short(value.month)}{between}{value.year:04d}"

    def month_in_words(self, value: Month) -> str:
        """Month in sentences: `agosto de 2025`; in English `August 2025`."""
        between = " " if self.locale == "en" else " de "
        return f"{_MONTHS[self.locale][value.month - 1]}{between}{value.year:04d}"

    def truth(self, value: bool) -> str:
        """`sim` or `não`."""
        return _TRUTH[self.locale][value]

    def listed(self, parts: tuple[str, ...]) -> str:
        """`a, b e c`; "–" for nothing."""
        if len(parts) < 2:
            return parts[0] if parts else NO_VALUE
        return f"{', '.join(parts[:-1])} {_AND[self.locale]} {parts[-1]}"

    def _short(self, month: int) -> str:
        return _MONTHS[self.locale][month - 1][:3]

    def _digits(self, value: Decimal, places: int | None, least: int = 0) -> tuple[bool, str]:
        """Is it negative once rounded, and its absolute digits with this language's separators."""
        shown = round_half_away(value, FREE_PLACES if places is None else places)
        whole, _, decimals = canonical_text(abs(shown)).partition(".")
        if places is None:
            decimals = decimals.rstrip("0").ljust(least, "0")
        group = "," if self.locale == "en" else "."
        grouped = f"{int(whole):,}".replace(",", group)
        return shown < 0, grouped + (self.point + decimals if decimals else "")


def _signed(negative: bool, digits: str, explicit: bool) -> str:
    if negative:
        return MINUS + digits
    return f"+{digits}" if explicit and digits.strip("0.,") else digits


def figure_text(numbers: Numbers, value: Value, unit: str, zone: tzinfo, places: int | None = None) -> str:
    """Any figure's value as shown: `–` for Missing, sim or não, a date, a text as it is, a number with its unit.

    `places` are the value's own decimals, so a fraction of four places shows a percentage of two.
    """
    match value:
        case Missing():
            return NO_VALUE
        case bool():
            return numbers.truth(value)
        case Decimal():
            return numbers.quantity(value, unit, places)
        case datetime():
            return numbers.instant(value, zone)
        case date():
            return numbers.day(value)
        case str():
            return value


def plain_text(value: Value | int | None) -> str:
    """Raw form for clipboard and CSV in the pt-BR spreadsheet manner: `-614220,11`, `02/08/2025`, no unit, no groups.

    ASCII hyphen, decimal comma, every digit the value has; Missing and None are empty.
    """
    if value is None or isinstance(value, Missing):
        return ""
    if isinstance(value, bool):
        return "sim" if value else "não"
    if isinstance(value, (Decimal, int)):
        return canonical_text(Decimal(value)).replace(".", ",")
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    return f"{value.day:02d}/{value.month:02d}/{value.year:04d}" if isinstance(value, date) else value
