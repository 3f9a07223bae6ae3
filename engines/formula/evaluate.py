"""The interpreter: a checked tree becomes closures once, which run for one environment or for each row."""

from collections.abc import Callable, Mapping
from decimal import Decimal, localcontext

from engines.figure import Missing, Value
from engines.formula import tree as t
from engines.formula.environment import Environment
from engines.formula.functions import FUNCTIONS
from engines.formula.primitives import PRIMITIVES, applied, quadratic_form
from engines.formula.tree import Node, Span
from engines.formula.values import (
    NO_BRANCH,
    UNKNOWN,
    absent,
    arithmetic,
    both,
    compared,
    either,
    negated,
    out_of_domain,
)
from engines.money import calculation_context

Row = Mapping[str, object]
Step = Callable[[Environment, Row], Value]
Wrap = Callable[[Node, Step], Step]

NO_ROW: Row = {}
KEPT_PLANS = 4096
_NESTED_LINKS = 30
_plans: dict[int, tuple[Node, Step]] = {}


def evaluate(root: Node, env: Environment, trace: dict[Span, Value] | None = None) -> Value:
    """Value of a checked formula; `trace` receives the value of every node reached, by its span.

    Absence is `Missing`: a zero divisor in the data is Missing("DIV_ZERO") with the divisor's start and end.
    """
    with localcontext(calculation_context()):
        return (compiled(root) if trace is None else _Compiler(_recorder(trace)).step(root))(env, NO_ROW)


def compiled(node: Node) -> Step:
    """Closure of a checked node, made once per node."""
    plan = _plans.get(id(node))
    if plan is None:
        if len(_plans) >= KEPT_PLANS:
            _plans.clear()
        plan = _plans[id(node)] = (node, _Compiler(_plain).step(node))
    return plan[1]


def constant_zero(node: Node) -> bool:
    """True when a node is made of literals alone and comes to zero: `0`, `(2 - 2)`, `HOURS(0)`."""
    if any(isinstance(part, t.Name | t.Field | t.Bound | t.KpiRef | t.Aggregate) for part in t.walk(node)):
        return False
    if any(
        isinstance(part, t.Call) and part.func in FUNCTIONS and not FUNCTIONS[part.func].pure for part in t.walk(node)
    ):
        return False
    value = evaluate(node, _NOWHERE)
    return isinstance(value, Decimal) and not value


def cell_value(raw: object) -> Value:
    """A cell of a row as a value: None is NULL, a whole number a decimal. Raises TypeError on a float."""
    if isinstance(raw, Decimal | str | bool | Missing) or hasattr(raw, "isoformat"):
        return raw  # type: ignore[return-value]
    if raw is None:
        return UNKNOWN
    if isinstance(raw, int):
        return Decimal(raw)
    raise TypeError(f"a cell may not hold {type(raw).__name__}: {raw!r}")


def _plain(_node: Node, step: Step) -> Step:
    return step


def _recorder(trace: dict[Span, Value]) -> Wrap:
    def wrap(node: Node, step: Step) -> Step:
        def recorded(env: Environment, row: Row) -> Value:
            value = trace[node.span] = step(env, row)
            return value

        return recorded

    return wrap


class _Compiler:
    """Makes closures of a tree, each passed through `wrap` (which records values, or does nothing)."""

    def __init__(self, wrap: Wrap) -> None:
        self.wrap = wrap

    def step(self, node: Node) -> Step:
        """Closure of any node."""
        if isinstance(node, t.Binary | t.Compare | t.Logic):
            return self._chain(node)
        return self.wrap(node, _MAKERS[type(node)](self, node))

    def _chain(self, node: Node) -> Step:
        first, links = t.chain(node)
        if len(links) > _NESTED_LINKS:
            return self._long_chain(first, links)
        step = self.step(first)
        for link in links:
            step = self.wrap(link, self._link(link, step, self.step(link.right)))  # type: ignore[attr-defined]
        return step

    def _long_chain(self, first: Node, links: list[Node]) -> Step:
        """One loop: thousands of nested closures would exhaust the stack."""
        start = self.step(first)
        parts = [(link, _joiner(link), self.step(link.right)) for link in links]  # type: ignore[attr-defined]

        def run(env: Environment, row: Row) -> Value:
            value = start(env, row)
            for link, join, right in parts:
                value = self.wrap(link, _constantly(join(value, right(env, row))))(env, row)
            return value

        return run

    def _link(self, node: Node, left: Step, right: Step) -> Step:
        join = _joiner(node)
        return lambda env, row: join(left(env, row), right(env, row))

    def literal(self, node: Node) -> Step:
        """Number, text, truth."""
        value: Value = node.value  # type: ignore[attr-defined]
        return lambda env, row: value

    def null(self, _node: Node) -> Step:
        """NULL."""
        return lambda env, row: UNKNOWN

    def name(self, node: t.Name) -> Step:
        """A named value or another line."""
        key = node.name
        return lambda env, row: env.name(key)

    def bound(self, node: t.Bound) -> Step:
        """The member's key."""
        axis = node.name
        return lambda env, row: env.bound(axis)

    def field(self, node: t.Field) -> Step:
        """A cell of the row."""
        key = node.field
        return lambda env, row: cell_value(row.get(key))

    def kpi(self, node: t.KpiRef) -> Step:
        """Another KPI."""
        code, offset = node.code, node.offset
        return lambda env, row: env.kpi(code, offset)

    def aggregate(self, node: t.Aggregate) -> Step:
        """An aggregate, which the environment answers."""
        return lambda env, row: env.aggregate(node)

    def unary(self, node: t.Unary) -> Step:
        """Minus and NOT."""
        operand = self.step(node.operand)
        if node.op == "NOT":
            return lambda env, row: negated(operand(env, row))
        return lambda env, row: _minus(operand(env, row))

    def is_null(self, node: t.IsNull) -> Step:
        """IS [NOT] NULL."""
        operand, wanted = self.step(node.operand), not node.negated
        return lambda env, row: isinstance(operand(env, row), Missing) is wanted

    def between(self, node: t.Between) -> Step:
        """BETWEEN, both ends included."""
        operand, low, high = self.step(node.operand), self.step(node.low), self.step(node.high)

        def run(env: Environment, row: Row) -> Value:
            value = operand(env, row)
            inside = both(compared(">=", value, low(env, row)), compared("<=", value, high(env, row)))
            return negated(inside) if node.negated else inside

        return run

    def in_list(self, node: t.InList) -> Step:
        """IN: unknown when nothing matches and something is absent."""
        operand, items = self.step(node.operand), [self.step(item) for item in node.items]

        def run(env: Environment, row: Row) -> Value:
            value, found = operand(env, row), False
            for item in items:
                found = either(found, compared("=", value, item(env, row)))  # type: ignore[assignment]
            return negated(found) if node.negated else found

        return run

    def case(self, node: t.Case) -> Step:
        """Branches in order, lazily; an unknown condition is not taken."""
        branches = [(self.step(condition), self.step(value)) for condition, value in node.branches]
        otherwise = self.step(node.otherwise) if node.otherwise else None

        def run(env: Environment, row: Row) -> Value:
            for condition, value in branches:
                if condition(env, row) is True:
                    return value(env, row)
            return otherwise(env, row) if otherwise else NO_BRANCH

        return run

    def call(self, node: t.Call) -> Step:
        """A scalar function or a primitive."""
        if node.func in PRIMITIVES:
            return self._primitive(node)
        function, args = FUNCTIONS[node.func], [self.step(arg) for arg in node.args]

        def run(env: Environment, row: Row) -> Value:
            values = tuple(arg(env, row) for arg in args)
            gone = absent(*values) if function.spreads else None
            return function.body(node, values, env) if gone is None else gone

        return run

    def _primitive(self, node: t.Call) -> Step:
        primitive, outside = PRIMITIVES[node.func], out_of_domain(node.span)
        if primitive.lists:
            line, matrix = (arg.name for arg in node.args)  # type: ignore[attr-defined]
            return lambda env, row: quadratic_form(env.line(line), env.matrix(matrix))
        args = [self.step(arg) for arg in node.args]
        return lambda env, row: applied(primitive, tuple(arg(env, row) for arg in args), outside)


def _constantly(value: Value) -> Step:
    return lambda env, row: value


def _joiner(node: Node) -> Callable[[Value, Value], Value]:
    if isinstance(node, t.Logic):
        return both if node.op == "AND" else either
    op, span = node.op, node.span  # type: ignore[attr-defined]
    if isinstance(node, t.Compare):
        return lambda left, right: compared(op, left, right)
    divisor: Span = node.right.whole  # type: ignore[attr-defined]
    return lambda left, right: arithmetic(op, left, right, span, divisor)


def _minus(value: Value) -> Value:
    return -value if isinstance(value, Decimal) else value


class _Nowhere:
    """The environment of literals: it is never asked for a fact."""


_NOWHERE: Environment = _Nowhere()  # type: ignore[assignment]

_MAKERS: Mapping[type[Node], Callable[..., Step]] = {
    t.Number: _Compiler.literal,
    t.Text: _Compiler.literal,
    t.Truth: _Compiler.literal,
    t.Null: _Compiler.null,
    t.Name: _Compiler.name,
    t.Bound: _Compiler.bound,
    t.Field: _Compiler.field,
    t.KpiRef: _Compiler.kpi,
    t.Aggregate: _Compiler.aggregate,
    t.Unary: _Compiler.unary,
    t.IsNull: _Compiler.is_null,
    t.Between: _Compiler.between,
    t.InList: _Compiler.in_list,
    t.Case: _Compiler.case,
    t.Call: _Compiler.call,
}
