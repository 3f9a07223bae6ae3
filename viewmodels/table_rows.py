"""What a table does with its rows: sort inside groups, fold, copy and sum up a selection; no Qt."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from viewmodels.table_spec import Cell, ColumnSpec, Raw, Row, RowKind


@dataclass(frozen=True, slots=True)
class Summary:
    """Sum, count, least and greatest of the numbers selected; `unit` is None when they differ and nothing adds up."""

    count: int
    total: Decimal
    least: Decimal
    greatest: Decimal
    unit: str | None

    @property
    def addable(self) -> bool:
        """True when every number has the same unit."""
        return self.unit is not None


def summarize(selected: Iterable[tuple[Row, ColumnSpec]]) -> Summary | None:
    """Sum up the numeric cells of a selection, or None when there is none."""
    numbers: list[Decimal] = []
    units: set[str] = set()
    for row, column in selected:
        cell = row.cell(column.key)
        if isinstance(cell.raw, (Decimal, int)):
            numbers.append(Decimal(cell.raw))
            units.add(cell.unit or column.unit or row.unit)
    if not numbers:
        return None
    unit = next(iter(units)) if len(units) == 1 else None
    return Summary(len(numbers), sum(numbers, Decimal(0)), min(numbers), max(numbers), unit)


def _sort_key(raw: Raw) -> tuple[int, Decimal, str]:
    """Order of any raw value: numbers, then dates, then text without regard to case."""
    if isinstance(raw, (Decimal, int)):
        return (0, Decimal(raw), "")
    if isinstance(raw, date):
        return (1, Decimal(raw.toordinal()), "")
    return (2, Decimal(0), str(raw).casefold())


def _sorted_lines(lines: Sequence[Row], column: str, descending: bool) -> list[Row]:
    known = [row for row in lines if row.cell(column).raw is not None]
    unknown = [row for row in lines if row.cell(column).raw is None]
    known.sort(key=lambda row: _sort_key(row.cell(column).raw), reverse=descending)
    return known + unknown


def sort_rows(rows: Sequence[Row], column: str, descending: bool) -> list[Row]:
    """Rows sorted by a column inside each group; groups and totals keep their places, absent values go last."""
    result: list[Row] = []
    lines: list[Row] = []
    for row in rows:
        if row.kind is RowKind.LINE:
            lines.append(row)
            continue
        result += [*_sorted_lines(lines, column, descending), row]
        lines = []
    return result + _sorted_lines(lines, column, descending)


def unfolded(rows: Sequence[Row], folded: set[str]) -> list[Row]:
    """The rows to show when the groups in `folded` are closed."""
    shown: list[Row] = []
    hidden = False
    for row in rows:
        if row.kind is not RowKind.LINE:
            hidden = row.kind is RowKind.GROUP and row.key in folded
            shown.append(row)
        elif not hidden:
            shown.append(row)
    return shown


def plain_text(cell: Cell) -> str:
    """The raw value for the clipboard: ASCII minus, decimal comma, no thousands; dates as dd/mm/aaaa."""
    raw = cell.raw
    if isinstance(raw, Decimal):
        return format(raw, "f").replace(".", ",")
    if isinstance(raw, date):
        return raw.strftime("%d/%m/%Y")
    return cell.text if raw is None else str(raw)


def tab_separated(lines: Iterable[Iterable[Cell]]) -> str:
    """Cells as tab-separated raw values; tabs and line breaks inside a text become spaces."""
    return "\n".join("\t".join(" ".join(plain_text(cell).split()) for cell in line) for line in lines)
