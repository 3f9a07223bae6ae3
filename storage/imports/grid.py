"""Raw cells of a workbook or of a text table, sheet by sheet: nothing is calculated, nothing is guessed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

Raw = None | str | bool | Decimal | date | datetime
"""A cell as it stands: None where it is empty; a text table holds only texts."""

MOST_ROWS = 200_000
"""Sixteen months of a fleet of 400 vehicles, one row per vehicle and day."""
MOST_COLUMNS = 256
MOST_LETTERS = 10_000
MOST_SHEETS = 60


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows of one sheet, each as wide as its last cell; `formulas` are the (line, column) that hold one, from 1.

    A cell with a formula holds the value kept with it, None where the program that wrote the file kept none.
    """

    name: str
    rows: tuple[tuple[Raw, ...], ...]
    formulas: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True, slots=True)
class Grid:
    """A file's sheets and its SHA-256."""

    name: str
    sha256: str
    sheets: tuple[Sheet, ...] = field(default=())


def trimmed(row: Sequence[Raw]) -> tuple[Raw, ...]:
    """The row without the empty cells at its end."""
    width = len(row)
    while width and row[width - 1] in (None, ""):
        width -= 1
    return tuple(row[:width])


def column_letters(column: int) -> str:
    """Letters of a column counted from 1, as a spreadsheet heads it: 28 is AB."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
