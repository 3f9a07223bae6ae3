"""A figure: a value with its proof, the tree that screen, paper, workbook and auditor all render."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from engines.finding import NOTHING


@dataclass(frozen=True, slots=True)
class Missing:
    """The absence of a value, with the code of its reason (NO_ROWS, NULL_INPUT, DIV_ZERO, NOT_GIVEN, …)."""

    reason: str
    args: Mapping[str, object] = field(default_factory=lambda: NOTHING)


Value = Decimal | date | datetime | bool | str | Missing


@dataclass(frozen=True, slots=True)
class Cells:
    """Rows of a snapshot's table behind a number: the filter is the query, never a list of rows.

    `filter` is formula text in canonical form with bound names already written out; "" means every row.
    """

    snapshot: str
    table: str
    column: str
    filter: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """The rule a figure stands on: name, act, since when in force, since when known."""

    name: str
    act: str = ""
    start: date | None = None
    known: date | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A remark on a figure: a text code and its arguments (a branch taken, a consent, an adjustment)."""

    code: str
    args: Mapping[str, object] = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True, slots=True)
class Figure:
    """Name, value, unit, formula, inputs, rule and notes of one number; immutable.

    `name` is the line key, `member` the axis members it stands for (axis -> key), `formula` canonical text
    ("" for given inputs), `span` where the parent formula names it (for marking the selected term).
    """

    name: str
    value: Value
    unit: str = ""
    formula: str = ""
    inputs: tuple["Figure | Cells", ...] = ()
    rule: Rule | None = None
    notes: tuple[Note, ...] = ()
    member: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    places: int | None = None
    span: tuple[int, int] | None = None

    @property
    def key(self) -> str:
        """Name with its members: `custo_km[setor=1,criterio=PNEUS]`."""
        if not self.member:
            return self.name
        inside = ",".join(f"{axis}={key}" for axis, key in self.member.items())
        return f"{self.name}[{inside}]"

    def walk(self) -> Iterator["Figure"]:
        """Every figure of the tree, this one first, depth first, in the order of the formulas."""
        yield self
        for child in self.inputs:
            if isinstance(child, Figure):
                yield from child.walk()
