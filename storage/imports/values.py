"""What a cell says once its column is known: text, number, day or month as a Brazilian reader writes them."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum

from engines.calendar import Month
from storage.imports.grid import Raw

Value = None | str | Decimal | date | Month


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "TEXT"
    NUMBER = "NUMBER"
    DAY = "DAY"
    INSTANT = "INSTANT"
    MONTH = "MONTH"


class Unreadable(ValueError):
    """A cell that does not say what its column holds; the message is the code of the sentence."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How to read a column: its kind, and for numbers how many places they may have."""

    kind: Kind = Kind.TEXT
    places: int = 2
    longest: int = 200


LARGEST_POWER = 14
"""Power of ten no km, litre, real or code reaches; the store's integers end not far above it."""
_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:\.\d{3})+(?=,)|\d{1,3}(?:\.\d{3}){2,}|\d+)(?:,\d+)?")
_POINT = re.compile(r"[+-]?[\d,]+\.\d+")
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})|(\d{4})-(\d{2})-(\d{2})")
_CLOCK = re.compile(r"(.{8,10}?)[ T](\d{1,2}:\d{2}(?::\d{2})?)(?:[.,]\d+)?")
_MONTH = re.compile(r"(\d{1,2})/(\d{4})|(\d{4})-(\d{2})|([a-zç]{3,9})(?:/|-| de |\s)(\d{4})")
_MONTHS = "jan fev mar abr mai jun jul ago set out nov dez".split()
_SIGNS = str.maketrans({"\u2212": "-", "\u00a0": "", "\u202f": "", " ": ""})


def read_value(raw: Raw, how: Reading) -> Value:
    """The value of a cell, None where it is empty. Raises Unreadable with the code of the reason."""
    if raw is None or raw == "":
        return None
    match how.kind:
        case Kind.TEXT:
            return _text(raw, how.longest)
        case Kind.NUMBER:
            return _number(raw, how.places)
        case Kind.DAY:
            return _day(raw)
        case Kind.INSTANT:
            return _instant(raw)
        case Kind.MONTH:
            return _month(raw)


def _text(raw: Raw, longest: int) -> str:
    if isinstance(raw, Decimal):
        # A code typed as a number: 240, not 240.0.
        text = format(raw.normalize(), "f")
    elif isinstance(raw, str):
        text = " ".join(raw.split())
    else:
        raise Unreadable("IMPORTACAO.TEXTO")
    if len(text) > longest or any(ord(letter) < 32 for letter in text):
        raise Unreadable("IMPORTACAO.TEXTO")
    return text


def _number(raw: Raw, places: int) -> Decimal:
    number = raw if isinstance(raw, Decimal) else _written(raw)
    exponent = number.normalize().as_tuple().exponent
    if not isinstance(exponent, int) or -exponent > places:
        raise Unreadable("IMPORTACAO.CASAS")
    if number and number.adjusted() > LARGEST_POWER:
        raise Unreadable("IMPORTACAO.NUMERO_GRANDE")
    return number


def _written(raw: Raw) -> Decimal:
    if not isinstance(raw, str):
        raise Unreadable("IMPORTACAO.NUMERO")
    text = raw.removeprefix("R$").translate(_SIGNS)
    if _NUMBER.fullmatch(text) and text.isascii():
        return Decimal(text.replace(".", "").replace(",", "."))
    # 12.5 and 1.234 may be decimals or thousands: nobody guesses with money.
    raise Unreadable("IMPORTACAO.PONTO" if _POINT.fullmatch(text) else "IMPORTACAO.NUMERO")


def _day(raw: Raw) -> date:
    if isinstance(raw, date) and not isinstance(raw, datetime):
        return raw
    found = _DAY.fullmatch(raw.strip()) if isinstance(raw, str) else None
    if found is None:
        raise Unreadable("IMPORTACAO.DATA")
    day, month, year = (found[1], found[2], found[3]) if found[1] else (found[6], found[5], found[4])
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise Unreadable("IMPORTACAO.DATA") from None


def _instant(raw: Raw) -> date:
    """A day, or the wall time a source stamped it with: it stays as written, and no zone is guessed."""
    if isinstance(raw, datetime):
        return raw
    found = _CLOCK.fullmatch(raw.strip()) if isinstance(raw, str) else None
    if found is None:
        return _day(raw)
    try:
        return datetime.combine(_day(found[1]), time.fromisoformat(found[2].zfill(5)))
    except ValueError:
        raise Unreadable("IMPORTACAO.DATA") from None


def _month(raw: Raw) -> Month:
    if isinstance(raw, date) and not isinstance(raw, datetime) and raw.day == 1:
        return Month.of(raw)
    found = _MONTH.fullmatch(raw.strip().casefold()) if isinstance(raw, str) else None
    if found is None:
        raise Unreadable("IMPORTACAO.MES")
    year = found[2] or found[3] or found[6]
    month = found[1] or found[4] or str(_named(found[5]))
    try:
        return Month(int(year), int(month)).checked()
    except ValueError:
        raise Unreadable("IMPORTACAO.MES") from None


def _named(name: str) -> int:
    return _MONTHS.index(name[:3]) + 1 if name[:3] in _MONTHS else 0
