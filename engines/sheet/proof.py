"""The figure tree of a cell: what it was made from, down to the rows, with the branch each fallback took."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from decimal import localcontext
from typing import Any

from engines.figure import Cells, Figure, Missing, Note, Value
from engines.formula import PRIMITIVES, parse
from engines.formula.evaluate import Row, compiled
from engines.formula.printing import canonical
from engines.formula.tree import Aggregate, Bound, Call, Case, Field, Name, Node, Text, children, walk
from engines.money import calculation_context
from engines.sheet.evaluation import Evaluation, Keys, Trace
from engines.sheet.model import Line

NOT_A_CELL = Missing("WHOLE_LINE")
"""Stands for a name a primitive takes whole: it has no single value of its own."""


def figure(evaluation: Evaluation, key: str, members: Keys = ()) -> Figure:
    """Figure of a line or input for some members: value, formula, inputs, rule and notes."""
    sheet = evaluation.sheet
    named = dict(zip(sheet.per(key), members, strict=True))
    value = evaluation.value(key, members)
    if key not in sheet.lines:
        return Figure(key, value, str(sheet.unit(key)), member=named, places=sheet.places(key))
    line = sheet.lines[key]
    _, trace = evaluation.traced(line.root, line.per, members)
    return Figure(
        name=key,
        value=value,
        unit=str(line.unit),
        formula=line.text,
        inputs=tuple(_inputs(evaluation, line, evaluation.settled(line.per, members), trace)),
        rule=line.rule,
        notes=tuple(_branches(line.root, trace)),
        member=named,
        places=line.places,
    )


def rows_of(evaluation: Evaluation, cells: Cells) -> tuple[Row, ...]:
    """Rows of the facts that the filter of `cells` selects: the filter is the query."""
    rows = evaluation.table(cells.table).rows
    if not cells.filter:
        return tuple(rows)
    condition = compiled(parse(cells.filter))
    nowhere = evaluation.environment((), ())
    with localcontext(calculation_context()):
        return tuple(row for row in rows if condition(nowhere, row) is True)


def _inputs(evaluation: Evaluation, line: Line, members: Mapping[str, str], trace: Trace) -> Iterator[Figure | Cells]:
    if isinstance(line.root, Aggregate) and line.root.table:
        yield _cells(evaluation, line.root, members)
        return
    seen: set[str] = set()
    for node in _terms(line.root, trace):
        if isinstance(node, Aggregate) and node.table:
            yield _aggregate(evaluation, node, members, trace)
        elif isinstance(node, Name) and node.name not in seen:
            seen.add(node.name)
            yield from _named(evaluation, node, members)


def _terms(root: Node, trace: Trace) -> Iterator[Node]:
    """Bare names and aggregates the value came through, in the order of the text; none from inside an aggregate.

    Branches not taken and fallbacks not needed are left out. An aggregate over a line stands for the line's name.
    """
    if isinstance(root, Aggregate) and not root.table and isinstance(root.argument, Name):
        yield replace(root.argument, span=root.span)
    elif isinstance(root, Aggregate | Name):
        yield root
    else:
        for part in _needed(root, trace):
            yield from _terms(part, trace)


def _needed(node: Node, trace: Trace) -> Iterator[Node]:
    """Parts of a node the evaluation needed: reached at all, and of a fallback chain nothing after the first value."""
    whole = isinstance(node, Call) and node.func in PRIMITIVES and PRIMITIVES[node.func].lists
    for part in children(node):
        value = NOT_A_CELL if whole else trace.get(part.span)
        if value is None:
            continue
        yield part
        if isinstance(node, Call) and node.func == "COALESCE" and not isinstance(value, Missing):
            return


def _named(evaluation: Evaluation, node: Name, members: Mapping[str, str]) -> Iterator[Figure]:
    """Figure of a named term; of each member when the name runs over an axis the cell does not fix."""
    per = evaluation.sheet.per(node.name)
    free = tuple(axis for axis in per if axis not in members)
    for keys in evaluation.members_beneath(free, members):
        whole = {**members, **dict(zip(free, keys, strict=True))}
        child = figure(evaluation, node.name, tuple(whole[axis] for axis in per))
        yield _placed(child, node)


def _placed(child: Figure, node: Node) -> Figure:
    return replace(child, span=(node.span.start, node.span.end))


def _aggregate(evaluation: Evaluation, node: Aggregate, members: Mapping[str, str], trace: Trace) -> Figure:
    value: Value = trace.get(node.span, Missing("NOT_EVALUATED"))
    cells = _cells(evaluation, node, members)
    return _placed(Figure(node.func, value, formula=canonical(node), inputs=(cells,), member=members), node)


def _cells(evaluation: Evaluation, node: Aggregate, members: Mapping[str, str]) -> Cells:
    column = node.argument.field if isinstance(node.argument, Field) else ""
    filter_text = canonical(_written_out(node.where, members)) if node.where is not None else ""
    return Cells(evaluation.facts.snapshots.get(node.table, ""), node.table, column, filter_text)


def _written_out(node: Node, members: Mapping[str, str]) -> Node:
    """The same condition with each bound name replaced by the member it stands for."""
    if isinstance(node, Bound):
        return Text(node.span, members[node.name])
    return replace(node, **{item.name: _part(getattr(node, item.name), members) for item in fields(node)})


def _part(part: object, members: Mapping[str, str]) -> Any:
    if isinstance(part, Node):
        return _written_out(part, members)
    if isinstance(part, tuple):
        return tuple(_part(item, members) for item in part)
    return part


def _branches(root: Node, trace: Trace) -> Iterator[Note]:
    """Which branch a fallback chain or a condition took, as notes of the figure."""
    for node in walk(root):
        if isinstance(node, Call) and node.func == "COALESCE":
            yield from _fallback(node, trace)
        elif isinstance(node, Case):
            yield from _case(node, trace)


def _fallback(node: Call, trace: Trace) -> Iterator[Note]:
    for index, argument in enumerate(node.args):
        if not isinstance(trace.get(argument.span, Missing("NOT_EVALUATED")), Missing):
            yield Note("FIGURA.RAMO", {"n": index + 1, "de": len(node.args), "termo": canonical(argument)})
            return


def _case(node: Case, trace: Trace) -> Iterator[Note]:
    for index, (condition, value) in enumerate(node.branches):
        if trace.get(condition.span) is True:
            yield Note("FIGURA.CONDICAO", {"n": index + 1, "de": len(node.branches) + 1, "termo": canonical(value)})
            return
    if node.otherwise is not None:
        total = len(node.branches) + 1
        yield Note("FIGURA.CONDICAO", {"n": total, "de": total, "termo": canonical(node.otherwise)})
