"""A filter as pairs of column and criterion, the form SUMIFS and its kin take."""

from collections.abc import Callable, Iterator

from engines.formula.excel_parts import MISSING_TEXT, NotInExcel, Placement, quoted
from engines.formula.tree import Between, Bound, Compare, Field, Logic, Name, Node, Number, Text, Truth, walk
from engines.money import canonical_text

Scalar = Callable[[Node], str]
"""Writes a value that is the same in every row."""
Criteria = list[tuple[str, str]]

NO_ROW = f"={MISSING_TEXT}{MISSING_TEXT}"
"""A criterion no cell meets: two missing signs are never a value."""
_MIRROR = {"=": "=", "<>": "<>", "<": ">", ">": "<", "<=": ">=", ">=": "<="}


def criteria_of(where: Node | None, place: Placement, scalar: Scalar) -> Criteria | None:
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
    found = [(column, _matching(op, other, place, scalar))]
    if op == "<>":
        found += [(column, f'"<>{MISSING_TEXT}"'), (column, '"<>"')]
    return found


def _matching(op: str, other: Node, place: Placement, scalar: Scalar) -> str:
    """The criterion: a literal inside the quotes, anything else joined to its operator; no row where it is missing."""
    sign = "" if op == "=" else op
    if isinstance(other, Text):
        return quoted(_wild(other.value, sign), other.span)
    if isinstance(other, Number) and sign:
        return f'"{sign}{canonical_text(other.value)}"'
    if isinstance(other, Truth) and sign:
        raise NotInExcel("FILTER", other.span)
    if isinstance(other, Truth | Number | Bound) and not sign:
        return scalar(other)
    joined = f'"{sign or "="}"&'
    if isinstance(other, Name):
        reference = place.name(other.name)
        return f'IF({reference}="{MISSING_TEXT}","{NO_ROW}",{joined}{reference})'
    return f'IFERROR({joined}({scalar(other)}),"{NO_ROW}")'


def _wild(text: str, sign: str) -> str:
    """Text of a criterion: Excel's wildcards taken literally, and a leading operator kept as text."""
    plain = "".join(f"~{char}" if char in "*?~" else char for char in text)
    return f"{sign or ('=' if plain[:1] in ('<', '>', '=', '') else '')}{plain}"


def pairs(criteria: Criteria) -> str:
    return ",".join(f"{column},{criterion}" for column, criterion in criteria)
