"""Builds our syntax tree from the parser's, bottom up and without recursion."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from lark import Token, Tree

from engines.formula import tree as t
from engines.formula.errors import FormulaError
from engines.formula.locales import Vocabulary
from engines.formula.tree import Node, Span

AGGREGATES = frozenset({"SUM", "AVG", "COUNT", "MIN", "MAX"})
_OPS = {"PLUS": "+", "MINUS": "-", "STAR": "*", "SLASH": "/"}
_COMPARISONS = {"EQ": "=", "NE": "<>", "LT": "<", "LE": "<=", "GT": ">", "GE": ">="}
_REFERENCE = re.compile(r"\s*([^,;]*?)\s*(?:[,;]\s*([+-]?[0-9]{1,6})\s*)?")


class TreeBuilder:
    """One text's tree builder: each rule of the grammar has a method of its name taking the rule's parts."""

    def __init__(self, source: str, words: Vocabulary) -> None:
        self.source = source
        self.words = words

    def build(self, parsed: "Tree[Token]") -> Node:
        """Root of the tree. Raises FormulaError BAD_OFFSET on a KPI reference into the future."""
        made: dict[int, Any] = {}
        for rule in parsed.iter_subtrees():
            parts = [made[id(part)] if isinstance(part, Tree) else part for part in rule.children]
            method: Callable[..., Any] = getattr(self, str(rule.data))
            made[id(rule)] = method(*parts)
        root: Node = made[id(parsed)]
        return root

    def start(self, root: Node) -> Node:
        """The whole formula."""
        return root

    def list(self, *parts: Any) -> tuple[Node, ...]:
        """Items of a list, separators dropped."""
        return tuple(part for part in parts if isinstance(part, Node))

    def when(self, _when: Token, condition: Node, _then: Token, value: Node) -> tuple[Node, Node]:
        """One branch of CASE."""
        return condition, value

    def paren(self, opened: Token, inside: Node, closed: Token) -> Node:
        """A group: the node inside, remembering its parentheses."""
        return t.enclosed(inside, _across(opened, closed))

    def number(self, token: Token) -> Node:
        """A decimal literal."""
        return t.Number(_span(token), Decimal(token.value))

    def text(self, token: Token) -> Node:
        """A text literal."""
        return t.Text(_span(token), token.value)

    def truth(self, token: Token) -> Node:
        """TRUE or FALSE."""
        return t.Truth(_span(token), token.type == "TRUE")

    def null(self, token: Token) -> Node:
        """NULL."""
        return t.Null(_span(token))

    def bound(self, token: Token) -> Node:
        """`@name`."""
        return t.Bound(_span(token), token.value)

    def name(self, token: Token) -> Node:
        """A bare or backticked name."""
        return t.Name(_span(token), token.value)

    def field(self, table: Token, _dot: Token, field: Token) -> Node:
        """`table.field`."""
        return t.Field(_across(table, field), table.value, field.value, _span(field))

    def kpi(self, token: Token) -> Node:
        """`[CODE]` or `[CODE, -1]`."""
        found = _REFERENCE.fullmatch(token.value)
        offset = int(found[2] or 0) if found else 1
        if found is None or offset > 0:
            raise FormulaError("BAD_OFFSET", _span(token), {}, self.source)
        return t.KpiRef(_span(token), found[1], offset)

    def unary(self, op: Token, operand: Node) -> Node:
        """`-x` or `NOT x`."""
        return t.Unary(Span(_span(op).start, operand.whole.end), "NOT" if op.type == "NOT" else "-", operand)

    def binary(self, left: Node, op: Token, right: Node) -> Node:
        """Arithmetic."""
        return t.Binary(_around(left, right), _OPS[op.type], left, right)

    def compare(self, left: Node, op: Token, right: Node) -> Node:
        """A comparison."""
        return t.Compare(_around(left, right), _COMPARISONS[op.type], left, right)

    def logic(self, left: Node, op: Token, right: Node) -> Node:
        """AND, OR."""
        return t.Logic(_around(left, right), op.type, left, right)

    def between(self, operand: Node, _op: Token, low: Node, _and: Token, high: Node) -> Node:
        """`x BETWEEN a AND b`."""
        return t.Between(_around(operand, high), operand, low, high)

    def not_between(self, operand: Node, _not: Token, _op: Token, low: Node, _and: Token, high: Node) -> Node:
        """`x NOT BETWEEN a AND b`."""
        return t.Between(_around(operand, high), operand, low, high, negated=True)

    def in_list(self, operand: Node, _in: Token, _open: Token, items: tuple[Node, ...], closed: Token) -> Node:
        """`x IN (…)`."""
        return t.InList(Span(operand.whole.start, _span(closed).end), operand, items)

    def not_in_list(
        self, operand: Node, _not: Token, _in: Token, _open: Token, items: tuple[Node, ...], closed: Token
    ) -> Node:
        """`x NOT IN (…)`."""
        return t.InList(Span(operand.whole.start, _span(closed).end), operand, items, negated=True)

    def is_null(self, operand: Node, _is: Token, null: Token) -> Node:
        """`x IS NULL`."""
        return t.IsNull(Span(operand.whole.start, _span(null).end), operand)

    def is_not_null(self, operand: Node, _one: Token, _two: Token, null: Token) -> Node:
        """`x IS NOT NULL`, also in the word order of Portuguese and Spanish."""
        return t.IsNull(Span(operand.whole.start, _span(null).end), operand, negated=True)

    def case(self, opened: Token, *parts: Any) -> Node:
        """CASE WHEN … END."""
        branches = tuple(part for part in parts if isinstance(part, tuple))
        otherwise = next((part for part in parts if isinstance(part, Node)), None)
        return t.Case(_across(opened, parts[-1]), branches, otherwise)

    def empty_call(self, name: Token, _open: Token, closed: Token) -> Node:
        """A call without arguments."""
        return t.Call(_across(name, closed), self._function(name), (), _span(name))

    def call(self, name: Token, _open: Token, distinct: Token | None, args: tuple[Node, ...], *rest: Any) -> Node:
        """A call: an aggregate, IF and CASE as branches, or a scalar function; a wrong arity stays a call."""
        _where, condition, closed = rest
        span, func = _across(name, closed), self._function(name)
        rows = distinct is not None or condition is not None
        if len(args) == 1 and (rows or func in AGGREGATES):
            return t.Aggregate(span, func, "", args[0], condition, distinct is not None, name_span=_span(name))
        if rows:
            return t.Call(span, func, args, _span(name), rows=True)
        if (func == "IF" and len(args) == 3) or (func == "CASE" and len(args) >= 2):
            pairs = tuple(zip(args[0::2], args[1::2], strict=False))
            return t.Case(span, pairs, args[-1] if len(args) % 2 else None)
        return t.Call(span, func, args, _span(name))

    def _function(self, name: Token) -> str:
        return self.words.function(name.value) or name.value


def _span(token: Token) -> Span:
    return Span(token.start_pos or 0, token.end_pos or 0)


def _across(first: Token, last: Token) -> Span:
    return Span(_span(first).start, _span(last).end)


def _around(first: Node, last: Node) -> Span:
    return Span(first.whole.start, last.whole.end)
