"""Aggregates in Excel 2007: SUMIFS and its kin where the filter allows, SUMPRODUCT where it does not."""

from dataclasses import dataclass, replace

from engines.formula.excel_criteria import NO_ROW, Criteria, Scalar, criteria_of, pairs
from engines.formula.excel_parts import MISSING_TEXT, OPPOSITE, Across, NotInExcel, Placement
from engines.formula.tree import (
    Aggregate,
    Between,
    Binary,
    Bound,
    Compare,
    Field,
    InList,
    IsNull,
    Logic,
    Name,
    Node,
    Number,
    Span,
    Text,
    Truth,
    Unary,
    walk,
)

_FEW = 6
_KNOWN = (Text, Number, Truth, Bound)
"""Values of a filter that are never missing."""


def over_members(func: str, across: Across, span: Span) -> str:
    """Aggregate of a line over its members: one missing member leaves the whole missing, except in COUNT."""
    if not across.ranges:
        raise NotInExcel("AGGREGATE", span)
    listed = ",".join(across.ranges)
    if func == "COUNT":
        return f"COUNT({listed})"
    if func == "SUM" and across.cells == len(across.ranges) <= _FEW:
        return f"({'+'.join(across.ranges)})"
    excel = "AVERAGE" if func == "AVG" else func
    return f"IF(COUNT({listed})={across.cells},{excel}({listed}),NA())"


def over_rows(node: Aggregate, place: Placement, scalar: Scalar) -> str:
    """Aggregate over the rows of a table. `scalar` writes what does not depend on the row."""
    if node.distinct:
        raise NotInExcel("DISTINCT", node.span)
    return _Rows(node, place, scalar).write()


class _Rows:
    """Writes one aggregate over the rows of one table."""

    def __init__(self, node: Aggregate, place: Placement, scalar: Scalar) -> None:
        self.node, self.place, self.scalar = node, place, scalar
        self.criteria = criteria_of(node.where, place, scalar)

    def write(self) -> str:
        """Text of the aggregate."""
        func, argument = self.node.func, self.node.argument
        if func == "COUNT":
            return self._count(argument)
        if func in ("MIN", "MAX") and isinstance(argument, Field):
            return self._extreme(func, self.place.column(argument.table, argument.field))
        if func not in ("SUM", "AVG") or argument is None:
            raise NotInExcel("AGGREGATE", self.node.span)
        if isinstance(argument, Field) and self.criteria is not None:
            return self._bycriteria_of(func, self.place.column(argument.table, argument.field), self.criteria)
        return self._by_product(func, argument)

    def _count(self, argument: Node | None) -> str:
        criteria = self.criteria
        if argument is not None and not isinstance(argument, Field):
            raise NotInExcel("COUNT_EXPRESSION", argument.span)
        if criteria is None:
            present = [] if argument is None else [_filled(self.place.column(argument.table, argument.field))]
            return f"SUMPRODUCT({'*'.join([self._masks(), *present])}*1)"
        if argument is not None:
            column = self.place.column(argument.table, argument.field)
            criteria = [(column, '"<>"'), (column, f'"<>{MISSING_TEXT}"'), *criteria]
        if not criteria:
            return f"COUNTA({self.place.rows(self.node.table)})"
        return f"COUNTIFS({pairs(criteria)})"

    def _bycriteria_of(self, func: str, column: str, criteria: Criteria) -> str:
        if not criteria:
            return f"{'SUM' if func == 'SUM' else 'AVERAGE'}({column})"
        return f"{'SUMIFS' if func == 'SUM' else 'AVERAGEIFS'}({column},{pairs(criteria)})"

    def _by_product(self, func: str, argument: Node) -> str:
        """SUMPRODUCT of a mask and columns: text in a column of its own counts as zero, in arithmetic as an error."""
        masks = [self._masks()] if self.node.where is not None else []
        masks += [f"ISNUMBER({column})" for column in _columns(argument, self.place)]
        mask = "*".join([*masks, "1"])
        total = _joined([term.over(mask) for term in self._terms(argument)])
        return total if func == "SUM" else f"({total}/SUMPRODUCT({mask}))"

    def _terms(self, node: Node) -> list["_Term"]:
        """A row expression as a sum of products of columns and of values that are the same in every row."""
        if isinstance(node, Field):
            return [_Term((self.place.column(node.table, node.field),))]
        if not any(isinstance(part, Field) for part in walk(node)):
            return [_Term((), f"({self.scalar(node)})")]
        if isinstance(node, Unary) and node.op == "-":
            return [term.negated() for term in self._terms(node.operand)]
        if not isinstance(node, Binary):
            raise NotInExcel("ROW_EXPRESSION", node.span)
        left, right = self._terms(node.left), self._terms(node.right)
        if node.op in ("+", "-"):
            return left + (right if node.op == "+" else [term.negated() for term in right])
        if node.op == "*":
            return [one.times(other) for one in left for other in right]
        if any(term.columns for term in right):
            raise NotInExcel("ROW_EXPRESSION", node.span)
        return [term.divided(f"({self.scalar(node.right)})") for term in left]

    def _extreme(self, func: str, column: str) -> str:
        """MIN or MAX of a column. Raises NotInExcel FILTER: under a filter the form is younger than 2007."""
        if self.node.where is not None:
            raise NotInExcel("FILTER", self.node.span)
        return f"IF(COUNT({column})=0,NA(),{func}({column}))"

    def _masks(self) -> str:
        return "1" if self.node.where is None else self._mask(self.node.where, True)

    def _mask(self, node: Node, wanted: bool) -> str:
        """Array of ones and zeros: one where the condition surely is `wanted`."""
        if isinstance(node, Logic):
            left, right = self._mask(node.left, wanted), self._mask(node.right, wanted)
            return f"{left}*{right}" if (node.op == "AND") is wanted else f"(({left}+{right})>0)"
        if isinstance(node, Unary) and node.op == "NOT":
            return self._mask(node.operand, not wanted)
        if isinstance(node, Compare):
            return self._compare(node.left, node.op if wanted else OPPOSITE[node.op], node.right)
        if isinstance(node, Between):
            low, high = (Compare(node.span, op, node.operand, end) for op, end in ((">=", node.low), ("<=", node.high)))
            return self._mask(Logic(node.span, "AND", low, high), wanted is not node.negated)
        if isinstance(node, InList):
            equal = [self._mask(Compare(node.span, "=", node.operand, item), True) for item in node.items]
            unequal = [self._mask(Compare(node.span, "<>", node.operand, item), True) for item in node.items]
            return f"(({'+'.join(equal)})>0)" if wanted is not node.negated else "*".join(unequal)
        if isinstance(node, IsNull) and isinstance(node.operand, Field):
            filled = _filled(self.place.column(node.operand.table, node.operand.field))
            return filled if node.negated is wanted else f"(1-{filled})"
        raise NotInExcel("FILTER", node.span)

    def _compare(self, left: Node, op: str, right: Node) -> str:
        for side in (left, right):
            if not isinstance(side, Field) and any(isinstance(part, Field) for part in walk(side)):
                raise NotInExcel("ROW_EXPRESSION", side.span)
        sides = isinstance(left, Field) and isinstance(right, Field)
        guards = [guard for side in (left, right) for guard in self._guards(side, op, sides)]
        return "*".join([*guards, f"({self._side(left)}{op}{self._side(right)})"])

    def _guards(self, node: Node, op: str, both_columns: bool) -> list[str]:
        """Masks that leave out what is missing on one side; a column set equal to a known value needs none."""
        if isinstance(node, Field):
            column = self.place.column(node.table, node.field)
            if op in ("=", "<>"):
                return [_filled(column)] if both_columns or op == "<>" else []
            return [f"ISNUMBER({column})"]
        if isinstance(node, Name):
            return [f'({self.place.name(node.name)}<>"{MISSING_TEXT}")']
        return [] if isinstance(node, _KNOWN) else [f"ISNUMBER({self.scalar(node)})"]

    def _side(self, node: Node) -> str:
        """A side of a comparison, row by row: a column, or a value that is the same in every row."""
        if isinstance(node, Field):
            return self.place.column(node.table, node.field)
        if isinstance(node, Name):
            return self.place.name(node.name)
        return f"({self.scalar(node)})" if isinstance(node, _KNOWN) else f'IFERROR({self.scalar(node)},"{NO_ROW}")'


@dataclass(frozen=True, slots=True)
class _Term:
    """A product of columns, times a value that is the same in every row."""

    columns: tuple[str, ...]
    factor: str = ""
    sign: str = "+"

    def over(self, mask: str) -> str:
        """Signed sum over the rows of the mask."""
        total = f"SUMPRODUCT({','.join((mask, *self.columns))})"
        return f"{self.sign}{self.factor}*{total}" if self.factor else f"{self.sign}{total}"

    def negated(self) -> "_Term":
        """The same with the other sign."""
        return replace(self, sign="-" if self.sign == "+" else "+")

    def times(self, other: "_Term") -> "_Term":
        """Product of two terms."""
        factors = "*".join(factor for factor in (self.factor, other.factor) if factor)
        return _Term(self.columns + other.columns, factors, "+" if self.sign == other.sign else "-")

    def divided(self, divisor: str) -> "_Term":
        """The term over a value that is the same in every row."""
        return replace(self, factor=f"{self.factor or '1'}/{divisor}")


def _joined(terms: list[str]) -> str:
    """Signed terms as one expression in parentheses, the first without its plus."""
    text = "".join(terms).removeprefix("+")
    return text if len(terms) == 1 and not text.startswith("-") else f"({text})"


def _columns(node: Node, place: Placement) -> list[str]:
    return [place.column(part.table, part.field) for part in walk(node) if isinstance(part, Field)]


def _filled(column: str) -> str:
    return f'({column}<>"")*({column}<>"{MISSING_TEXT}")'
