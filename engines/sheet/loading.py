"""From the data of a sheet (a parsed YAML mapping) to a checked Sheet; what is wrong fails here, not at use."""

from collections.abc import Iterator, Mapping
from typing import Any

from engines.figure import Rule
from engines.finding import Severity
from engines.formula import PRIMITIVES, Catalog, FormulaError, Unit, check, parse
from engines.formula.excel import Kind, NotInExcel
from engines.formula.excel_check import refuse_without_excel_form
from engines.formula.tree import Aggregate, Call, Name, Node, walk
from engines.sheet.model import Axis, Check, Input, Line, Sheet, SheetError, TableSpec

BOOL = Unit.parse("bool")
TEXT = Unit.parse("text")


def load_sheet(data: Mapping[str, Any], rules: Mapping[str, Rule] | None = None) -> Sheet:
    """Sheet from its data. Raises SheetError naming the line and the fault."""
    axes = {key: _axis(key, spec) for key, spec in data.get("axes", {}).items()}
    tables = {key: _table(key, spec) for key, spec in data.get("tables", {}).items()}
    inputs = {spec["key"]: _input(spec) for spec in data.get("inputs", ())}
    catalog = _catalog(data, axes, tables, inputs)
    lines = {spec["key"]: _line(spec, catalog, rules or {}) for spec in data["lines"]}
    checks = tuple(_check(spec, catalog) for spec in data.get("checks", ()))
    sheet = Sheet(data["sheet"], data["version"], axes, tables, inputs, lines, checks, data.get("workbook", False))
    _refuse_wrong_axes(sheet)
    _refuse_cycles(sheet)
    if sheet.workbook:
        _refuse_outside_excel(sheet)
    return sheet


def _axis(key: str, spec: str | Mapping[str, str]) -> Axis:
    return Axis(key, spec) if isinstance(spec, str) else Axis(key, spec["label"], spec.get("within", ""))


def _table(key: str, spec: Mapping[str, Any]) -> TableSpec:
    return TableSpec(key, spec.get("label", key), {name: Unit.parse(unit) for name, unit in spec["columns"].items()})


def _input(spec: Mapping[str, Any]) -> Input:
    return Input(
        key=spec["key"],
        label=spec.get("label", spec["key"]),
        unit=Unit.parse(spec["unit"]),
        per=tuple(spec.get("per", ())),
        parameter=spec.get("parameter", ""),
        places=spec.get("places"),
        matrix=spec.get("matrix", False),
    )


def _catalog(
    data: Mapping[str, Any], axes: Mapping[str, Axis], tables: Mapping[str, TableSpec], inputs: Mapping[str, Input]
) -> Catalog:
    lines = {spec["key"]: Unit.parse(spec["unit"]) for spec in data["lines"]}
    doubled = set(lines) & set(inputs)
    if doubled or len(lines) != len(data["lines"]):
        raise SheetError(f"{data['sheet']}: names given twice: {sorted(doubled) or 'lines'}")
    return Catalog(
        tables={key: dict(table.columns) for key, table in tables.items()},
        names={key: item.unit for key, item in inputs.items() if not item.matrix},
        lines=lines,
        bound=dict.fromkeys(axes, TEXT),
        matrices={key: item.unit for key, item in inputs.items() if item.matrix},
    )


def _checked(place: str, text: str, catalog: Catalog, result: Unit) -> Node:
    try:
        return check(parse(text), catalog, result=result).root
    except FormulaError as error:
        raise SheetError(f"{place}: {error.code} at {error.span.start}-{error.span.end} in {text!r}") from error


def _line(spec: Mapping[str, Any], catalog: Catalog, rules: Mapping[str, Rule]) -> Line:
    unit = Unit.parse(spec["unit"])
    return Line(
        key=spec["key"],
        label=spec.get("label", spec["key"]),
        text=spec["formula"],
        root=_checked(spec["key"], spec["formula"], catalog, unit),
        unit=unit,
        per=tuple(spec.get("per", ())),
        places=spec.get("places"),
        rule=rules.get(spec["rule"]) if "rule" in spec else None,
        goal=spec.get("goal", ""),
    )


def _check(spec: Mapping[str, Any], catalog: Catalog) -> Check:
    return Check(
        code=spec["code"],
        severity=Severity(spec["severity"]),
        text=spec["when"],
        root=_checked(spec["code"], spec["when"], catalog, BOOL),
        per=tuple(spec.get("per", ())),
        detail=spec.get("detail", ""),
        args=spec.get("args", {}),
        goal=spec.get("goal", ""),
    )


def _refuse_wrong_axes(sheet: Sheet) -> None:
    """A bare name must share its axes with the line; only an aggregate may run over the others."""
    parts = [(line.key, line.per, line.root) for line in sheet.lines.values()]
    parts += [(rule.key, rule.per, rule.root) for rule in sheet.checks]
    for key, per, root in parts:
        unknown = set(sheet.seen_from(per)) - sheet.axes.keys()
        if unknown:
            raise SheetError(f"{key}: no axis {sorted(unknown)}")
        settled = sheet.seen_from(per)
        whole = {id(name) for name in _taken_whole(root)}
        for node in walk(root):
            if isinstance(node, Name) and id(node) not in whole and not settled.issuperset(sheet.per(node.name)):
                raise SheetError(f"{key}: {node.name} runs over {sheet.per(node.name)}, the line over {per}")


def _taken_whole(root: Node) -> Iterator[Node]:
    """Names that stand for all their members: what an aggregate or a primitive of lists runs over."""
    for node in walk(root):
        if isinstance(node, Aggregate) and not node.table and node.argument is not None:
            yield node.argument
        elif isinstance(node, Call) and node.func in PRIMITIVES and PRIMITIVES[node.func].lists:
            yield from node.args


def _refuse_cycles(sheet: Sheet) -> None:
    done: set[str] = set()

    def visit(key: str, path: tuple[str, ...]) -> None:
        if key in path:
            raise SheetError(f"cycle: {' -> '.join((*path, key))}")
        if key not in done and key in sheet.lines:
            for needed in sorted(sheet.precedents[key]):
                visit(needed, (*path, key))
            done.add(key)

    for key in sheet.lines:
        visit(key, ())


def _refuse_outside_excel(sheet: Sheet) -> None:
    """A line of a workbook without an Excel form is found when the sheet is loaded, not at the month's close."""

    def kind(key: str) -> Kind:
        unit = sheet.unit(key)
        if unit == TEXT:
            return "text"
        return "bool" if unit == BOOL else "number"

    for line in sheet.lines.values():
        try:
            refuse_without_excel_form(line.root, kind)
        except NotInExcel as error:
            raise SheetError(f"{line.key}: no Excel form, {error.reason} at {error.span.start}") from error
