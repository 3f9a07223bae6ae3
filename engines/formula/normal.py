"""The normal distribution in decimals: quantile to at least twenty-five digits."""

from decimal import Context, Decimal, localcontext
from functools import lru_cache
from statistics import NormalDist

_GUARD = 60
_HALF = Decimal("0.5")


@lru_cache(maxsize=256)
def normal_quantile(probability: Decimal) -> Decimal | None:
    """z with P(Z <= z) = probability, rounded to 34 digits; None outside (0, 1) or beyond 1E-300 of its ends."""
    if not 0 < probability < 1:
        return None
    with localcontext(Context(prec=400)):
        tail = min(probability, 1 - probability)
    if tail < Decimal("1E-300"):
        return None
    digits = _GUARD - tail.adjusted()
    with localcontext(Context(prec=digits)):
        distance = _refined(tail)
    signed = distance if probability > _HALF else distance.copy_negate()
    return Context(prec=34).plus(signed) if signed else Decimal(0)


def _refined(tail: Decimal) -> Decimal:
    """Distance from the mean whose upper tail is `tail`: Newton's steps from the double-precision start."""
    # A float only starts the search: Newton doubles its correct digits at each step.
    point = Decimal(-NormalDist().inv_cdf(float(tail))) if tail < _HALF else Decimal(0)
    for _ in range(6):
        point += (_HALF - _centre(point) - tail) / _density(point)
    return point


@lru_cache(maxsize=64)
def _root_two_pi(precision: int) -> Decimal:
    with localcontext(Context(prec=precision + 5)):
        return (2 * _pi()).sqrt()


def _pi() -> Decimal:
    """Pi at the precision in force, by Machin's formula."""
    return 4 * (4 * _arctan_of_inverse(5) - _arctan_of_inverse(239))


def _arctan_of_inverse(whole: int) -> Decimal:
    power = total = Decimal(1) / whole
    square, index = whole * whole, 1
    while True:
        power /= -square
        index += 2
        grown = total + power / index
        if grown == total:
            return total
        total = grown


def _density(point: Decimal) -> Decimal:
    return (-point * point / 2).exp() / _root_two_pi(_precision())


def _centre(point: Decimal) -> Decimal:
    """P(0 < Z < point): density times x + x³/3 + x⁵/15 + …, all terms positive."""
    term = total = point
    index = 1
    while True:
        index += 2
        term *= point * point / index
        grown = total + term
        if grown == total:
            return total * _density(point)
        total = grown


def _precision() -> int:
    with localcontext() as context:
        return context.prec
