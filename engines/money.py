"""Exact decimal arithmetic: the one context, the one rounding, the scaled integers of the store."""

from decimal import ROUND_HALF_UP, Context, Decimal, DivisionByZero, InvalidOperation, Overflow

ZERO = Decimal(0)
ONE = Decimal(1)

PRECISION = 38
"""Significant digits of every calculation: wider than DECIMAL(38) columns can hold after one product is rounded."""


def calculation_context() -> Context:
    """Decimal context of the evaluator, independent of the thread's own."""
    return Context(
        prec=PRECISION,
        rounding=ROUND_HALF_UP,
        Emin=-999999,
        Emax=999999,
        traps=[DivisionByZero, InvalidOperation, Overflow],
    )


_ROUNDING = Context(prec=200, rounding=ROUND_HALF_UP, traps=[InvalidOperation, Overflow])


def round_half_away(value: Decimal, places: int) -> Decimal:
    """Value rounded to `places` decimal places, halves away from zero, as Excel's ROUND.

    Negative places round to tens, hundreds, …; minus zero becomes zero. Raises InvalidOperation on NaN or infinity.
    """
    if not value.is_finite():
        raise InvalidOperation(f"cannot round {value}")
    unit = Decimal(1).scaleb(-places)
    rounded = value.quantize(unit, rounding=ROUND_HALF_UP, context=_ROUNDING)
    if places < 0:
        rounded = rounded.quantize(ONE, context=_ROUNDING)
    return rounded.copy_abs() if rounded.is_zero() else rounded


def to_scaled(value: Decimal, places: int) -> int:
    """Integer of 10^-places units that stores `value` exactly. Raises ValueError when digits would be lost."""
    scaled = value.scaleb(places, context=_ROUNDING)
    whole = scaled.to_integral_value()
    if whole != scaled:
        raise ValueError(f"{value} has more than {places} decimal places")
    return int(whole)


def from_scaled(units: int, places: int) -> Decimal:
    """Decimal with exactly `places` places from the stored integer."""
    return Decimal(units).scaleb(-places, context=_ROUNDING)


def canonical_text(value: Decimal) -> str:
    """Plain text of a decimal: dot, no exponent, no locale; places kept as they are (seed 003 §9, F-39)."""
    return format(value, "f")
