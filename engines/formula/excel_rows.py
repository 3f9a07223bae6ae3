"""Aggregates in Excel 2007: SUMIFS and its kin where the filter allows, SUMPRODUCT where it does not."""

from collections.abc import Callable, Iterator

from engines.formula.excel_parts import MISSING_TEXT, OPPOSITE, Across, NotInExcel, Placement, quoted
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
    Node,
    Number,
    Span,
    Text,
    Truth,
    Unary,
    walk,
)
from engines.money import canonical_text

Scalar = Callable[[Node], str]
Criteria = list[tuple[str, str]]

_FEW = 6
_MIRROR = {"=": "=", "<>": "<>", "<": ">", ">": "<", "<=": ">=", ">=": "<="}


def over_members(func: str, across: Across, span: Span) -> str:
    """Aggregate of a line over its members: one missing member leaves the whole missing, except in COUNT."""
    listed = ",".join(across.ranges)
    if func == "COUNT":
        return f"COUNT({listed})"
    if func == "SUM" and across.cells == len(across.ranges) <= _FEW:
        return f"({'+'.join(across.ranges)})"
    excel = {"SUM": "SUM", "AVG": "AVERAGE", "MIN": "MIN", "MAX": "MAX"}.get(func)
    if excel is None or not across.ranges:
        raise NotInExcel("AGGREGATE", span)
    return f"IF(COUNT({listed})={across.cells},{excel}({listed}),NA())"


def over_rows(node: Aggregate, place: Placement, scalar: Scalar) -> str:
    """Aggregate over the rows of a table. `scalar` writes what does not depend on the row."""
    if node.distinct or not node.table:
        raise NotInExcel("DISTINCT" if node.distinct else "AGGREGATE", node.span)
    writer = _Rows(node, place, scalar)
    return writer.write()


class _Rows:
    """Writes one aggregate over the rows of one table."""

    def __init__(self, node: Aggregate, place: Placement, scalar: Scalar) -> None:
        self.node, self.place, self.scalar = node, place, scalar
        self.criteria = _criteria(node.where, place, scalar)

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
            return self._by_criteria(func, self.place.column(argument.table, argument.field), self.criteria)
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
        return f"COUNTIFS({_pairs(criteria)})"

    def _by_criteria(self, func: str, column: str, criteria: Criteria) -> str:
        if not criteria:
            return f"{'SUM' if func == 'SUM' else 'AVERAGE'}({column})"
        return f"{'SUMIFS' if func == 'SUM' else 'AVERAGEIFS'}({column},{_pairs(criteria)})"

    def _by_product(self, func: str, argument: Node) -> str:
        masks = [self._masks()] if self.node.where is not None else []
        masks += [f"ISNUMBER({column})" for column in _columns(argument, self.place)]
        total = f"SUMPRODUCT({'*'.join([*masks, self._array(argument)])})"
        if func == "SUM":
            return total
        return f"({total}/SUMPRODUCT({'*'.join([*masks, '1'])}))"

    def _extreme(self, func: str, column: str) -> str:
        """MIN or MAX under a filter: the farthest distance from the other end among the rows that match."""
        plain = f"IF(COUNT({column})=0,NA(),{func}({column}))"
        if self.node.where is None:
            return plain
        masks = f"{self._masks()}*ISNUMBER({column})"
        if func == "MAX":
            found = f"SUMPRODUCT(MAX({masks}*({column}-MIN({column}))))+MIN({column})"
        else:
            found = f"MAX({column})-SUMPRODUCT(MAX({masks}*(MAX({column})-{column})))"
        return f"IF(SUMPRODUCT({masks})=0,NA(),{found})"

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
        test = f"({self._array(left)}{op}{self._array(right)})"
        if op == "=":
            return test
        guard = "ISNUMBER" if op != "<>" else ""
        columns = [column for side in (left, right) for column in _columns(side, self.place)]
        return "*".join([f"{guard}({column})" if guard else _filled(column) for column in columns] + [test])

    def _array(self, node: Node) -> str:
        """Value of an expression row by row; what does not name a column is written once."""
        if isinstance(node, Field):
            return self.place.column(node.table, node.field)
        if isinstance(node, Binary):
            return f"({self._array(node.left)}{node.op}{self._array(node.right)})"
        if any(isinstance(part, Field) for part in walk(node)):
            raise NotInExcel("ROW_EXPRESSION", node.span)
        return f"({self.scalar(node)})"


def _criteria(where: Node | None, place: Placement, scalar: Scalar) -> Criteria | None:
    """The filter as pairs of column and criterion; None when it is more than conjuncts on single columns."""
    found: Criteria = []
    for part in _conjuncts(where):
        pair = _criterion(part, place, scalar)
        if pair is None:
            return None
        found += pair
    return found


def _conjuncts(where: Node | None) -> Iterator[Node]:
    waiting = [] if where is None else [where]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Logic) and node.op == "AND":
            waiting += [node.right, node.left]
        elif isinstance(node, Between) and not node.negated:
            yield Compare(node.span, ">=", node.operand, node.low)
            yield Compare(node.span, "<=", node.operand, node.high)
        else:
            yield node


def _criterion(node: Node, place: Placement, scalar: Scalar) -> Criteria | None:
    if not isinstance(node, Compare):
        return None
    field, op, other = node.left, node.op, node.right
    if not isinstance(field, Field):
        field, op, other = node.right, _MIRROR[node.op], node.left
    if not isinstance(field, Field) or any(isinstance(part, Field) for part in walk(other)):
        return None
    column = place.column(field.table, field.field)
    pairs = [(column, _matching(op, other, scalar))]
    if op == "<>":
        pairs += [(column, f'"<>{MISSING_TEXT}"'), (column, '"<>"')]
    return pairs


def _matching(op: str, other: Node, scalar: Scalar) -> str:
    """The criterion: a literal inside the quotes, anything else joined to its operator."""
    sign = "" if op == "=" else op
    if isinstance(other, Text):
        return quoted(_wild(other.value, sign), other.span)
    if isinstance(other, Number) and sign:
        return f'"{sign}{canonical_text(other.value)}"'
    if isinstance(other, Truth | Number | Bound) and not sign:
        return scalar(other)
    if isinstance(other, Truth):
        raise NotInExcel("FILTER", other.span)
    return f'"{sign or "="}"&({scalar(other)})' if sign else scalar(other)


def _wild(text: str, sign: str) -> str:
    """Text of a criterion: Excel's wildcards taken literally, and a leading operator kept as text."""
    plain = "".join(f"~{char}" if char in "*?~" else char for char in text)
    return f"{sign or ('=' if plain[:1] in ('<', '>', '=', '') else '')}{plain}"


def _columns(node: Node, place: Placement) -> list[str]:
    return [place.column(part.table, part.field) for part in walk(node) if isinstance(part, Field)]


def _filled(column: str) -> str:
    return f'({column}<>"")*({column}<>"{MISSING_TEXT}")'


def _pairs(criteria: Criteria) -> str:
    return ",".join(f"{column},{criterion}" for column, criterion in criteria)
