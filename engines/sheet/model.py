"""What a sheet is made of: axes, tables, inputs, lines and checks; immutable and already checked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from engines.figure import Rule
from engines.finding import NOTHING, Severity
from engines.formula import Unit
from engines.formula.tree import Aggregate, Name, Node, walk


class SheetError(ValueError):
    """A sheet that contradicts itself (unknown name, wrong unit, cycle): our own fault, at load."""


@dataclass(frozen=True, slots=True)
class Axis:
    """A dimension a line may be repeated over (setor, bucket, mês); its members are data.

    `within` names the axis each member belongs to (a group of trips within its band), "" for one that stands alone.
    """

    key: str
    label: str
    within: str = ""


@dataclass(frozen=True, slots=True)
class TableSpec:
    """A table of the snapshot: its columns with their units."""

    key: str
    label: str
    columns: Mapping[str, Unit]


@dataclass(frozen=True, slots=True)
class Input:
    """A value given to the sheet: a parameter, a previous goal, a consent; `parameter` names where it is kept.

    A `matrix` has two axes with the same members and is read whole, by primitives.
    """

    key: str
    label: str
    unit: Unit
    per: tuple[str, ...] = ()
    parameter: str = ""
    places: int | None = None
    matrix: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One named number: its formula, unit, places and the axes it is evaluated over.

    `goal` marks a published line: a criterion, or "@axis" when each member of that axis is one.
    """

    key: str
    label: str
    text: str
    root: Node
    unit: Unit
    per: tuple[str, ...] = ()
    places: int | None = None
    rule: Rule | None = None
    goal: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """A line of type bool whose truth raises a finding, its only effect.

    `goal` names the only goals it is about, as in `Line`; "" when it is about every one of its place.
    """

    code: str
    severity: Severity
    text: str
    root: Node
    per: tuple[str, ...] = ()
    detail: str = ""
    args: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    goal: str = ""

    @property
    def key(self) -> str:
        """Name of the check among the lines of the sheet."""
        return f"{self.code}.{self.detail}" if self.detail else self.code


@dataclass(frozen=True)
class Sheet:
    """A checked calculation. `workbook` demands that every line has an Excel-2007 form."""

    name: str
    version: int
    axes: Mapping[str, Axis]
    tables: Mapping[str, TableSpec]
    inputs: Mapping[str, Input]
    lines: Mapping[str, Line]
    checks: tuple[Check, ...] = ()
    workbook: bool = False

    def per(self, key: str) -> tuple[str, ...]:
        """Axes of a line or input. Raises KeyError for an unknown name."""
        return self.lines[key].per if key in self.lines else self.inputs[key].per

    def unit(self, key: str) -> Unit:
        """Unit of a line or input."""
        return self.lines[key].unit if key in self.lines else self.inputs[key].unit

    def label(self, key: str) -> str:
        """Label of a line or input, as the sheet writes it."""
        return self.lines[key].label if key in self.lines else self.inputs[key].label

    def places(self, key: str) -> int | None:
        """Decimal places a line is rounded to, or an input is shown with."""
        return self.lines[key].places if key in self.lines else self.inputs[key].places

    def seen_from(self, per: tuple[str, ...]) -> frozenset[str]:
        """The axes whose members are settled for a line over `per`: its own, and those they lie within."""
        settled: set[str] = set()
        for axis in per:
            while axis and axis not in settled:
                settled.add(axis)
                axis = self.axes[axis].within if axis in self.axes else ""
        return frozenset(settled)

    @cached_property
    def precedents(self) -> Mapping[str, frozenset[str]]:
        """Direct precedents of each line: the lines and inputs its formula names, and tables as `table:x`."""
        return {key: references(line.root) for key, line in self.lines.items()}

    def dependents(self, changed: frozenset[str]) -> frozenset[str]:
        """Lines that must be evaluated again when the given names or `table:x` change, however far down."""
        reached = set(changed)
        grew = True
        while grew:
            fresh = {k for k, needs in self.precedents.items() if k not in reached and needs & reached}
            grew = bool(fresh)
            reached |= fresh
        return frozenset(reached & self.lines.keys())


def references(root: Node) -> frozenset[str]:
    """Names a formula reads, and its tables as `table:x`."""
    names = {node.name for node in walk(root) if isinstance(node, Name)}
    tables = {f"table:{node.table}" for node in walk(root) if isinstance(node, Aggregate) and node.table}
    return frozenset(names | tables)
