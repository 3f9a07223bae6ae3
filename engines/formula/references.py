"""Resolves the references of a formula: fields, named values, aliases, other KPIs, bound names."""

from dataclasses import replace

from engines.formula import tree as t
from engines.formula.catalog import Catalog, suggestion
from engines.formula.errors import FormulaError
from engines.formula.tree import Node, Span
from engines.formula.unit_rules import Typed

Seen = tuple[Node, Typed]


class References:
    """The names one formula may read where it stands: in an aggregate over `table`, or outside of one."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self.in_rows = False
        self.table: str | None = None
        self.read: set[str] = set()

    def name(self, node: t.Name) -> Seen:
        """A bare name: a field of the aggregate's table first, then line, named value, alias, KPI."""
        home = self.table and self.catalog.field_spelled(self.table, node.name)
        if home and self.table:
            field = t.Field(node.span, self.table, home, node.span, outer=node.outer)
            return field, Typed(self.catalog.tables[self.table][home])
        for kind, units in (("line", self.catalog.lines), ("name", self.catalog.names)):
            name = self.catalog.spelled(kind, node.name)
            if name is not None:
                self.read.add(name)
                return replace(node, name=name), Typed(units[name])
        return self._other_name(node)

    def _other_name(self, node: t.Name) -> Seen:
        alias = self.catalog.spelled("alias", node.name)
        if alias is not None:
            table, field = self.catalog.aliases[alias]
            return self.field(t.Field(node.span, table, field, node.span, outer=node.outer))
        code = self.catalog.spelled("kpi", node.name)
        if code is not None:
            return t.KpiRef(node.span, code, outer=node.outer), Typed(self.catalog.kpis[code][0])
        if self.catalog.spelled("table", node.name) is not None:
            raise FormulaError("TABLE_NEEDS_FIELD", node.span, {"name": node.name})
        homes = self.catalog.homes_of(node.name)
        hint = {"suggest": homes[0]} if homes else suggestion(node.name, self.catalog.words(self.table))
        raise FormulaError("UNKNOWN_NAME", node.span, {"name": node.name} | hint)

    def field(self, node: t.Field) -> Seen:
        """`table.field`, which only an aggregate over that table may read."""
        table = self.catalog.spelled("table", node.table)
        if table is None:
            span = Span(node.span.start, min(node.span.end, node.field_span.start - 1))
            raise FormulaError(
                "UNKNOWN_TABLE", span, {"name": node.table} | suggestion(node.table, self.catalog.tables)
            )
        field = self.catalog.field_spelled(table, node.field)
        if field is None:
            hint = suggestion(node.field, self.catalog.tables[table])
            raise FormulaError("UNKNOWN_FIELD", node.field_span, {"name": node.field, "table": table} | hint)
        if not self.in_rows:
            raise FormulaError("ROW_OUTSIDE_AGG", node.span)
        if table != self.table:
            raise FormulaError("MIXED_TABLES", node.span, {"table": self.table, "other": table})
        return replace(node, table=table, field=field), Typed(self.catalog.tables[table][field])

    def outer(self, node: t.Bound | t.KpiRef) -> Seen:
        """`[CODE]` or `@axis`."""
        if isinstance(node, t.KpiRef):
            code = self.catalog.spelled("kpi", node.code)
            if code is None:
                raise FormulaError(
                    "UNKNOWN_KPI", node.span, {"name": node.code} | suggestion(node.code, self.catalog.kpis)
                )
            return replace(node, code=code), Typed(self.catalog.kpis[code][0])
        axis = self.catalog.spelled("bound", node.name)
        if axis is None:
            hint = suggestion(node.name, [f"@{name}" for name in self.catalog.bound])
            raise FormulaError("UNKNOWN_NAME", node.span, {"name": f"@{node.name}"} | hint)
        return replace(node, name=axis), Typed(self.catalog.bound[axis])
