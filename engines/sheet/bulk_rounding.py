"""Which formulas a SELECT of few decimal places may evaluate: those that round once, at the end."""

from collections.abc import Iterator
from dataclasses import fields

from engines.formula.tree import Binary, Call, Node, Number


def rounds_twice(root: Node) -> bool:
    """True when a rounded product or quotient enters another: the interpreter, with 38 digits, would not round it."""
    return any(_rounds(inner) for outer in _within(root) if _rounds(outer) for inner in _below(outer))


def _rounds(node: Node) -> bool:
    """A product or a quotient; dividing by a number written out (1 % in 100 parts) loses no digit."""
    if isinstance(node, Binary):
        return node.op == "*" or (node.op == "/" and not _written_out(node.right))
    return isinstance(node, Call) and node.func in ("SAFE_DIV", "PERCENT") and not _written_out(node)


def _written_out(node: Node) -> bool:
    if isinstance(node, Call):
        return all(_written_out(part) for part in node.args)
    return isinstance(node, Number)


def _within(node: Node) -> Iterator[Node]:
    yield node
    yield from _below(node)


def _below(node: Node) -> Iterator[Node]:
    for item in fields(node):
        yield from _nodes(getattr(node, item.name))


def _nodes(part: object) -> Iterator[Node]:
    if isinstance(part, Node):
        yield from _within(part)
    elif isinstance(part, tuple):
        for item in part:
            yield from _nodes(item)
