"""Aggregates over rows: equality conditions look rows up by hash, the rest runs as closures."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal, localcontext

from engines.figure import Missing, Value
from engines.formula import tree as t
from engines.formula.environment import Environment
from engines.formula.evaluate import KEPT_PLANS, NO_ROW, Row, Step, cell_value, compiled
from engines.formula.tree import Node
from engines.formula.values import NO_ROWS, midnight
from engines.money import calculation_context

Key = tuple[object, ...]


class RowTable:
    """Rows of one table with the hash indexes its aggregates asked for, built once each."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows: Sequence[Row] = tuple(rows)
        self._indexes: dict[tuple[str, ...], dict[Key, list[Row]]] = {}

    def matching(self, fields: tuple[str, ...], key: Key) -> Sequence[Row]:
        """Rows whose fields equal the key; every row when there are no fields."""
        if not fields:
            return self.rows
        index = self._indexes.get(fields)
        if index is None:
            index = self._indexes[fields] = self._indexed(fields)
        return index.get(key, ())

    def _indexed(self, fields: tuple[str, ...]) -> dict[Key, list[Row]]:
        index: dict[Key, list[Row]] = {}
        for row in self.rows:
            key = tuple(midnight(cell_value(row.get(name))) for name in fields)
            if not any(isinstance(part, Missing) for part in key):
                index.setdefault(key, []).append(row)
        return index


class _Plan:
    """How one aggregate runs: fields looked up, their values, what is left of the filter, the argument."""

    def __init__(self, node: t.Aggregate) -> None:
        self.node = node
        self.fields: tuple[str, ...] = ()
        self.keys: list[Step] = []
        rest: list[Step] = []
        for part in conjuncts(node.where):
            pair = _equality(part)
            if pair is None:
                rest.append(compiled(part))
            else:
                self.fields += (pair[0],)
                self.keys.append(compiled(pair[1]))
        self.rest = rest
        self.argument = compiled(node.argument) if node.argument else None

    def values(self, table: RowTable, env: Environment) -> Iterator[Value]:
        """Argument of each row that passes (the row's presence alone for COUNT(table)); absences included."""
        key = [midnight(step(env, NO_ROW)) for step in self.keys]
        broken = [part for part in key if isinstance(part, Missing)]
        if broken:
            yield from (part for part in broken if part.reason == "DIV_ZERO" and table.rows)
            return
        for row in table.matching(self.fields, tuple(key)):
            passed = self._passes(env, row)
            if passed is True:
                yield self.argument(env, row) if self.argument else True
            elif isinstance(passed, Missing):
                yield passed

    def _passes(self, env: Environment, row: Row) -> bool | Missing:
        """True, False (a condition is false or unknown), or the zero division that hides the answer."""
        unknown, broken = False, None
        for step in self.rest:
            truth = step(env, row)
            if truth is False:
                return False
            if isinstance(truth, Missing):
                unknown, broken = True, truth if truth.reason == "DIV_ZERO" else broken
        return broken or not unknown


_plans: dict[int, _Plan] = {}


def aggregate_rows(node: t.Aggregate, rows: RowTable | Iterable[Row], env: Environment) -> Value:
    """Value of a checked aggregate over rows of its table; names in it are asked of `env`.

    SUM and COUNT of no rows are 0, AVG, MIN and MAX absent; absent arguments are skipped, but a zero division in
    any row that counts makes the whole absent with DIV_ZERO: a sum that silently lost rows would be wrong.
    Pass the same `RowTable` again to reuse its indexes.
    """
    plan = _plans.get(id(node))
    if plan is None:
        if len(_plans) >= KEPT_PLANS:
            _plans.clear()
        plan = _plans[id(node)] = _Plan(node)
    table = rows if isinstance(rows, RowTable) else RowTable(rows)
    with localcontext(calculation_context()):
        return fold_values(node.func, plan.values(table, env), node.distinct)


def fold_values(func: str, values: Iterable[Value], distinct: bool = False) -> Value:
    """SUM, AVG, COUNT, MIN or MAX of values with the NULL rules; also what a sheet folds over a line's axis."""
    present: list[Value] = []
    for value in values:
        if not isinstance(value, Missing):
            present.append(value)
        elif value.reason == "DIV_ZERO":
            return value
    if distinct:
        present = list({midnight(value): value for value in reversed(present)}.values())
    if func == "COUNT":
        return Decimal(len(present))
    if func == "SUM":
        return _total(present)
    return _FOLDS[func](present) if present else NO_ROWS


def _total(values: list[Value]) -> Decimal:
    return sum((value for value in values if isinstance(value, Decimal)), Decimal(0))


def _mean(values: list[Value]) -> Value:
    return _total(values) / Decimal(len(values))


def _least(values: list[Value]) -> Value:
    return min(values, key=midnight)  # type: ignore[arg-type]


def _greatest(values: list[Value]) -> Value:
    return max(values, key=midnight)  # type: ignore[arg-type]


_FOLDS: Mapping[str, Callable[[list[Value]], Value]] = {"AVG": _mean, "MIN": _least, "MAX": _greatest}


def conjuncts(node: Node | None) -> list[Node]:
    """The conditions that must all hold, in the order of the text; none for no condition."""
    parts: list[Node] = []
    waiting = [node] if node else []
    while waiting:
        part = waiting.pop()
        if isinstance(part, t.Logic) and part.op == "AND":
            waiting.extend((part.right, part.left))
        else:
            parts.append(part)
    return parts


def _equality(node: Node) -> tuple[str, Node] | None:
    """Field and the row-independent expression it must equal, or None."""
    if not isinstance(node, t.Compare) or node.op != "=":
        return None
    for field, other in ((node.left, node.right), (node.right, node.left)):
        if isinstance(field, t.Field) and not any(isinstance(part, t.Field) for part in t.walk(other)):
            return field.field, other
    return None
