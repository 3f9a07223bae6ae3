"""Which rows an aggregate runs over, and the unit of what it yields."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from engines.formula import tree as t
from engines.formula.catalog import Catalog
from engines.formula.errors import FormulaError
from engines.formula.tree import Node
from engines.formula.unit_rules import Typed
from engines.formula.units import COUNT, NUMBER


@dataclass(frozen=True, slots=True)
class AggregateParts:
    """An aggregate with its table found; `line` when it runs over the axis of a sheet's line instead."""

    node: t.Aggregate
    line: str | None = None


def aggregate_parts(node: t.Aggregate, catalog: Catalog) -> AggregateParts:
    """The aggregate with its table written in, or its line. Raises TABLE_NEEDS_FIELD, NOT_ROWS."""
    argument = node.argument
    if isinstance(argument, t.Name):
        line = catalog.spelled("line", argument.name)
        if line is not None:
            return AggregateParts(_over_line(node, argument, line), line)
        table = catalog.spelled("table", argument.name)
        if table is not None and _no_other_reading(argument.name, catalog):
            return AggregateParts(_over_table(node, argument, table))
    return AggregateParts(replace(node, table=_first_table(node, catalog)))


def aggregate_unit(node: t.Aggregate, argument: Typed) -> Typed:
    """Unit of an aggregate. Raises TYPE at an argument that cannot be summed or ordered."""
    if node.func == "COUNT":
        return Typed(COUNT)
    allowed = ("quantity", "any") if node.func in ("SUM", "AVG") else ("quantity", "any", "date", "text")
    if argument.unit.kind not in allowed:
        raise FormulaError("TYPE", node.argument.whole if node.argument else node.span, {"needed": "number"})
    if node.func == "AVG" and argument.unit == COUNT:
        return Typed(NUMBER)
    return Typed(argument.unit)


def _over_line(node: t.Aggregate, argument: t.Name, line: str) -> t.Aggregate:
    if node.where is not None:
        raise FormulaError("NOT_ROWS", argument.whole)
    return replace(node, table="", argument=replace(argument, name=line))


def _over_table(node: t.Aggregate, argument: t.Name, table: str) -> t.Aggregate:
    if node.func != "COUNT" or node.distinct:
        raise FormulaError("TABLE_NEEDS_FIELD", argument.span, {"name": table})
    return replace(node, table=table, argument=None)


def _no_other_reading(name: str, catalog: Catalog) -> bool:
    return catalog.spelled("alias", name) is None


def _first_table(node: t.Aggregate, catalog: Catalog) -> str:
    """Table of the first row reference in the argument, else in the filter; "" when there is none."""
    for part in _row_parts(node):
        if isinstance(part, t.Field):
            return catalog.spelled("table", part.table) or part.table
        alias = catalog.spelled("alias", part.name) if isinstance(part, t.Name) else None
        if alias is not None:
            return catalog.aliases[alias][0]
    return ""


def _row_parts(node: t.Aggregate) -> Iterator[Node]:
    for side in (node.argument, node.where):
        if side is not None:
            yield from t.walk(side)
