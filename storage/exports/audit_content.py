"""What the workbook of an audit is made of: sheets of rows, columns that are live, totals and checks, free of openpyxl.

A live column is written from its template: `{field}` is the cell of that field on the same row. A column that adds
sums a field of the data sheet over the rows whose keys are this row's.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from engines.figure import Value
from engines.finding import NOTHING
from storage.exports.workbook_content import Cover

Row = tuple[Value | None, ...]


@dataclass(frozen=True, slots=True)
class AuditColumn:
    """A column: field name, title, unit and places; `formula` or `adds` make it live."""

    field: str
    title: str
    unit: str = "text"
    places: int | None = None
    formula: str = ""
    adds: str = ""
    width: float = 0.0

    @property
    def is_number(self) -> bool:
        """True for anything but texts and dates."""
        return self.unit not in ("text", "date")


@dataclass(frozen=True, slots=True)
class FootCheck:
    """Under a sheet: does the total of a field equal what the calculation says? `agree` and `differ` are the words."""

    label: str
    field: str
    expected: Decimal
    agree: str
    differ: str


@dataclass(frozen=True)
class AuditSheet:
    """A sheet of rows; the value of a live cell is given with the row, None is a blank cell.

    `keys` are the fields that choose the rows a column adds. `rows` may be a generator, walked once; `totals` holds
    the sums of the columns that ask for one, in the order of the columns.
    """

    key: str
    sheet: str
    title: str
    columns: tuple[AuditColumn, ...]
    rows: Iterable[Row]
    row_count: int
    note: str = ""
    keys: tuple[str, ...] = ()
    totals: Mapping[str, Decimal] = field(default_factory=lambda: NOTHING)  # type: ignore[arg-type]
    total_label: str = ""
    checks: tuple[FootCheck, ...] = ()


@dataclass(frozen=True)
class AuditBook:
    """The whole workbook: cover, sheets in order, the key of the sheet the summaries add from, fixed words."""

    cover: Cover
    sheets: tuple[AuditSheet, ...]
    data: str
    words: Mapping[str, str]
    created: datetime
    language: str = "pt-BR"


WORDS = ("FOLHA_CAPA", "HASH", "CADEIA", "COMO_LER", "FOLHAS", "PAGINA")
"""Codes of the fixed words the cover and the printed pages ask for."""
