"""From an evaluated sheet to the axes, inputs, lines and values of a workbook."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from engines.figure import Value
from engines.formula.excel import Kind
from engines.formula.units import Unit
from engines.sheet.evaluation import Evaluation
from engines.sheet.model import Input as SheetInput
from engines.sheet.model import Line as SheetLine
from storage.exports.workbook_content import Axis, CellKey, Input, Line, Member


@dataclass(frozen=True, slots=True)
class Guard:
    """How a given value is shown and guarded: its name in formulas, a note, limits (exclusive but `at_most`)."""

    name: str = ""
    note: str = ""
    places: int | None = None
    above: Decimal | None = None
    below: Decimal | None = None
    at_most: Decimal | None = None


@dataclass(frozen=True, slots=True)
class SheetParts:
    """What a WorkbookContent takes from a sheet."""

    axes: tuple[Axis, ...]
    inputs: tuple[Input, ...]
    lines: tuple[Line, ...]
    values: Mapping[CellKey, Value]


def sheet_parts(
    evaluation: Evaluation,
    row_axis: str,
    unit_text: Callable[[str], str],
    words: Callable[[str], str],
    guards: Mapping[str, Guard],
) -> SheetParts:
    """Axes (the row axis first), inputs, lines and every value of an evaluated sheet.

    `unit_text` names a unit for people, `words` says the formula of a line, `guards` is by input key.
    """
    sheet = evaluation.sheet
    order = sorted(sheet.axes, key=lambda key: key != row_axis)
    return SheetParts(
        axes=tuple(Axis(key, sheet.axes[key].label, _members(evaluation, key)) for key in order),
        inputs=tuple(_input(given, guards.get(given.key, Guard()), unit_text) for given in sheet.inputs.values()),
        lines=tuple(_line(line, unit_text, words) for line in sheet.lines.values()),
        values=_values(evaluation),
    )


def _input(given: SheetInput, guard: Guard, unit_text: Callable[[str], str]) -> Input:
    return Input(
        key=given.key,
        label=given.label,
        unit=str(given.unit),
        unit_text=unit_text(str(given.unit)),
        places=given.places if guard.places is None else guard.places,
        per=given.per,
        kind=_kind(given.unit),
        name=guard.name or given.parameter,
        note=guard.note,
        above=guard.above,
        below=guard.below,
        at_most=guard.at_most,
    )


def _line(line: SheetLine, unit_text: Callable[[str], str], words: Callable[[str], str]) -> Line:
    return Line(
        key=line.key,
        label=line.label,
        root=line.root,
        unit=str(line.unit),
        unit_text=unit_text(str(line.unit)),
        places=line.places,
        per=line.per,
        kind=_kind(line.unit),
        words=words(line.key),
    )


def _members(evaluation: Evaluation, axis: str) -> tuple[Member, ...]:
    return tuple(Member(member.key, member.label) for member in evaluation.facts.axes.get(axis, ()))


def _kind(unit: Unit) -> Kind:
    if unit.kind == "bool":
        return "bool"
    return "text" if unit.kind == "text" else "number"


def _values(evaluation: Evaluation) -> dict[CellKey, Value]:
    sheet = evaluation.sheet
    places = [(item.key, item.per) for group in (sheet.inputs, sheet.lines) for item in group.values()]
    return {
        (key, members): evaluation.value(key, members) for key, per in places for members in evaluation.members_of(per)
    }
