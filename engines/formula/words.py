"""A formula said in words or with values: segments that keep the span of the term they stand for."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from engines.formula.tree import (
    Aggregate,
    Between,
    Binary,
    Call,
    Case,
    Compare,
    InList,
    IsNull,
    Logic,
    Name,
    Node,
    Span,
    Unary,
)

Leaf = Callable[[Node], str | None]
"""Text of a node that is said as one term (a name's label, its value, a literal); None lets it be taken apart."""

SIGNS = {"*": " × ", "/": " ÷ ", "+": " + ", "-": " − ", "<>": " ≠ ", "<=": " ≤ ", ">=": " ≥ "}
LEVEL = {"OR": 1, "AND": 2, "+": 5, "-": 5, "*": 6, "/": 6}


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of the sentence; `term` is the span of the named term it says, None for signs and glue."""

    text: str
    term: Span | None = None


def say(root: Node, leaf: Leaf, phrases: Mapping[str, str]) -> tuple[Segment, ...]:
    """The formula as segments. `phrases` holds the words of functions in the reader's language (`IF`, `AND`, …)."""
    return tuple(_Speaker(leaf, phrases).say(root, 0))


def plain(segments: tuple[Segment, ...]) -> str:
    """The segments as one line of text."""
    return "".join(segment.text for segment in segments)


@dataclass(frozen=True, slots=True)
class _Speaker:
    leaf: Leaf
    phrases: Mapping[str, str]

    def say(self, node: Node, level: int) -> Iterator[Segment]:
        text = self.leaf(node)
        if text is not None:
            yield Segment(text, node.span if isinstance(node, Name | Aggregate) else None)
        elif isinstance(node, Binary | Compare | Logic):
            yield from self._between_terms(node, level)
        else:
            yield from self._taken_apart(node, level)

    def _between_terms(self, node: Binary | Compare | Logic, level: int) -> Iterator[Segment]:
        own = LEVEL.get(node.op, 4)
        sign = SIGNS.get(node.op) or f" {self.phrases.get(node.op, node.op)} "
        if own < level:
            yield Segment("(")
        yield from self.say(node.left, own)
        yield Segment(sign)
        yield from self.say(node.right, own + 1)
        if own < level:
            yield Segment(")")

    def _taken_apart(self, node: Node, level: int) -> Iterator[Segment]:
        if isinstance(node, Case):
            yield from self._case(node)
        elif isinstance(node, Call) and node.func == "COALESCE" and node.func in self.phrases:
            yield from self._first_of(node.args, level)
        elif isinstance(node, Call):
            yield from self._call(node.func, node.args)
        elif isinstance(node, Unary):
            yield Segment("−" if node.op == "-" else f"{self.phrases.get('NOT', 'NOT')} ")
            yield from self.say(node.operand, 7)
        elif isinstance(node, IsNull):
            yield from self.say(node.operand, 4)
            word = "IS NOT NULL" if node.negated else "IS NULL"
            yield Segment(f" {self.phrases.get(word, word)}")
        else:
            assert isinstance(node, Between | InList), f"the leaf says every term: {node}"
            yield from self._range(node)

    def _case(self, node: Case) -> Iterator[Segment]:
        for index, (condition, value) in enumerate(node.branches):
            yield Segment(f"{'; ' if index else ''}{self.phrases.get('IF', 'IF')} ")
            yield from self.say(condition, 0)
            yield Segment(": ")
            yield from self.say(value, 0)
        if node.otherwise is not None:
            yield Segment(f"; {self.phrases.get('ELSE', 'ELSE')}: ")
            yield from self.say(node.otherwise, 0)

    def _call(self, func: str, args: tuple[Node, ...]) -> Iterator[Segment]:
        yield Segment(f"{self.phrases.get(func, func)}(")
        for index, argument in enumerate(args):
            yield Segment("; " if index else "")
            yield from self.say(argument, 0)
        yield Segment(")")

    def _first_of(self, args: tuple[Node, ...], level: int) -> Iterator[Segment]:
        """ "the first there is of a, b and c": words, for a chain has no sign of its own."""
        yield Segment(f"{'(' if level else ''}{self.phrases['COALESCE']} ")
        last = f" {self.phrases.get('AND', 'AND')} "
        for index, argument in enumerate(args):
            yield Segment("" if not index else last if index == len(args) - 1 else ", ")
            yield from self.say(argument, LEVEL["AND"] + 1)
        yield Segment(")" if level else "")

    def _range(self, node: Between | InList) -> Iterator[Segment]:
        parts = (node.low, node.high) if isinstance(node, Between) else node.items
        word = "BETWEEN" if isinstance(node, Between) else "IN"
        yield from self.say(node.operand, 4)
        negation = f"{self.phrases.get('NOT', 'NOT')} " if node.negated else ""
        yield Segment(f" {negation}{self.phrases.get(word, word)} ")
        for index, part in enumerate(parts):
            yield Segment("; " if index else "")
            yield from self.say(part, 0)
