"""Conditions in Excel 2007 with our three values: surely true, surely false, unknown."""

from typing import Protocol

from engines.formula.excel_parts import MISSING_TEXT, OPPOSITE, Kind, NotInExcel, Placement
from engines.formula.tree import (
    Between,
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
    Text,
    Truth,
    Unary,
)


class Values(Protocol):
    """Who writes the values a condition compares."""

    place: Placement

    def kind(self, node: Node) -> Kind:
        """Kind of value a node has."""

    def value(self, node: Node) -> str:
        """Text of a value."""

    def strict(self, node: Node) -> str:
        """Text of a value that is an error where it is missing."""


class Conditions:
    """Writes conditions; none of its texts but `truth` and `strict` can come out as anything but TRUE or FALSE."""

    def __init__(self, values: Values) -> None:
        self.values = values

    def truth(self, node: Node) -> str:
        """Three-valued text of a condition: TRUE, FALSE, or the missing text."""
        if isinstance(node, Name | Truth | Case | Call):
            return f'IFERROR({self.values.value(node)},"{MISSING_TEXT}")'
        return self._three_valued(node, f'"{MISSING_TEXT}"')

    def strict(self, node: Node) -> str:
        """Text of a condition that stands as a value: TRUE, FALSE, or an error where it is unknown."""
        return self._three_valued(node, "NA()")

    def _three_valued(self, node: Node, unknown: str) -> str:
        if isinstance(node, IsNull):
            return self.holds(node)
        return f"IF({self.holds(node)},TRUE,IF({self.fails(node)},FALSE,{unknown}))"

    def holds(self, node: Node) -> str:
        """TRUE exactly where the condition is surely true; never an error."""
        return self._sure(node, True)

    def fails(self, node: Node) -> str:
        """TRUE exactly where the condition is surely false; never an error."""
        return self._sure(node, False)

    def _sure(self, node: Node, wanted: bool) -> str:
        if isinstance(node, Truth):
            return "TRUE" if node.value is wanted else "FALSE"
        if isinstance(node, Logic):
            joint = "AND" if (node.op == "AND") is wanted else "OR"
            return f"{joint}({','.join(self._sure(part, wanted) for part in _flat(node, node.op))})"
        if isinstance(node, Unary) and node.op == "NOT":
            return self._sure(node.operand, not wanted)
        if isinstance(node, Compare):
            return self._compare(node, wanted)
        if isinstance(node, Between):
            low = Compare(node.span, ">=", node.operand, node.low)
            high = Compare(node.span, "<=", node.operand, node.high)
            return self._sure(Logic(node.span, "AND", low, high), wanted is not node.negated)
        if isinstance(node, InList):
            joint = "OR" if wanted is not node.negated else "AND"
            equals = (Compare(node.span, "=", node.operand, item) for item in node.items)
            return f"{joint}({','.join(self._sure(item, wanted is not node.negated) for item in equals)})"
        if isinstance(node, IsNull):
            return self.present(node.operand) if node.negated is wanted else f"NOT({self.present(node.operand)})"
        flag = self.values.value(node)
        return f"IFERROR({flag}={'TRUE' if wanted else 'FALSE'},FALSE)"

    def _compare(self, node: Compare, wanted: bool) -> str:
        op = node.op if wanted else OPPOSITE[node.op]
        kinds = {self.values.kind(node.left), self.values.kind(node.right)}
        if "text" in kinds:
            return self._compare_texts(node, op)
        if isinstance(node.left, Null) or isinstance(node.right, Null):
            return "FALSE"
        return f"IFERROR({self.values.strict(node.left)}{op}{self.values.strict(node.right)},FALSE)"

    def _compare_texts(self, node: Compare, op: str) -> str:
        if op not in ("=", "<>"):
            raise NotInExcel("TEXT_ORDER", node.span)
        left, right = self.values.value(node.left), self.values.value(node.right)
        known = [f"EXACT({left},{right})" if op == "=" else f"NOT(EXACT({left},{right}))"]
        known += [f'{side}<>"{MISSING_TEXT}"' for side, part in ((left, node.left), (right, node.right)) if _open(part)]
        return f"IFERROR({known[0] if len(known) == 1 else 'AND(' + ','.join(known) + ')'},FALSE)"

    def present(self, node: Node) -> str:
        """TRUE where the value is there; never an error."""
        if not isinstance(node, Name):
            return f"NOT(ISERROR({self.values.strict(node)}))"
        reference = self.values.place.name(node.name)
        return f"ISNUMBER({reference})" if self.values.kind(node) == "number" else f'{reference}<>"{MISSING_TEXT}"'


def _open(node: Node) -> bool:
    """True for a text that may be missing."""
    return not isinstance(node, Text | Bound)


def _flat(node: Node, op: str) -> list[Node]:
    """Operands of a chain of one logical operator."""
    parts: list[Node] = []
    while isinstance(node, Logic) and node.op == op:
        parts.append(node.right)
        node = node.left
    return [node, *reversed(parts)]
