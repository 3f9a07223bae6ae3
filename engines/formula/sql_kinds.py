"""What kind of value each node of a checked formula has, for the SQL types."""

from collections.abc import Iterable

from engines.formula import tree as t
from engines.formula.catalog import Catalog
from engines.formula.tree import Node

_DATES = frozenset({"TODAY", "PERIOD_START", "PERIOD_END", "DATE"})
_LIKE_ARGUMENTS = frozenset({"COALESCE", "NULLIF", "MIN", "MAX"})


def kind_of(node: Node, catalog: Catalog) -> str:
    """quantity, date, text or bool; `any` for a bare NULL."""
    first, links = t.chain(node)
    kind = _simple(first, catalog)
    for link in links:
        if not isinstance(link, t.Binary):
            kind = "bool"
            continue
        right = kind_of(link.right, catalog)
        kind = "date" if (kind == "date") != (right == "date") else "quantity"
    return kind


def _simple(node: Node, catalog: Catalog) -> str:
    if isinstance(node, t.Name):
        return (catalog.lines.get(node.name) or catalog.names[node.name]).kind
    if isinstance(node, t.Bound):
        return catalog.bound[node.name].kind
    if isinstance(node, t.Field):
        return catalog.tables[node.table][node.field].kind
    if isinstance(node, t.Aggregate):
        return "quantity" if node.func == "COUNT" or node.argument is None else kind_of(node.argument, catalog)
    if isinstance(node, t.Case):
        values = [value for _, value in node.branches]
        return _first_known([*values, node.otherwise] if node.otherwise else values, catalog)
    if isinstance(node, t.Call):
        if node.func in _LIKE_ARGUMENTS:
            return _first_known(node.args, catalog)
        return "date" if node.func in _DATES else "quantity"
    if isinstance(node, t.Unary):
        return "bool" if node.op == "NOT" else "quantity"
    return _LITERALS.get(type(node), "quantity")


def _first_known(nodes: Iterable[Node], catalog: Catalog) -> str:
    return next((kind for node in nodes if (kind := kind_of(node, catalog)) != "any"), "any")


_LITERALS: dict[type[Node], str] = {
    t.Text: "text",
    t.Truth: "bool",
    t.Null: "any",
    t.Between: "bool",
    t.InList: "bool",
    t.IsNull: "bool",
}
