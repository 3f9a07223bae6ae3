"""The second backend: a checked formula as one DuckDB expression that equals the interpreter.

Products and quotients are rounded half away at `scale` places where the interpreter keeps thirty-eight digits: the
two agree once rounded at a line's places, while those are fewer than `scale`. Three-valued logic is SQL's own. A zero
divisor gives NULL, and spoils the whole aggregate whose counted rows meet it, as in the interpreter.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from engines.figure import Missing, Value
from engines.formula import tree as t
from engines.formula.catalog import Catalog
from engines.formula.environment import Environment
from engines.formula.primitives import PRIMITIVES
from engines.formula.sql_kinds import kind_of
from engines.formula.sql_spoiled import Spoiled
from engines.formula.sql_text import Decimals, all_of, any_of, extreme, quoted
from engines.formula.tree import Node

SCALE = 12
_TYPES = {"date": "TIMESTAMP", "text": "VARCHAR", "bool": "BOOLEAN"}
_MICROSECONDS = "3600000000"


class NoSqlForm(ValueError):
    """A formula (or part of one) that has no exact SQL form; the caller runs the interpreter instead."""


@dataclass(frozen=True, slots=True)
class SqlForm:
    """An SQL expression with its named binds (`$v0` …)."""

    text: str
    binds: dict[str, object] = field(default_factory=dict)


def to_sql(
    root: Node,
    catalog: Catalog,
    env: Environment | None = None,
    columns: Mapping[str, str] | None = None,
    tables: Mapping[str, str] | None = None,
    scale: int = SCALE,
) -> SqlForm:
    """DuckDB expression of a checked formula.

    `columns` maps names, and `table.field`s that differ, to column identifiers; a name it holds is read row by row,
    any other is asked of `env` and bound. An aggregate becomes a scalar subquery over its table (`tables` maps its
    name). Raises NoSqlForm for SQRT, NORMSINV, QUADFORM, DATE, aggregates of lines and names nobody gives.
    """
    writer = _Writer(catalog, env, columns or {}, tables or {}, Decimals(scale))
    return SqlForm(writer.text(root), writer.binds)


class _Writer:
    """Writes one formula: `text` its value, `spoiled` the never-NULL condition that it met a zero divisor."""

    def __init__(
        self,
        catalog: Catalog,
        env: Environment | None,
        columns: Mapping[str, str],
        tables: Mapping[str, str],
        decimals: Decimals,
    ) -> None:
        self.catalog = catalog
        self.env = env
        self.columns = columns
        self.tables = tables
        self.decimals = decimals
        self.binds: dict[str, object] = {}
        self._keys: dict[tuple[str, str], str] = {}

    def text(self, node: Node) -> str:
        """SQL of a node's value."""
        if isinstance(node, t.Binary | t.Compare | t.Logic):
            first, links = t.chain(node)
            written = self.text(first)
            for link in links:
                written = self._operation(link, written)
            return written
        return _WRITERS[type(node)](self, node)

    def kind(self, node: Node) -> str:
        """Kind of a node's value: quantity, date, text, bool."""
        return kind_of(node, self.catalog)

    def _operation(self, node: Node, left: str) -> str:
        right = self.text(node.right)  # type: ignore[attr-defined]
        if not isinstance(node, t.Binary):
            return f"({left} {node.op} {right})"  # type: ignore[attr-defined]
        if "date" in (self.kind(node.left), self.kind(node.right)):
            return self._dates(node, left, right)
        if node.op in ("+", "-"):
            return self.decimals.cast(f"{left} {node.op} {right}")
        return self.decimals.product(left, right) if node.op == "*" else self.decimals.quotient(left, right)

    def _dates(self, node: t.Binary, left: str, right: str) -> str:
        if self.kind(node.left) == self.kind(node.right):
            microseconds = self.decimals.cast(f"epoch_us({left}) - epoch_us({right})")
            return self.decimals.quotient(microseconds, self.decimals.cast(_MICROSECONDS))
        day, length = (left, right) if self.kind(node.left) == "date" else (right, left)
        step = f"to_microseconds(CAST(CAST({length} * {_MICROSECONDS}::DECIMAL(10, 0) AS DECIMAL(38, 0)) AS BIGINT))"
        return f"({day} {node.op} {step})"

    def number(self, node: t.Number) -> str:
        """A literal."""
        return self.decimals.literal(node.value)

    def quoted(self, node: t.Text) -> str:
        """A text literal, bound."""
        return self.bind(node.value, "text")

    def truth(self, node: t.Truth) -> str:
        """TRUE or FALSE."""
        return "TRUE" if node.value else "FALSE"

    def null(self, _node: t.Null) -> str:
        """NULL."""
        return "NULL"

    def reference(self, node: t.Name | t.Bound | t.KpiRef) -> str:
        """A column of the row where the caller maps the name, else a bound value of the environment."""
        key = node.code if isinstance(node, t.KpiRef) else node.name
        if key in self.columns:
            return self.column(quoted(self.columns[key]), self.kind(node))
        if self.env is None:
            raise NoSqlForm(f"nobody gives {key}")
        if isinstance(node, t.Bound):
            return self.bind(self.env.bound(key), self.kind(node))
        value = self.env.kpi(key, node.offset) if isinstance(node, t.KpiRef) else self.env.name(key)
        return self.bind(value, self.kind(node))

    def field(self, node: t.Field) -> str:
        """A column of the aggregate's table."""
        name = self.columns.get(f"{node.table}.{node.field}", node.field)
        return self.column(quoted(name), self.kind(node))

    def column(self, text: str, kind: str) -> str:
        """A column at the type its kind is calculated in."""
        return f"CAST({text} AS {_TYPES[kind]})" if kind in _TYPES else self.decimals.cast(text)

    def bind(self, value: Value, kind: str) -> str:
        """A parameter holding a value, NULL for an absent one; the same value is the same parameter."""
        key = self._keys.setdefault((kind, repr(value)), f"v{len(self._keys)}")
        self.binds[key] = None if isinstance(value, Missing) else value
        return self.column(f"${key}", kind)

    def unary(self, node: t.Unary) -> str:
        """Minus, NOT."""
        return f"({'NOT ' if node.op == 'NOT' else '-'}{self.text(node.operand)})"

    def between(self, node: t.Between) -> str:
        """BETWEEN."""
        written = f"({self.text(node.operand)} BETWEEN {self.text(node.low)} AND {self.text(node.high)})"
        return f"(NOT {written})" if node.negated else written

    def in_list(self, node: t.InList) -> str:
        """IN."""
        written = f"({self.text(node.operand)} IN ({', '.join(map(self.text, node.items))}))"
        return f"(NOT {written})" if node.negated else written

    def is_null(self, node: t.IsNull) -> str:
        """IS [NOT] NULL."""
        return f"({self.text(node.operand)} IS {'NOT ' if node.negated else ''}NULL)"

    def case(self, node: t.Case) -> str:
        """Branches in order."""
        written = "".join(f" WHEN {self.text(condition)} THEN {self.text(value)}" for condition, value in node.branches)
        otherwise = f" ELSE {self.text(node.otherwise)}" if node.otherwise else ""
        return self.column(f"CASE{written}{otherwise} END", self.kind(node))

    def call(self, node: t.Call) -> str:
        """A scalar function that has an exact form."""
        args = [self.text(arg) for arg in node.args]
        if node.func in PRIMITIVES and PRIMITIVES[node.func].sql is not None:
            return self.column(str(PRIMITIVES[node.func].sql).format(*args), self.kind(node))
        if node.func not in _CALLS:
            raise NoSqlForm(f"{node.func} has no exact SQL form")
        return self.column(_CALLS[node.func](self, node, args), self.kind(node))

    def absolute(self, _node: t.Call, args: list[str]) -> str:
        """ABS."""
        return f"abs({args[0]})"

    def rounding(self, node: t.Call, args: list[str]) -> str:
        """ROUND to a literal number of places."""
        wanted = node.args[1] if len(node.args) == 2 else None
        if wanted is not None and not (isinstance(wanted, t.Number) and 0 <= wanted.value <= self.decimals.scale):
            raise NoSqlForm("ROUND to places that are not a literal")
        return self.decimals.rounded(args[0], int(wanted.value) if isinstance(wanted, t.Number) else 0)

    def coalesce(self, _node: t.Call, args: list[str]) -> str:
        """COALESCE."""
        return f"COALESCE({', '.join(args)})"

    def null_if(self, _node: t.Call, args: list[str]) -> str:
        """NULLIF."""
        return f"NULLIF({args[0]}, {args[1]})"

    def safe_ratio(self, _node: t.Call, args: list[str]) -> str:
        """SAFE_DIV."""
        otherwise = args[2] if len(args) == 3 else self.decimals.null()
        return f"CASE WHEN {args[1]} = 0 THEN {otherwise} ELSE {self.decimals.quotient(args[0], args[1])} END"

    def percent(self, _node: t.Call, args: list[str]) -> str:
        """PERCENT: the hundred first, so that the quotient keeps its last places."""
        return self.decimals.quotient(f"({args[0]} * 100)", args[1])

    def scalar_extreme(self, node: t.Call, args: list[str]) -> str:
        """MIN and MAX of several values."""
        return extreme(node.func, args)

    def clamp(self, _node: t.Call, args: list[str]) -> str:
        """CLAMP, NULL where the limits cross."""
        value, low, high = args
        inside = extreme("MAX", [low, f"({extreme('MIN', [value, high])})"])
        return f"CASE WHEN {low} <= {high} THEN {inside} END"

    def days(self, _node: t.Call, args: list[str]) -> str:
        """DAYS as hours."""
        return self.decimals.product(args[0], "24::DECIMAL(2, 0)")

    def same(self, _node: t.Call, args: list[str]) -> str:
        """HOURS."""
        return args[0]

    def instant(self, node: t.Call, _args: list[str]) -> str:
        """TODAY, PERIOD_START, PERIOD_END, bound."""
        if self.env is None:
            raise NoSqlForm(f"nobody gives {node.func}")
        if node.func == "TODAY":
            return self.bind(self.env.now().date(), "date")
        return self.bind(self.env.period()[0 if node.func == "PERIOD_START" else 1], "date")

    def aggregate(self, node: t.Aggregate) -> str:
        """A scalar subquery over the aggregate's table."""
        if not node.table:
            raise NoSqlForm("an aggregate over the lines of a sheet")
        table = quoted(self.tables.get(node.table, node.table))
        return f"(SELECT {self._unless_spoiled(node)} FROM {table})"

    def _unless_spoiled(self, node: t.Aggregate) -> str:
        spoiled = Spoiled(self)
        counted = [f"({self.text(node.where)}) IS TRUE"] if node.where else []
        in_argument = all_of([*counted, spoiled.of(node.argument)]) if node.argument else "FALSE"
        met = any_of([in_argument, spoiled.of(node.where) if node.where else "FALSE"])
        folded = self._folded(node)
        return folded if met == "FALSE" else f"CASE WHEN count(*) FILTER (WHERE {met}) > 0 THEN NULL ELSE {folded} END"

    def _folded(self, node: t.Aggregate) -> str:
        where = f" FILTER (WHERE {self.text(node.where)})" if node.where else ""
        if node.argument is None:
            return self.decimals.cast(f"count(*){where}")
        argument = f"{'DISTINCT ' if node.distinct else ''}{self.text(node.argument)}"
        count, total = (self.decimals.cast(f"{name}({argument}){where}") for name in ("count", "sum"))
        if node.func == "COUNT":
            return count
        if node.func == "SUM":
            return f"COALESCE({total}, {self.decimals.cast('0')})"
        if node.func == "AVG":
            return self.decimals.quotient(total, count)
        return self.column(f"{node.func.lower()}({argument}){where}", self.kind(node))


_WRITERS: Mapping[type[Node], Callable[..., str]] = {
    t.Number: _Writer.number,
    t.Text: _Writer.quoted,
    t.Truth: _Writer.truth,
    t.Null: _Writer.null,
    t.Name: _Writer.reference,
    t.Bound: _Writer.reference,
    t.KpiRef: _Writer.reference,
    t.Field: _Writer.field,
    t.Unary: _Writer.unary,
    t.Between: _Writer.between,
    t.InList: _Writer.in_list,
    t.IsNull: _Writer.is_null,
    t.Case: _Writer.case,
    t.Call: _Writer.call,
    t.Aggregate: _Writer.aggregate,
}
_CALLS: Mapping[str, Callable[[_Writer, t.Call, list[str]], str]] = {
    "ABS": _Writer.absolute,
    "ROUND": _Writer.rounding,
    "COALESCE": _Writer.coalesce,
    "NULLIF": _Writer.null_if,
    "SAFE_DIV": _Writer.safe_ratio,
    "PERCENT": _Writer.percent,
    "MIN": _Writer.scalar_extreme,
    "MAX": _Writer.scalar_extreme,
    "CLAMP": _Writer.clamp,
    "DAYS": _Writer.days,
    "HOURS": _Writer.same,
    "TODAY": _Writer.instant,
    "PERIOD_START": _Writer.instant,
    "PERIOD_END": _Writer.instant,
}
