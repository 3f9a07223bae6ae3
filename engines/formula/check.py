"""Resolves the names of a parsed formula against a catalogue and infers its unit, or says what is wrong and where."""

from dataclasses import dataclass, replace

from engines.formula import tree as t
from engines.formula.build import AGGREGATES
from engines.formula.catalog import Catalog, suggestion
from engines.formula.check_rows import aggregate_parts, aggregate_unit
from engines.formula.cycles import refuse_cycle
from engines.formula.errors import FormulaError
from engines.formula.evaluate import constant_zero
from engines.formula.functions import FUNCTIONS
from engines.formula.locales import VOCABULARIES, vocabulary
from engines.formula.primitives import PRIMITIVES
from engines.formula.references import References, Seen
from engines.formula.tree import Node, Span
from engines.formula.unit_rules import Typed, added, fits, joined, multiplied
from engines.formula.units import ANY, BOOL, NUMBER, TEXT, Unit

_DETAILS = {frozenset({"duration", "number"}): "HOURS", frozenset({"date", "number"}): "DAYS"}
_LITERAL_KINDS = {t.Text: TEXT, t.Truth: BOOL, t.Null: ANY}


@dataclass(frozen=True, slots=True)
class Checked:
    """A formula that stands: resolved tree, inferred unit, the names and KPIs (code, offset) it reads."""

    root: Node
    unit: Unit
    names: frozenset[str]
    kpis: frozenset[tuple[str, int]]


def check(
    node: Node,
    catalog: Catalog,
    source: str = "",
    locale: str = "en",
    kpi: str | None = None,
    result: Unit | None = None,
) -> Checked:
    """The formula resolved and typed; `kpi` is the indicator it belongs to, `result` the unit it must have.

    `source` is the typed text (positions and marked text of the errors), `locale` the language of suggestions.
    Raises FormulaError at the first fault, in the order of the text.
    """
    try:
        return _Checker(catalog, locale).checked(node, kpi, result)
    except FormulaError as error:
        raise error.located(source) from None


class _Checker(References):
    """One pass over one tree; `_table` is the table of the aggregate being read, None outside of one."""

    def __init__(self, catalog: Catalog, locale: str) -> None:
        super().__init__(catalog)
        self.locale = locale

    def checked(self, node: Node, kpi: str | None, result: Unit | None) -> Checked:
        root, typed = self.visit(node)
        references = [part for part in t.walk(root) if isinstance(part, t.KpiRef)]
        if kpi is not None:
            refuse_cycle(self.catalog, kpi, references)
        if result is not None and not fits(typed, result):
            raise FormulaError("RESULT_UNIT", root.whole, {"unit": str(typed.unit), "wanted": str(result)})
        kpis = frozenset((part.code, part.offset) for part in references)
        return Checked(root, NUMBER if typed.unit == ANY else typed.unit, frozenset(self.read), kpis)

    def visit(self, node: Node) -> Seen:
        """The node resolved, and its unit."""
        if isinstance(node, t.Binary | t.Compare | t.Logic):
            return self._chain(node)
        if isinstance(node, t.Number):
            return node, Typed(NUMBER, literal=True)
        if type(node) in _LITERAL_KINDS:
            return node, Typed(_LITERAL_KINDS[type(node)], literal=True)
        if isinstance(node, t.Name):
            return self.name(node)
        if isinstance(node, t.Field):
            return self.field(node)
        if isinstance(node, t.Bound | t.KpiRef):
            return self.outer(node)
        if isinstance(node, t.Call | t.Aggregate):
            return self._called(node)
        return self._condition_form(node)

    def _chain(self, node: Node) -> Seen:
        first, links = t.chain(node)
        left, typed = self.visit(first)
        for link in links:
            right, right_typed = self.visit(link.right)  # type: ignore[attr-defined]
            joint = replace(link, left=left, right=right)  # type: ignore[call-arg]
            typed = self._operation(joint, typed, right_typed)
            left = joint
        return left, typed

    def _operation(self, node: Node, left: Typed, right: Typed) -> Typed:
        if isinstance(node, t.Logic):
            _refuse_unless_bool(node.left, left)
            _refuse_unless_bool(node.right, right)
            return Typed(BOOL)
        if isinstance(node, t.Compare):
            if node.op not in ("=", "<>") and left.unit == BOOL:
                raise FormulaError("TYPE", node.left.whole, {"needed": "number"})
            _joined(node.span, node.right, left, right)
            return Typed(BOOL)
        assert isinstance(node, t.Binary)
        return self._arithmetic(node, left, right)

    def _arithmetic(self, node: t.Binary, left: Typed, right: Typed) -> Typed:
        allowed = ("quantity", "any") if node.op in ("*", "/") else ("quantity", "any", "date")
        for operand, typed in ((node.left, left), (node.right, right)):
            if typed.unit.kind not in allowed:
                raise FormulaError("TYPE", operand.whole, {"needed": "number"})
        result = added(node.op, left, right) if node.op in ("+", "-") else multiplied(node.op, left, right)
        if result is None:
            raise _units(node.span, left, right)
        if node.op == "/" and constant_zero(node.right):
            raise FormulaError("DIV_ZERO_CONST", node.right.whole)
        return result

    def _condition_form(self, node: Node) -> Seen:
        if isinstance(node, t.Unary):
            operand, typed = self.visit(node.operand)
            if node.op == "NOT":
                _refuse_unless_bool(operand, typed)
            elif not typed.unit.is_quantity and typed.unit != ANY:
                raise FormulaError("TYPE", operand.whole, {"needed": "number"})
            return replace(node, operand=operand), typed
        if isinstance(node, t.IsNull):
            return replace(node, operand=self.visit(node.operand)[0]), Typed(BOOL)
        if isinstance(node, t.Case):
            return self._case(node)
        assert isinstance(node, t.Between | t.InList)
        return self._membership(node)

    def _membership(self, node: t.Between | t.InList) -> Seen:
        operand, typed = self.visit(node.operand)
        items = (node.low, node.high) if isinstance(node, t.Between) else node.items
        seen = [self.visit(item) for item in items]
        if isinstance(node, t.Between) and typed.unit == BOOL:
            raise FormulaError("TYPE", operand.whole, {"needed": "number"})
        for item, item_typed in seen:
            _joined(node.span, item, typed, item_typed)
        parts = tuple(item for item, _ in seen)
        if isinstance(node, t.Between):
            return replace(node, operand=operand, low=parts[0], high=parts[1]), Typed(BOOL)
        return replace(node, operand=operand, items=parts), Typed(BOOL)

    def _case(self, node: t.Case) -> Seen:
        branches: list[tuple[Node, Node]] = []
        common = Typed(ANY, literal=True)
        for condition, value in node.branches:
            seen_condition, condition_typed = self.visit(condition)
            _refuse_unless_bool(seen_condition, condition_typed)
            seen, typed = self.visit(value)
            common = _branch(seen, common, typed)
            branches.append((seen_condition, seen))
        if node.otherwise is None:
            return replace(node, branches=tuple(branches)), common
        otherwise, typed = self.visit(node.otherwise)
        return replace(node, branches=tuple(branches), otherwise=otherwise), _branch(otherwise, common, typed)

    def _called(self, node: t.Call | t.Aggregate) -> Seen:
        name_span = node.name_span or node.span
        known = FUNCTIONS.get(node.func) or PRIMITIVES.get(node.func)
        if known is None and node.func not in AGGREGATES and node.func not in ("IF", "CASE"):
            raise FormulaError("UNKNOWN_FUNC", name_span, {"name": node.func} | _function_hint(node.func, self.locale))
        if isinstance(node, t.Aggregate):
            if node.func not in AGGREGATES:
                raise FormulaError("NOT_ROWS", node.argument.whole if node.argument else node.span)
            return self._aggregate(node)
        primitive, function = PRIMITIVES.get(node.func), FUNCTIONS.get(node.func)
        takes = (
            primitive.arity == len(node.args) if primitive else function is not None and function.takes(len(node.args))
        )
        if node.rows or not takes:
            raise FormulaError("ARITY", node.span, {"name": node.func, "given": len(node.args)})
        if primitive and primitive.lists:
            return self._over_lists(node)
        return self._scalar_call(node)

    def _scalar_call(self, node: t.Call) -> Seen:
        seen = [self.visit(arg) for arg in node.args]
        call = replace(node, args=tuple(arg for arg, _ in seen))
        rule = PRIMITIVES[node.func].rule if node.func in PRIMITIVES else FUNCTIONS[node.func].rule
        typed = rule(call, tuple(typed for _, typed in seen))
        divisor = FUNCTIONS[node.func].divisor if node.func in FUNCTIONS else None
        if divisor is not None and constant_zero(call.args[divisor]):
            raise FormulaError("DIV_ZERO_CONST", call.args[divisor].whole)
        return call, typed

    def _over_lists(self, node: t.Call) -> Seen:
        units: list[Typed] = []
        args: list[Node] = []
        for arg, kind, known in zip(
            node.args, ("line", "matrix"), (self.catalog.lines, self.catalog.matrices), strict=True
        ):
            name = self.catalog.spelled(kind, arg.name) if isinstance(arg, t.Name) else None
            if name is None or not isinstance(arg, t.Name):
                raise FormulaError("NOT_ROWS", arg.whole)
            args.append(replace(arg, name=name))
            units.append(Typed(known[name]))
            self.read.add(name)
        call = replace(node, args=tuple(args))
        return call, PRIMITIVES[node.func].rule(call, tuple(units))

    def _aggregate(self, node: t.Aggregate) -> Seen:
        inner = next((part for part in t.walk(node) if isinstance(part, t.Aggregate) and part is not node), None)
        if inner is not None:
            raise FormulaError("NESTED_AGG", inner.span)
        parts = aggregate_parts(node, self.catalog)
        if parts.line is not None:
            self.read.add(parts.line)
            return parts.node, aggregate_unit(parts.node, Typed(self.catalog.lines[parts.line]))
        return self._over_rows(parts.node)

    def _over_rows(self, node: t.Aggregate) -> Seen:
        self.in_rows, self.table = True, node.table or None
        argument, typed = self.visit(node.argument) if node.argument else (None, Typed(NUMBER))
        if argument is not None and not any(isinstance(part, t.Field) for part in t.walk(argument)):
            raise FormulaError("NOT_ROWS", argument.whole)
        where = None
        if node.where is not None:
            where, where_typed = self.visit(node.where)
            _refuse_unless_bool(where, where_typed)
        table, self.table, self.in_rows = self.table, None, False
        resolved = replace(node, table=table or "", argument=argument, where=where)
        return resolved, aggregate_unit(resolved, typed)


def _function_hint(typed: str, locale: str) -> dict[str, object]:
    """The locale's own word for a function of another language, else the closest word."""
    own = vocabulary(locale)
    for words in VOCABULARIES.values():
        canonical = words.function(typed)
        if canonical is not None:
            return {"suggest": own.function_word(canonical)}
    return suggestion(typed, own.function_words())


def _units(span: Span, left: Typed, right: Typed) -> FormulaError:
    shown: dict[str, object] = {"left": str(left.unit), "right": str(right.unit)}
    detail = _DETAILS.get(frozenset((str(left.unit), str(right.unit))))
    return FormulaError("UNITS", span, shown | ({"detail": detail} if detail else {}))


def _joined(span: Span, right_node: Node, left: Typed, right: Typed) -> Typed:
    kinds = {left.unit.kind, right.unit.kind}
    if len(kinds) == 2 and "any" not in kinds and kinds & {"text", "bool"}:
        raise FormulaError("TYPE", right_node.whole, {"needed": left.unit.kind})
    both = joined(left, right)
    if both is None:
        raise _units(span, left, right)
    return both


def _branch(node: Node, common: Typed, typed: Typed) -> Typed:
    both = joined(common, typed)
    if both is None:
        raise FormulaError("BRANCH_TYPES", node.whole, {"left": str(common.unit), "right": str(typed.unit)})
    return both


def _refuse_unless_bool(node: Node, typed: Typed) -> None:
    if typed.unit not in (BOOL, ANY):
        raise FormulaError("TYPE", node.whole, {"needed": "bool"})
