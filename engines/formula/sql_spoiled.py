"""Which rows meet a zero divisor: the SQL condition under which an expression is absent with DIV_ZERO."""

from collections.abc import Callable
from typing import Protocol

from engines.formula import tree as t
from engines.formula.sql_text import all_of, any_of
from engines.formula.tree import Node


class Writer(Protocol):
    """What writes the value of a node."""

    def text(self, node: Node) -> str:
        """SQL of a node's value."""
        ...


class Spoiled:
    """Conditions, never NULL, that mirror how the interpreter spreads DIV_ZERO: laziness and COALESCE catch it."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer

    def of(self, node: Node) -> str:
        """Condition under which `node` is absent because of a zero divisor; FALSE when it never is."""
        if not _divides(node):
            return "FALSE"
        if isinstance(node, t.Logic):
            return self._logic(node)
        if isinstance(node, t.Binary | t.Compare):
            zero = [self._zero(node.right)] if node.op == "/" else []
            return any_of([self.of(node.left), self.of(node.right), *zero])
        if isinstance(node, t.Case):
            return self._case(node)
        if isinstance(node, t.Between):
            return self._between(node)
        if isinstance(node, t.InList):
            return self._in_list(node)
        return self._call(node) if isinstance(node, t.Call) else self._operand(node)

    def _operand(self, node: Node) -> str:
        return self.of(node.operand) if isinstance(node, t.Unary) else "FALSE"

    def _zero(self, divisor: Node) -> str:
        return f"(({self.writer.text(divisor)} = 0) IS TRUE)"

    def _undecided(self, truth: bool, parts: list[tuple[str, str]]) -> str:
        """Some part is spoiled and none alone decides (FALSE for AND, TRUE for OR)."""
        decides = "IS NOT TRUE" if truth else "IS NOT FALSE"
        met = any_of(spoiled for _, spoiled in parts)
        return all_of([met, *(f"(({text}) {decides})" for text, _ in parts)])

    def _logic(self, node: t.Logic) -> str:
        sides = [(self.writer.text(side), self.of(side)) for side in (node.left, node.right)]
        return self._undecided(node.op == "OR", sides)

    def _between(self, node: t.Between) -> str:
        value, low, high = map(self.writer.text, (node.operand, node.low, node.high))
        own = self.of(node.operand)
        sides = [
            (f"{value} >= {low}", any_of([own, self.of(node.low)])),
            (f"{value} <= {high}", any_of([own, self.of(node.high)])),
        ]
        return self._undecided(False, sides)

    def _in_list(self, node: t.InList) -> str:
        value, own = self.writer.text(node.operand), self.of(node.operand)
        return self._undecided(
            True, [(f"{value} = {self.writer.text(item)}", any_of([own, self.of(item)])) for item in node.items]
        )

    def _case(self, node: t.Case) -> str:
        branches = "".join(
            f" WHEN {self.writer.text(condition)} THEN {self.of(value)}" for condition, value in node.branches
        )
        return f"(CASE{branches} ELSE {self.of(node.otherwise) if node.otherwise else 'FALSE'} END)"

    def _call(self, node: t.Call) -> str:
        return _CALLS.get(node.func, Spoiled._spread)(self, node)

    def _spread(self, node: t.Call) -> str:
        return any_of(map(self.of, node.args))

    def _coalesce(self, node: t.Call) -> str:
        return all_of([*(f"({self.writer.text(arg)} IS NULL)" for arg in node.args), self.of(node.args[-1])])

    def _null_if(self, node: t.Call) -> str:
        return self.of(node.args[0])

    def _percent(self, node: t.Call) -> str:
        return any_of([self._spread(node), self._zero(node.args[1])])

    def _safe_ratio(self, node: t.Call) -> str:
        otherwise = self.of(node.args[2]) if len(node.args) == 3 else "FALSE"
        either = any_of(map(self.of, node.args[:2]))
        return f"(CASE WHEN {self._zero(node.args[1])} THEN {otherwise} ELSE {either} END)"


def _divides(node: Node) -> bool:
    return any(
        (isinstance(part, t.Binary) and part.op == "/") or (isinstance(part, t.Call) and part.func == "PERCENT")
        for part in t.walk(node)
    )


_CALLS: dict[str, Callable[[Spoiled, t.Call], str]] = {
    "COALESCE": Spoiled._coalesce,
    "NULLIF": Spoiled._null_if,
    "PERCENT": Spoiled._percent,
    "SAFE_DIV": Spoiled._safe_ratio,
}
