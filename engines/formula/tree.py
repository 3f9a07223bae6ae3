"""The syntax tree of the one formula language: immutable nodes, each with its span in the typed text."""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open range of 0-based code points in the text as typed."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Node:
    """Any part of a formula; `span` is where it stands in the text (never part of equality of meaning: `same`).

    `outer` is the span with the parentheses the user wrote around it, where there are any.
    """

    span: Span
    outer: Span | None = field(default=None, kw_only=True, compare=False, repr=False)

    @property
    def whole(self) -> Span:
        """The span as an operand of something larger: with its parentheses."""
        return self.outer or self.span


@dataclass(frozen=True, slots=True)
class Number(Node):
    """A decimal literal."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Text(Node):
    """A text literal, quotes removed."""

    value: str


@dataclass(frozen=True, slots=True)
class Truth(Node):
    """TRUE or FALSE."""

    value: bool


@dataclass(frozen=True, slots=True)
class Null(Node):
    """The literal NULL."""


@dataclass(frozen=True, slots=True)
class Name(Node):
    """A bare name: named value, sheet line, field alias, KPI code; inside an aggregate also a field of its table."""

    name: str


@dataclass(frozen=True, slots=True)
class Bound(Node):
    """A bound name of a sheet, written @setor: the key of the member being evaluated."""

    name: str


@dataclass(frozen=True, slots=True)
class Field(Node):
    """`table.field`; `field_span` is the part after the dot."""

    table: str
    field: str
    field_span: Span


@dataclass(frozen=True, slots=True)
class KpiRef(Node):
    """`[CODE]` or `[CODE, -1]`: another KPI, this period or an earlier one."""

    code: str
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Unary(Node):
    """`-x` (op "-") or `NOT x` (op "NOT")."""

    op: str
    operand: Node


@dataclass(frozen=True, slots=True)
class Binary(Node):
    """Arithmetic: op in + - * /."""

    op: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Compare(Node):
    """Comparison: op in = <> < <= > >=."""

    op: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Logic(Node):
    """`AND` or `OR` of two conditions, three-valued."""

    op: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Between(Node):
    """`x BETWEEN low AND high`, both ends included."""

    operand: Node
    low: Node
    high: Node
    negated: bool = False


@dataclass(frozen=True, slots=True)
class InList(Node):
    """`x IN (a, b, …)`."""

    operand: Node
    items: tuple[Node, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class IsNull(Node):
    """`x IS NULL` or `x IS NOT NULL`."""

    operand: Node
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Case(Node):
    """IF, CASE WHEN and CASE(…): lazy branches in order; `otherwise` None means NULL."""

    branches: tuple[tuple[Node, Node], ...]
    otherwise: Node | None


@dataclass(frozen=True, slots=True)
class Call(Node):
    """A scalar function or primitive by canonical name; `name_span` is the name as typed.

    `rows` marks several arguments with WHERE or DISTINCT, which no function takes: `check` refuses it.
    """

    func: str
    args: tuple[Node, ...]
    name_span: Span
    rows: bool = False


@dataclass(frozen=True, slots=True)
class Aggregate(Node):
    """SUM AVG COUNT MIN MAX over the rows of one table: `argument` None means COUNT(table).

    After `check`, `table` is the resolved table and bare fields of `argument` and `where` are `Field` nodes.
    An aggregate over a sheet line (`SUM(linha)`) has `table` "" and `argument` a `Name`.
    """

    func: str
    table: str
    argument: Node | None
    where: Node | None = None
    distinct: bool = False
    name_span: Span | None = None


def children(node: Node) -> Iterator[Node]:
    """Direct sub-nodes of a node, in the order of the text."""
    for item in fields(node):
        yield from _nodes_in(getattr(node, item.name))


def _nodes_in(value: object) -> Iterator[Node]:
    if isinstance(value, Node):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _nodes_in(part)


def walk(node: Node) -> Iterator[Node]:
    """The node and everything below it, depth first, in the order of the text; safe on chains of any length."""
    waiting = [node]
    while waiting:
        current = waiting.pop()
        yield current
        waiting.extend(reversed(list(children(current))))


def chain(node: Node) -> tuple[Node, list[Node]]:
    """First operand and the operations of a left-leaning chain `a + b - c`, innermost first.

    A formula may hold thousands of operators in a row: whoever visits a tree walks a chain with a loop.
    """
    links: list[Node] = []
    while isinstance(node, Binary | Logic | Compare):
        links.append(node)
        node = node.left
    return node, links[::-1]


def same(one: Node, other: Node) -> bool:
    """True when two trees mean the same: equal in everything but their places in the text."""
    pairs = [(one, other)]
    while pairs:
        left, right = pairs.pop()
        below, beside = list(children(left)), list(children(right))
        if type(left) is not type(right) or _own(left) != _own(right) or len(below) != len(beside):
            return False
        pairs.extend(zip(below, beside, strict=True))
    return True


def _own(node: Node) -> tuple[object, ...]:
    """What a node says by itself, its sub-nodes reduced to their presence."""
    return tuple(_shape(getattr(node, item.name)) for item in fields(node))


def _shape(value: object) -> object:
    if isinstance(value, Node):
        return Node
    if isinstance(value, tuple):
        return tuple(map(_shape, value))
    return None if isinstance(value, Span) else value


def enclosed(node: Node, outer: Span) -> Node:
    """The same node inside parentheses that span `outer`."""
    return replace(node, outer=outer)
