"""What a table of figures is told: columns, cells and rows as plain data, without Qt."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from viewmodels.state import State

Raw = Decimal | int | str | date | None


class Kind(StrEnum):
    """How a column is drawn, aligned and copied."""

    TEXT = "text"
    NUMBER = "number"
    CHIP = "chip"
    SPARKLINE = "sparkline"
    ACTION = "action"
    DATE = "date"


class RowKind(StrEnum):
    """A line of data, the heading of a group (600, on sunk, folds) or the total (600, above a line, never sorted)."""

    LINE = "line"
    GROUP = "group"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """One column: `unit` goes after the title in a quieter tone, `width` in logical px wins over the content's.

    `stretch` is the share of spare width (0: none); `quiet` draws in t2 (last month's values), `strong` in 600.
    """

    key: str
    title: str
    unit: str = ""
    kind: Kind = Kind.TEXT
    places: int | None = None
    width: int | None = None
    stretch: int = 0
    sortable: bool = True
    quiet: bool = False
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: `text` as shown (already formatted), `raw` for sorting and copying, the rest how it is drawn.

    `figure_address` is what explains the number; without it the cell is a label. `action` makes the text a link,
    `editable` lets F2 open an editor, `series` and `target` feed a sparkline, `accessible` replaces the spoken text.
    """

    text: str = ""
    raw: Raw = None
    state: State | None = None
    figure_address: object = None
    adjusted: bool = False
    lit: bool = False
    stale: bool = False
    tooltip: str = ""
    accessible: str = ""
    unit: str = ""
    action: bool = False
    editable: bool = False
    series: tuple[Decimal | None, ...] = ()
    target: Decimal | None = None


EMPTY = Cell()


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a stable key, cells by column key, kind, and the unit of its numbers where rows differ in unit."""

    key: str
    cells: Mapping[str, Cell] = field(default_factory=dict)
    kind: RowKind = RowKind.LINE
    unit: str = ""

    def cell(self, column: str) -> Cell:
        """The cell of a column, or the empty cell."""
        return self.cells.get(column, EMPTY)
