"""The Excel-2007 form of a checked formula: English names, commas, no function younger than 2007.

How our values live in cells, so that a workbook means what the evaluator means:
- Missing is the text "–". Arithmetic on it gives an error, and every line turns an error back into "–".
- A condition on something missing is unknown. `holds` is TRUE only where a condition is surely true and `fails`
  only where it is surely false, so IF takes the ELSE of an unknown and NOT never makes it true.
- COALESCE takes the first argument that is a number: IF(ISNUMBER(cell),cell,…), or IFERROR(expression,…).
Two differences are Excel's own: text in SUMIFS criteria is compared without regard to case, and numbers are
binary, which ROUND(…, places) takes back at every line.
"""

from collections.abc import Callable
from decimal import Decimal

from engines.formula.excel_conditions import Conditions
from engines.formula.excel_parts import LONGEST, MISSING_TEXT, Across, Kind, NotInExcel, Placement, quoted
from engines.formula.excel_rows import over_members, over_rows
from engines.formula.primitives import PRIMITIVES
from engines.formula.tree import (
    Aggregate,
    Between,
    Binary,
    Bound,
    Call,
    Case,
    Compare,
    InList,
    IsNull,
    Logic,
    Name,
    Node,
    Null,
    Number,
    Text,
    Truth,
    Unary,
)
from engines.money import canonical_text

__all__ = ["MISSING_TEXT", "Across", "Kind", "NotInExcel", "Placement", "excel_formula"]


def excel_formula(root: Node, placement: Placement, places: int | None = None) -> str:
    """Text of the cell's formula, with its equals sign; rounded to `places` where the line is.

    Raises NotInExcel for what has no form: `[KPI]`, DISTINCT, TODAY, primitives without one, order of texts,
    a formula too long.
    """
    writer = _Writer(placement)
    kind = writer.kind(root)
    if kind == "bool":
        text = writer.conditions.truth(root)
    elif kind == "number" and places is not None:
        text = f'IFERROR(ROUND({writer.value(root)},{places}),"{MISSING_TEXT}")'
    else:
        text = f'IFERROR({writer.strict(root) if kind == "number" else writer.value(root)},"{MISSING_TEXT}")'
    if len(text) > LONGEST:
        raise NotInExcel("TOO_LONG", root.span)
    return "=" + text


_LEVEL = {"+": 1, "-": 1, "*": 2, "/": 2}
_ATOM = 3


class _Writer:
    """Writes values and conditions of one formula for one cell."""

    def __init__(self, placement: Placement) -> None:
        self.place = placement
        self.conditions = Conditions(self)

    def kind(self, node: Node) -> Kind:
        """Kind of value a node has."""
        if isinstance(node, Text | Bound):
            return "text"
        if isinstance(node, Name):
            return self.place.kind(node.name)
        if isinstance(node, Truth | Compare | Logic | Between | InList | IsNull):
            return "bool"
        if isinstance(node, Unary):
            return "bool" if node.op == "NOT" else "number"
        if isinstance(node, Case):
            return self._first_kind((*(value for _, value in node.branches), node.otherwise))
        if isinstance(node, Call) and node.func in ("COALESCE", "NULLIF"):
            return self._first_kind(node.args)
        return "number"

    def _first_kind(self, nodes: tuple[Node | None, ...]) -> Kind:
        told = [self.kind(node) for node in nodes if node is not None and not isinstance(node, Null)]
        return told[0] if told else "number"

    def value(self, node: Node) -> str:
        """Text of a value; a missing cell by itself stays the text it is."""
        return self._leveled(node)[0]

    def strict(self, node: Node) -> str:
        """Text of a value that is an error where it is missing, whatever it stands in."""
        if not isinstance(node, Name):
            return self.value(node)
        cell = self.place.name(node.name)
        return f"{cell}+0" if self.kind(node) == "number" else f'IF({cell}="{MISSING_TEXT}",NA(),{cell})'

    def _leveled(self, node: Node) -> tuple[str, int]:
        """Text of a value and how tightly its outermost operator binds."""
        if isinstance(node, Binary):
            return self._arithmetic(node), _LEVEL[node.op]
        if isinstance(node, Unary) and node.op == "-":
            return "-" + self._operand(node.operand, _ATOM), 1
        if self.kind(node) == "bool" and not isinstance(node, Name | Truth | Call | Case):
            return self.conditions.strict(node), _ATOM
        writer = _VALUES.get(type(node))
        if writer is None:
            raise NotInExcel("NO_FORM", node.span)
        return writer(self, node), _ATOM

    def _operand(self, node: Node, level: int) -> str:
        text, own = self._leveled(node)
        return text if own >= level else f"({text})"

    def _arithmetic(self, node: Binary) -> str:
        """A left-leaning chain written with a loop: formulas may hold thousands of terms."""
        links: list[Binary] = [node]
        while isinstance(links[-1].left, Binary) and _LEVEL[links[-1].left.op] == _LEVEL[node.op]:
            links.append(links[-1].left)
        parts = [self._operand(links[-1].left, _LEVEL[node.op])]
        for link in reversed(links):
            parts.append(link.op + self._operand(link.right, _LEVEL[node.op] + 1))
        return "".join(parts)

    def number(self, node: Number) -> str:
        """A literal, never in exponent form."""
        text = canonical_text(node.value)
        return f"({text})" if node.value < 0 else text

    def text(self, node: Text) -> str:
        """A text literal."""
        return quoted(node.value, node.span)

    def truth_literal(self, node: Truth) -> str:
        """TRUE or FALSE."""
        return "TRUE" if node.value else "FALSE"

    def null(self, node: Null) -> str:
        """NULL: an error that the line turns into the missing text."""
        return "NA()"

    def name(self, node: Name) -> str:
        """A line or input at this cell's member."""
        return self.place.name(node.name)

    def bound(self, node: Bound) -> str:
        """The key of this cell's member."""
        return self.place.bound(node.name)

    def case(self, node: Case) -> str:
        """Nested IF; without ELSE the end is missing."""
        text = "NA()" if node.otherwise is None else self.strict(node.otherwise)
        for condition, value in reversed(node.branches):
            text = f"IF({self.conditions.holds(condition)},{self.strict(value)},{text})"
        return text

    def call(self, node: Call) -> str:
        """A scalar function or primitive. Raises NotInExcel FUNCTION where it has no form."""
        if node.func in _CALLS and not node.rows:
            return _CALLS[node.func](self, node)
        primitive = PRIMITIVES.get(node.func)
        if primitive is None or primitive.excel is None or primitive.lists:
            raise NotInExcel("FUNCTION", node.name_span)
        return primitive.excel.format(*map(self.strict, node.args))

    def aggregate(self, node: Aggregate) -> str:
        """An aggregate over rows of a table, or over the members of a line."""
        if isinstance(node.argument, Name):
            return over_members(node.func, self.place.across(node.argument.name), node.span)
        return over_rows(node, self.place, self.strict)

    def coalesce(self, node: Call) -> str:
        """The first argument there is; the last is taken as it stands."""
        text = self.strict(node.args[-1])
        for arg in reversed(node.args[:-1]):
            if isinstance(arg, Name):
                text = f"IF({self.conditions.present(arg)},{self.place.name(arg.name)},{text})"
            else:
                text = f"IFERROR({self.strict(arg)},{text})"
        return text

    def nullif(self, node: Call) -> str:
        """The first argument, missing where it equals the second."""
        first, second = node.args
        equal = self.conditions.holds(Compare(node.span, "=", first, second))
        return f"IF({equal},NA(),{self.strict(first)})"

    def safe_div(self, node: Call) -> str:
        """A division; on a zero divisor the third argument, or Excel's own error, which the line calls missing."""
        ratio = self._ratio(node)
        if len(node.args) < 3:
            return ratio
        zero = Number(node.span, Decimal(0))
        nothing = self.conditions.holds(Compare(node.span, "=", node.args[1], zero))
        return f"IF({nothing},{self.strict(node.args[2])},{ratio})"

    def percent(self, node: Call) -> str:
        """Part over whole, times one hundred."""
        return f"({self._ratio(node)}*100)"

    def rounded(self, node: Call) -> str:
        """ROUND, which Excel also takes away from zero at the half."""
        places = self.strict(node.args[1]) if len(node.args) > 1 else "0"
        return f"ROUND({self.strict(node.args[0])},{places})"

    def date(self, node: Call) -> str:
        """A date of literal parts: Excel would take 31 February for 3 March where we say it is no date."""
        if not all(isinstance(arg, Number) for arg in node.args):
            raise NotInExcel("FUNCTION", node.name_span)
        return f"DATE({','.join(map(self.value, node.args))})"

    def each(self, node: Call) -> str:
        """A function of the same name and meaning in Excel; a missing argument is an error, not skipped."""
        return f"{node.func}({','.join(map(self.strict, node.args))})"

    def _ratio(self, node: Call) -> str:
        return f"({self._operand(node.args[0], _LEVEL['/'])}/{self._operand(node.args[1], _ATOM)})"


_CALLS: dict[str, Callable[[_Writer, Call], str]] = {
    "ABS": _Writer.each,
    "MIN": _Writer.each,
    "MAX": _Writer.each,
    "ROUND": _Writer.rounded,
    "DATE": _Writer.date,
    "COALESCE": _Writer.coalesce,
    "NULLIF": _Writer.nullif,
    "SAFE_DIV": _Writer.safe_div,
    "PERCENT": _Writer.percent,
}

_VALUES: dict[type[Node], Callable[[_Writer, Node], str]] = {
    Number: _Writer.number,  # type: ignore[dict-item]
    Text: _Writer.text,  # type: ignore[dict-item]
    Truth: _Writer.truth_literal,  # type: ignore[dict-item]
    Null: _Writer.null,  # type: ignore[dict-item]
    Name: _Writer.name,  # type: ignore[dict-item]
    Bound: _Writer.bound,  # type: ignore[dict-item]
    Case: _Writer.case,  # type: ignore[dict-item]
    Call: _Writer.call,  # type: ignore[dict-item]
    Aggregate: _Writer.aggregate,  # type: ignore[dict-item]
}
