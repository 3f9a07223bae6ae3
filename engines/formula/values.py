"""Operations on values with the NULL rules: absence spreads, conditions are three-valued."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from engines.figure import Missing, Value
from engines.formula.tree import Span

UNKNOWN = Missing("NULL_INPUT")
NO_BRANCH = Missing("NO_BRANCH")
NO_ROWS = Missing("NO_ROWS")
_HOUR = Decimal(3_600_000_000)


def division_by_zero(divisor: Span) -> Missing:
    """A quotient whose divisor is zero in the data: absent, and it says where."""
    return Missing("DIV_ZERO", {"start": divisor.start, "end": divisor.end})


def out_of_domain(span: Span) -> Missing:
    """A function whose argument lies outside where it is defined (root of a negative, day 31 of June)."""
    return Missing("DOMAIN", {"start": span.start, "end": span.end})


def absent(*values: Value) -> Missing | None:
    """The absence that spreads from the operands: a zero division before any other, else the first."""
    missing = [value for value in values if isinstance(value, Missing)]
    return next((one for one in missing if one.reason == "DIV_ZERO"), missing[0] if missing else None)


def arithmetic(op: str, left: Value, right: Value, span: Span, divisor: Span) -> Value:
    """`left op right` of checked operands; dates with hours, dates with dates (hours)."""
    if op == "/" and isinstance(right, Decimal) and not right:
        return division_by_zero(divisor)
    if isinstance(left, Missing) or isinstance(right, Missing):
        return absent(left, right) or UNKNOWN
    if isinstance(left, Decimal) and isinstance(right, Decimal):
        return _decimal(op, left, right)
    return _dates(op, left, right, span)


def _decimal(op: str, left: Decimal, right: Decimal) -> Decimal:
    if op == "+":
        return left + right
    if op == "-":
        return left - right
    return left * right if op == "*" else left / right


def _dates(op: str, left: Value, right: Value, span: Span) -> Value:
    if isinstance(left, date) and isinstance(right, date):
        one, other = comparable(left, right)
        return hours(one - other)  # type: ignore[operator, arg-type]
    day, length = (left, right) if isinstance(left, date) else (right, left)
    if not isinstance(day, date) or not isinstance(length, Decimal):
        raise TypeError(f"unchecked operands of {op}: {left!r}, {right!r}")
    return moved(day, -length if op == "-" else length, span)


def hours(length: timedelta) -> Decimal:
    """A length of time in hours, exact to the microsecond."""
    return Decimal(length // timedelta(microseconds=1)) / _HOUR


def moved(day: date, length: Decimal, span: Span) -> Value:
    """The date `length` hours later: a date for whole days, else an instant; DOMAIN past the calendar's ends."""
    try:
        step = timedelta(microseconds=int((length * _HOUR).to_integral_value()))
        whole = step % timedelta(days=1) == timedelta(0)
        if whole or isinstance(day, datetime):
            return day + step
        return datetime(day.year, day.month, day.day) + step
    except OverflowError:
        return out_of_domain(span)


def comparable(left: Value, right: Value) -> tuple[Value, Value]:
    """The two values, a date beside an instant read as its midnight."""
    if isinstance(left, datetime) != isinstance(right, datetime):
        return midnight(left), midnight(right)
    return left, right


def midnight(value: Value) -> Value:
    """A plain date as the instant it begins; anything else as it is."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day)
    return value


def compared(op: str, left: Value, right: Value) -> bool | Missing:
    """Truth of a comparison; unknown where an operand is absent."""
    if isinstance(left, Missing) or isinstance(right, Missing):
        return absent(left, right) or UNKNOWN
    one, other = comparable(left, right)
    if op == "=":
        return one == other
    if op == "<>":
        return one != other
    return _ordered(op, one, other)


def _ordered(op: str, one: Value, other: Value) -> bool:
    if op == "<":
        return one < other  # type: ignore[operator]
    if op == "<=":
        return one <= other  # type: ignore[operator]
    return one > other if op == ">" else one >= other  # type: ignore[operator]


def both(left: Value, right: Value) -> Value:
    """Three-valued AND: one FALSE decides, else one unknown does."""
    if left is False or right is False:
        return False
    return absent(left, right) or True


def either(left: Value, right: Value) -> Value:
    """Three-valued OR: one TRUE decides, else one unknown does."""
    if left is True or right is True:
        return True
    return absent(left, right) or False


def negated(value: Value) -> Value:
    """Three-valued NOT."""
    return value if isinstance(value, Missing) else not value
