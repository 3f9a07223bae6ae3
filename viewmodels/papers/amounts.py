"""How a value is written in running words: its places where they matter, its reason where it is missing."""

from decimal import Decimal

from engines.figure import Missing, Value
from storage.texts.sentences import Texts

FEW = 2
"""Decimals up to which a line's places are always written; beyond them end zeros are dropped."""


PREFIX = "money:"


def reader_unit(unit: str) -> str:
    """A unit as the texts know it: `BRL` for money, nothing for a bare number."""
    return "" if unit == "number" else unit.removeprefix(PREFIX)


def amount(texts: Texts, value: Value, unit: str, places: int | None) -> str:
    """A value inside a formula: `125.000 km`, `3,04 km/L`, `R$ 7.000,00`; a missing one says why."""
    if isinstance(value, Missing):
        return reason(texts, value)
    unit = reader_unit(unit)
    if isinstance(value, Decimal) and places is not None:
        return texts.figure_text(value, unit, _places(value, unit, places))
    return texts.figure_text(value, unit)


def exact(texts: Texts, value: Value, unit: str, places: int | None) -> str:
    """A value on its own, with all the places of its line; a missing one says why."""
    return reason(texts, value) if isinstance(value, Missing) else texts.figure_text(value, reader_unit(unit), places)


def reason(texts: Texts, missing: Missing) -> str:
    """Why a value is missing, in words; the code itself where nobody wrote the sentence."""
    code = f"AUSENTE.{missing.reason}"
    return texts.say_with(code, missing.args) if texts.knows(code) else missing.reason


def _places(value: Decimal, unit: str, places: int) -> int | None:
    whole = value == value.to_integral_value()
    if whole and not unit.startswith("BRL"):
        return 0
    return places if places <= FEW else None
