"""Which units may meet in an operation, and what comes out (kpi.md section 3, "Types and units")."""

from dataclasses import dataclass

from engines.formula.units import ANY, DATE, DURATION, FRACTION, NUMBER, PERCENT, Unit


@dataclass(frozen=True, slots=True)
class Typed:
    """Unit of an expression; `literal` when it is made of literals alone and so takes the other side's unit."""

    unit: Unit
    literal: bool = False


def joined(one: Typed, other: Typed) -> Typed | None:
    """What two values of one kind are together (sum, comparison, branches); None where they do not mix.

    A bare literal takes the other side's unit, except a duration: "write HOURS(4)".
    """
    literal = one.literal and other.literal
    if ANY in (one.unit, other.unit):
        return Typed(other.unit if one.unit == ANY else one.unit, literal)
    if one.unit == other.unit:
        return Typed(one.unit, literal)
    if one.unit.is_plain and other.unit.is_plain:
        return Typed(NUMBER, literal)
    for mine, theirs in ((one, other), (other, one)):
        if mine.literal and mine.unit == NUMBER and theirs.unit.is_quantity and theirs.unit != DURATION:
            return Typed(theirs.unit)
    return None


def added(op: str, one: Typed, other: Typed) -> Typed | None:
    """Unit of `one + other` or `one - other`; None where they do not mix."""
    if op == "-" and one.unit == other.unit == DATE:
        return Typed(DURATION)
    if one.unit == DATE and other.unit in (DURATION, ANY):
        return Typed(DATE)
    if op == "+" and one.unit in (DURATION, ANY) and other.unit == DATE:
        return Typed(DATE)
    if DATE in (one.unit, other.unit):
        return None
    return joined(one, other)


def multiplied(op: str, one: Typed, other: Typed) -> Typed | None:
    """Unit of `one * other` or `one / other`; None where the product means nothing outside a primitive."""
    left, right = _quantity(one.unit), _quantity(other.unit)
    literal = one.literal and other.literal
    if {left, right} == {PERCENT, FRACTION}:
        return None
    if left.dims or right.dims:
        unit = left.times(right, 1 if op == "*" else -1)
        return Typed(unit) if _sensible(unit) else None
    return Typed(_dimensionless(op, left, right), literal)


def fits(result: Typed, wanted: Unit) -> bool:
    """True when a formula's result may stand where `wanted` is expected: a ratio is a percent or a fraction."""
    if joined(result, Typed(wanted)) is not None:
        return True
    return result.unit == NUMBER and wanted in (PERCENT, FRACTION)


def _quantity(unit: Unit) -> Unit:
    return NUMBER if unit == ANY else unit


def _dimensionless(op: str, left: Unit, right: Unit) -> Unit:
    if op == "*" and PERCENT in (left, right) and NUMBER in (left, right):
        return PERCENT
    if op == "/" and right == NUMBER and left in (PERCENT, FRACTION):
        return left
    return FRACTION if op == "*" and left == right == FRACTION else NUMBER


def _sensible(unit: Unit) -> bool:
    """R$², h² and money times time exist only inside registered primitives."""
    if any(abs(power) > 1 for _, power in unit.dims):
        return False
    money = [power for symbol, power in unit.dims if Unit(dims=((symbol, 1),)).currency]
    doubled = len(money) != len(set(money))
    return not doubled and not (1 in money and ("h", 1) in unit.dims)
