"""The scalar functions of the language: how many arguments, which units, what they compute."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from engines.figure import Missing, Value
from engines.formula.environment import Environment
from engines.formula.errors import FormulaError
from engines.formula.tree import Call
from engines.formula.unit_rules import Typed, joined, multiplied
from engines.formula.units import DATE, DURATION, PERCENT, Unit
from engines.formula.values import absent, compared, division_by_zero, out_of_domain
from engines.money import round_half_away

UnitRule = Callable[[Call, tuple[Typed, ...]], Typed]
Body = Callable[[Call, tuple[Value, ...], Environment], Value]
_HUNDRED = Decimal(100)
_DAY = Decimal(24)
_FARTHEST_PLACE = 60


@dataclass(frozen=True, slots=True)
class Function:
    """A scalar function: arity, unit rule and body; `spreads` when one absent argument makes the result absent.

    `pure` is False where the result depends on the instant or the period; `divisor` is the argument that may not
    be zero.
    """

    name: str
    least: int
    most: int | None
    rule: UnitRule
    body: Body
    spreads: bool = True
    pure: bool = True
    divisor: int | None = None

    def takes(self, count: int) -> bool:
        """True when it may be called with that many arguments."""
        return self.least <= count and (self.most is None or count <= self.most)


def type_error(call: Call, index: int, needed: str) -> FormulaError:
    """The TYPE error of an argument that is not what the function needs."""
    return FormulaError("TYPE", call.args[index].whole, {"needed": needed})


def quantities(call: Call, args: tuple[Typed, ...]) -> None:
    """Raises TYPE at the first argument that is not a quantity."""
    for index, arg in enumerate(args):
        if not arg.unit.is_quantity and arg.unit.kind != "any":
            raise type_error(call, index, "number")


def dimensionless(call: Call, args: tuple[Typed, ...], start: int = 0) -> None:
    """Raises TYPE at the first argument from `start` on that is not a plain number."""
    for index, arg in enumerate(args[start:], start):
        if not arg.unit.is_plain and arg.unit.kind != "any":
            raise type_error(call, index, "number")


def as_one(call: Call, args: tuple[Typed, ...]) -> Typed:
    """Common unit of the arguments. Raises TYPE at the argument of another kind, UNITS on the whole call."""
    result = args[0]
    for index, arg in enumerate(args[1:], 1):
        if arg.unit.kind != result.unit.kind and "any" not in (arg.unit.kind, result.unit.kind):
            raise type_error(call, index, result.unit.kind)
        both = joined(result, arg)
        if both is None:
            raise FormulaError("UNITS", call.span, {"left": str(result.unit), "right": str(arg.unit)})
        result = both
    return result


def _comparable(call: Call, args: tuple[Typed, ...]) -> Typed:
    if args[0].unit.kind == "bool":
        raise type_error(call, 0, "number")
    return as_one(call, args)


def branches(call: Call, args: tuple[Typed, ...]) -> Typed:
    """Common unit of alternatives. Raises BRANCH_TYPES at the first that differs."""
    result = args[0]
    for node, arg in zip(call.args[1:], args[1:], strict=True):
        both = joined(result, arg)
        if both is None:
            raise FormulaError("BRANCH_TYPES", node.whole, {"left": str(result.unit), "right": str(arg.unit)})
        result = both
    return result


def _like_first(call: Call, args: tuple[Typed, ...]) -> Typed:
    quantities(call, args[:1])
    dimensionless(call, args, 1)
    return args[0]


def _first_of_alike(call: Call, args: tuple[Typed, ...]) -> Typed:
    as_one(call, args)
    return args[0]


def _safe_ratio(call: Call, args: tuple[Typed, ...]) -> Typed:
    quantities(call, args[:2])
    ratio = multiplied("/", args[0], args[1])
    if ratio is None:
        raise FormulaError("UNITS", call.span, {"left": str(args[0].unit), "right": str(args[1].unit)})
    if len(args) == 2:
        return ratio
    both = joined(ratio, args[2])
    if both is None:
        raise FormulaError("BRANCH_TYPES", call.args[2].whole, {"left": str(ratio.unit), "right": str(args[2].unit)})
    return both


def percent_unit(call: Call, args: tuple[Typed, ...]) -> Typed:
    """Unit of one quantity over another like it, as a percentage. Raises FormulaError UNITS."""
    quantities(call, args)
    as_one(call, args)
    return Typed(PERCENT)


def always(unit: Unit) -> UnitRule:
    """Rule of a function of plain numbers whose result always has the same unit."""

    def rule(call: Call, args: tuple[Typed, ...]) -> Typed:
        dimensionless(call, args)
        return Typed(unit)

    return rule


def decimals(args: tuple[Value, ...]) -> tuple[Decimal, ...]:
    """Checked arguments as decimals."""
    return tuple(arg for arg in args if isinstance(arg, Decimal))


def _absolute(_call: Call, args: tuple[Value, ...], _env: Environment) -> Value:
    return abs(decimals(args)[0])


def _rounded(_call: Call, args: tuple[Value, ...], _env: Environment) -> Value:
    value, *rest = decimals(args)
    places = max(-_FARTHEST_PLACE, min(_FARTHEST_PLACE, int(rest[0]))) if rest else 0
    # Beyond a hundred digits before the comma the thirty-eight significant ones lie far left of any place.
    return value if value.adjusted() > 100 else round_half_away(value, places)


def _coalesced(_call: Call, args: tuple[Value, ...], _env: Environment) -> Value:
    return next((arg for arg in args if not isinstance(arg, Missing)), args[-1])


def _null_if(_call: Call, args: tuple[Value, ...], _env: Environment) -> Value:
    return Missing("NULLIF") if compared("=", args[0], args[1]) is True else args[0]


def _ratio_or(_call: Call, args: tuple[Value, ...], _env: Environment) -> Value:
    divisor = args[1]
    if isinstance(divisor, Decimal) and not divisor:
        return args[2] if len(args) == 3 else Missing("NULLIF")
    gone = absent(args[0], divisor)
    if gone is not None:
        return gone
    above, below = decimals(args[:2])
    return above / below


def _percentage(call: Call, args: tuple[Value, ...], _env: Environment) -> Value:
    if isinstance(args[1], Decimal) and not args[1]:
        return division_by_zero(call.args[1].whole)
    gone = absent(*args)
    if gone is not None:
        return gone
    above, below = decimals(args)
    return above / below * _HUNDRED


def _smallest(_call: Call, args: tuple[Value, ...], _env: Environment) -> Value:
    return _extreme("<", args)


def _largest(_call: Call, args: tuple[Value, ...], _env: Environment) -> Value:
    return _extreme(">", args)


def _extreme(op: str, args: tuple[Value, ...]) -> Value:
    best = args[0]
    for arg in args[1:]:
        best = arg if compared(op, arg, best) is True else best
    return best


def _days(_call: Call, args: tuple[Value, ...], _env: Environment) -> Value:
    return decimals(args)[0] * _DAY


def _same(_call: Call, args: tuple[Value, ...], _env: Environment) -> Value:
    return args[0]


def _today(_call: Call, _args: tuple[Value, ...], env: Environment) -> Value:
    return env.now().date()


def _period_start(_call: Call, _args: tuple[Value, ...], env: Environment) -> Value:
    return env.period()[0]


def _period_end(_call: Call, _args: tuple[Value, ...], env: Environment) -> Value:
    return env.period()[1]


def _date_of(call: Call, args: tuple[Value, ...], _env: Environment) -> Value:
    parts = decimals(args)
    if any(part != part.to_integral_value() or abs(part) > 9999 for part in parts):
        return out_of_domain(call.span)
    year, month, day = map(int, parts)
    try:
        return date(year, month, day)
    except ValueError:
        return out_of_domain(call.span)


FUNCTIONS: Mapping[str, Function] = MappingProxyType(
    {
        function.name: function
        for function in (
            Function("ABS", 1, 1, _like_first, _absolute),
            Function("ROUND", 1, 2, _like_first, _rounded),
            Function("COALESCE", 1, None, branches, _coalesced, spreads=False),
            Function("NULLIF", 2, 2, _first_of_alike, _null_if, spreads=False),
            Function("SAFE_DIV", 2, 3, _safe_ratio, _ratio_or, spreads=False),
            Function("PERCENT", 2, 2, percent_unit, _percentage, spreads=False, divisor=1),
            Function("MIN", 2, None, _comparable, _smallest),
            Function("MAX", 2, None, _comparable, _largest),
            Function("DAYS", 1, 1, always(DURATION), _days),
            Function("HOURS", 1, 1, always(DURATION), _same),
            Function("TODAY", 0, 0, always(DATE), _today, pure=False),
            Function("PERIOD_START", 0, 0, always(DATE), _period_start, pure=False),
            Function("PERIOD_END", 0, 0, always(DATE), _period_end, pure=False),
            Function("DATE", 3, 3, always(DATE), _date_of),
        )
    }
)
