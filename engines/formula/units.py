"""Units of measure: exponents over symbols, a flavour where there is no dimension, and the other kinds of value."""

import re
from dataclasses import dataclass

_KINDS = ("date", "bool", "text", "any")
_FLAVOURS = ("number", "count", "percent", "fraction")
_ALIASES = {"R$": "BRL", "US$": "USD", "€": "EUR", "l": "L", "KM": "km", "hora": "h", "horas": "h"}
_COMPOUND = {"MWh": (("MW", 1), ("h", 1))}
_SYMBOLS = {
    "number": "nº",
    "count": "nº",
    "percent": "%",
    "fraction": "0–1",
    "date": "d/m/a",
    "bool": "V/F",
    "text": "abc",
    "any": "∅",
}
_CURRENCY = re.compile(r"[A-Z]{3}")
_FACTOR = re.compile(r"([^\s/*·^0-9][^\s/*·^]*?)(?:\^?([0-9]+))?")


@dataclass(frozen=True, slots=True)
class Unit:
    """What a value measures: `dims` symbol exponents (BRL, km, L, MW, h, …) or, without any, a flavour.

    `kind` is quantity, date, bool, text, or any (the NULL literal). Durations are hours.
    """

    kind: str = "quantity"
    dims: tuple[tuple[str, int], ...] = ()
    flavour: str = "number"

    @classmethod
    def parse(cls, name: str) -> "Unit":
        """Unit of a name: `money:BRL`, `BRL`, `km/L`, `BRL/km`, `duration`, `count`, `%`, `date`, …

        Raises ValueError on a name that is no unit.
        """
        name = name.strip()
        if name in _KINDS:
            return cls(kind=name)
        if name in _FLAVOURS:
            return cls(flavour=name)
        if name in ("", "1", "%"):
            return PERCENT if name == "%" else NUMBER
        if name == "duration":
            return DURATION
        if name.startswith("money:"):
            if not _CURRENCY.fullmatch(name[6:]):
                raise ValueError(f"not a currency: {name!r}")
            name = name[6:]
        return quantity(_exponents(name))

    def __str__(self) -> str:
        if self.kind != "quantity":
            return self.kind
        if not self.dims:
            return self.flavour
        if self == DURATION:
            return "duration"
        if self.currency:
            return f"money:{self.currency}"
        above = _written({symbol: power for symbol, power in self.dims if power > 0})
        below = _written({symbol: -power for symbol, power in self.dims if power < 0})
        return f"{above or '1'}/{below}" if below else above

    @property
    def is_quantity(self) -> bool:
        """True for what arithmetic may touch: everything with a dimension or a flavour."""
        return self.kind == "quantity"

    @property
    def is_plain(self) -> bool:
        """True for number and count, which mix freely."""
        return self.is_quantity and not self.dims and self.flavour in ("number", "count")

    @property
    def currency(self) -> str:
        """Code of the currency of an amount of money; "" for anything else."""
        if len(self.dims) == 1 and self.dims[0][1] == 1 and _CURRENCY.fullmatch(self.dims[0][0]):
            return self.dims[0][0]
        return ""

    @property
    def symbol(self) -> str:
        """The unit as a reader of any of our languages knows it: R$, km/L, h, %, nº."""
        if self.kind != "quantity" or not self.dims:
            return _SYMBOLS[self.flavour if self.kind == "quantity" else self.kind]
        written = str(self).removeprefix("money:")
        return "h" if self == DURATION else written.replace("BRL", "R$").replace("USD", "US$")

    def power(self, exponent: int) -> "Unit":
        """The unit raised to a whole power; dimensionless stays as it is."""
        return quantity({symbol: power * exponent for symbol, power in self.dims}) if self.dims else self

    def root(self) -> "Unit | None":
        """Unit of the square root, or None where an exponent is odd."""
        if any(power % 2 for _, power in self.dims):
            return None
        return quantity({symbol: power // 2 for symbol, power in self.dims}) if self.dims else self

    def times(self, other: "Unit", sign: int = 1) -> "Unit":
        """Product (sign 1) or quotient (sign -1) of two quantities, dimensions only and without limits."""
        powers = dict(self.dims)
        for symbol, power in other.dims:
            powers[symbol] = powers.get(symbol, 0) + sign * power
        return quantity(powers)


NUMBER = Unit()
COUNT = Unit(flavour="count")
PERCENT = Unit(flavour="percent")
FRACTION = Unit(flavour="fraction")
DURATION = Unit(dims=(("h", 1),))
DATE = Unit(kind="date")
BOOL = Unit(kind="bool")
TEXT = Unit(kind="text")
ANY = Unit(kind="any")


def quantity(powers: dict[str, int]) -> Unit:
    """Unit of symbol exponents, those at zero dropped."""
    return Unit(dims=tuple(sorted((symbol, power) for symbol, power in powers.items() if power)))


def _exponents(name: str) -> dict[str, int]:
    powers: dict[str, int] = {}
    above, *below = name.split("/")
    parts = [(part, 1) for part in re.split(r"[*·.]", above) if part.strip() not in ("", "1")]
    parts += [(part, -1) for group in below for part in re.split(r"[*·.]", group)]
    for part, sign in parts:
        found = _FACTOR.fullmatch(part.strip())
        if found is None:
            raise ValueError(f"not a unit: {name!r}")
        symbol = _ALIASES.get(found[1], found[1])
        for base, power in _COMPOUND.get(symbol, ((symbol, 1),)):
            powers[base] = powers.get(base, 0) + sign * power * int(found[2] or 1)
    if not parts:
        raise ValueError(f"not a unit: {name!r}")
    return powers


def _written(powers: dict[str, int]) -> str:
    for symbol, parts in _COMPOUND.items():
        if powers and all(powers.get(base) == power for base, power in parts):
            rest = {base: power for base, power in powers.items() if base not in dict(parts)}
            powers = {symbol: 1} | rest
    return "·".join(symbol if power == 1 else f"{symbol}^{power}" for symbol, power in powers.items())
