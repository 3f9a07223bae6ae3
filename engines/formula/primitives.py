"""Primitives: what the grammar cannot say. A primitive never changes meaning; a new meaning is a new name.

QUADFORM(line, matrix) is x' M x: `line` is a line of the sheet over one axis, `matrix` a square table in the same
order (`Environment.line`, `Environment.matrix`). Its unit is line² times the matrix's: SQRT of it has the line's.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from engines.figure import Missing, Value
from engines.formula.errors import FormulaError
from engines.formula.functions import UnitRule, always, as_one, percent_unit, quantities, type_error
from engines.formula.normal import normal_quantile
from engines.formula.tree import Call
from engines.formula.unit_rules import Typed
from engines.formula.units import NUMBER
from engines.formula.values import absent

DecimalBody = Callable[..., Decimal | None]


@dataclass(frozen=True, slots=True)
class Primitive:
    """Name, arity, unit rule, body on decimals (None outside its domain), Excel form and code of its sentence.

    `excel` takes the arguments' own Excel forms as {0}, {1}, …; None where Excel 2007 has no form, and `sql` their SQL
    ones. `lists`: the arguments are the names of a line and of a matrix, and the body receives their values.
    """

    name: str
    arity: int
    rule: UnitRule
    body: DecimalBody
    excel: str | None
    sentence: str
    lists: bool = False
    sql: str | None = None


def _root_unit(call: Call, args: tuple[Typed, ...]) -> Typed:
    quantities(call, args)
    unit = args[0].unit.root()
    if unit is None:
        raise FormulaError("UNITS", call.span, {"left": str(args[0].unit), "right": ""})
    return Typed(unit)


def _clamp_unit(call: Call, args: tuple[Typed, ...]) -> Typed:
    quantities(call, args)
    return as_one(call, args)


def _quadratic_unit(call: Call, args: tuple[Typed, ...]) -> Typed:
    if not (args[0].unit.is_quantity and args[1].unit.is_quantity):
        raise type_error(call, 0 if not args[0].unit.is_quantity else 1, "number")
    return Typed(args[0].unit.power(2).times(args[1].unit))


def _root(value: Decimal) -> Decimal | None:
    return None if value < 0 else value.sqrt()


def _clamped(value: Decimal, low: Decimal, high: Decimal) -> Decimal | None:
    return None if low > high else max(low, min(high, value))


def percent_in_floats(part: Decimal, whole: Decimal) -> Decimal | None:
    """100 x part / whole in 64-bit binary numbers, then to two places, halves away from zero: what a rule settled on
    FLOAT64 columns gives (subsidy.md 3.5). None for a zero whole."""
    if whole == 0:
        return None
    hundredths = 100.0 * float(part) / float(whole) * 100.0
    below = math.floor(abs(hundredths))
    nearest = below + 1 if abs(hundredths) - below >= 0.5 else below
    return Decimal(str(math.copysign(nearest, hundredths) / 100.0))


def quadratic_form(vector: Sequence[Value], matrix: Sequence[Sequence[Value]]) -> Value:
    """x' M x of a vector and a square matrix in its order; absent where a part is.

    Raises ValueError when their sizes differ: the sheet that pairs them is wrong, not the data.
    """
    if len(matrix) != len(vector) or any(len(row) != len(vector) for row in matrix):
        raise ValueError("QUADFORM: the matrix is not square over the line's axis")
    gone = absent(*vector, *(cell for row in matrix for cell in row))
    if gone is not None:
        return gone
    total = Decimal(0)
    for one, row in zip(vector, matrix, strict=True):
        for other, cell in zip(vector, row, strict=True):
            total += one * cell * other  # type: ignore[operator]
    return total


_PERCENT64_SQL = "ROUND(CAST(100 AS DOUBLE) * CAST({0} AS DOUBLE) / NULLIF(CAST({1} AS DOUBLE), CAST(0 AS DOUBLE)), 2)"
PRIMITIVES: Mapping[str, Primitive] = MappingProxyType(
    {
        primitive.name: primitive
        for primitive in (
            Primitive("SQRT", 1, _root_unit, _root, "SQRT({0})", "PRIMITIVE.SQRT"),
            Primitive("NORMSINV", 1, always(NUMBER), normal_quantile, "NORMSINV({0})", "PRIMITIVE.NORMSINV"),
            Primitive("CLAMP", 3, _clamp_unit, _clamped, "MAX({1},MIN({2},{0}))", "PRIMITIVE.CLAMP"),
            Primitive(
                "PERCENT64",
                2,
                percent_unit,
                percent_in_floats,
                "ROUND(100*{0}/{1},2)",
                "PRIMITIVE.PERCENT64",
                sql=_PERCENT64_SQL,
            ),
            Primitive(
                "QUADFORM",
                2,
                _quadratic_unit,
                quadratic_form,  # type: ignore[arg-type]
                "SUMPRODUCT(MMULT({1},{0}),{0})",
                "PRIMITIVE.QUADFORM",
                lists=True,
            ),
        )
    }
)


def applied(primitive: Primitive, args: tuple[Value, ...], outside: Missing) -> Value:
    """Value of a primitive on checked scalar arguments; `outside` when they lie outside its domain."""
    gone = absent(*args)
    if gone is not None:
        return gone
    result = primitive.body(*args)
    return outside if result is None else result
