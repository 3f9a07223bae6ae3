"""Doubles as decimals: rounded once, half away from zero, at the places of their column."""

from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import Any

from storage.snapshots import Column
from storage.snapshots.parquet import arrow_type

EXACT = 2**53
"""Up to it a double times a power of ten still tells its units apart."""
MOST_SCALED = 2**63 - 1


def rounded(raw: Any, column: Column) -> Any:
    """An Arrow array of doubles as decimals of the column; null where it does not fit (or is not a number).

    Where the double no longer tells the units apart, the shortest decimal that spells it is rounded instead.
    """
    import numpy

    valid = raw.is_valid().to_numpy(zero_copy_only=False)
    numbers = raw.cast("double").fill_null(0.0).to_numpy(zero_copy_only=False)
    largest = min(10**column.digits - 1, MOST_SCALED)
    with numpy.errstate(invalid="ignore", over="ignore"):
        scaled = numbers * 10.0**column.places
        fits = numpy.abs(scaled) < float(largest)
        units = numpy.where(fits, numpy.copysign(numpy.floor(numpy.abs(scaled) + 0.5), scaled), 0).astype("int64")
    for place in numpy.flatnonzero(fits & (numpy.abs(scaled) >= EXACT)):
        units[place], fits[place] = _spelt(float(numbers[place]), column.places, largest)
    return _decimals(units, valid & fits, column)


def _spelt(number: float, places: int, largest: int) -> tuple[int, bool]:
    with localcontext(prec=60):
        units = int(Decimal(repr(number)).scaleb(places).to_integral_value(ROUND_HALF_UP))
    return (units, True) if abs(units) <= largest else (0, False)


def _decimals(units: Any, valid: Any, column: Column) -> Any:
    """Scaled integers as 128-bit decimals: the low word, then the sign spread over the high one."""
    import numpy
    import pyarrow

    words = numpy.empty((len(units), 2), dtype="int64")
    words[:, 0] = units
    words[:, 1] = units >> 63
    bits = pyarrow.array(valid).buffers()[1]
    return pyarrow.Array.from_buffers(arrow_type(column), len(units), [bits, pyarrow.py_buffer(words)])
