"""What the writers of Excel text share: where names stand, how a missing value is written, what has no form."""

from dataclasses import dataclass
from typing import Literal, Protocol

from engines.formula.tree import Span

MISSING_TEXT = "–"
LONGEST = 8000
"""Excel 2007 takes 8,192 characters in a formula; a little is kept back."""
LONGEST_TEXT = 255

Kind = Literal["number", "text", "bool"]


class NotInExcel(ValueError):
    """The formula has no Excel-2007 form: a code of the reason (text `EXCEL.<reason>`) and where it stands."""

    def __init__(self, reason: str, span: Span) -> None:
        super().__init__(reason, span)
        self.reason = reason
        self.span = span


@dataclass(frozen=True, slots=True)
class Across:
    """Cells of a line over an axis: references to cells or ranges, and how many cells they are."""

    ranges: tuple[str, ...]
    cells: int


class Placement(Protocol):
    """Where names stand in the workbook, seen from the cell whose formula is being written."""

    def name(self, key: str) -> str:
        """Reference or defined name of a line or input, for the member of this cell."""

    def kind(self, key: str) -> Kind:
        """What the cells of a line or input hold."""

    def across(self, key: str) -> Across:
        """Cells of a line over the axes this cell does not fix."""

    def bound(self, axis: str) -> str:
        """Reference to the key of this cell's member of an axis."""

    def column(self, table: str, field: str) -> str:
        """Defined name or range of a table's column."""

    def rows(self, table: str) -> str:
        """Defined name or range of a column filled in every row of a table."""


def quoted(text: str, span: Span) -> str:
    """A text literal of a formula. Raises NotInExcel TEXT_TOO_LONG past 255 characters."""
    if len(text) > LONGEST_TEXT:
        raise NotInExcel("TEXT_TOO_LONG", span)
    return '"' + text.replace('"', '""') + '"'


OPPOSITE = {"=": "<>", "<>": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
"""The comparison that holds exactly where the other fails, both sides known."""
