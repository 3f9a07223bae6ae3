"""Sheets of an audit's workbook: rows, columns written from their templates, SUMIFS over the data sheet, checks."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from engines.figure import Value
from storage.exports.audit_content import AuditColumn, AuditSheet, FootCheck, Row
from storage.exports.book.writing import Book, Page, address

HEAD, FIRST = 3, 4
COLUMNS_PER_PAGE = 12
"""Columns one printed page holds and can still be read; before it, the rows of the heads and of the first line."""
_PLACE = re.compile(r"\{([a-z_]+)\}")
_LEAST = {"date": 12.5, "BRL": 16.0}
"""Characters a column of a unit needs at least."""
_SHOWN = 200
"""Rows looked at to choose the width of a column."""


@dataclass(frozen=True)
class Laid:
    """A sheet and the page it stands on: where each field and row is."""

    page: Page
    sheet: AuditSheet

    def column(self, field: str) -> int:
        """Number of the column of a field, from 1. Raises KeyError when there is none."""
        return self._places[field]

    @cached_property
    def _places(self) -> dict[str, int]:
        return {each.field: at for at, each in enumerate(self.sheet.columns, start=1)}

    @property
    def last(self) -> int:
        """Row of the last line; the first row where there is none."""
        return FIRST + max(1, self.sheet.row_count) - 1

    def reach(self, field: str) -> str:
        """Every cell of a field, from another sheet: `Faixas!$L$4:$L$903`."""
        column = self.column(field)
        return f"{self.page.reference(FIRST, column)}:{address(self.last, column)}"


def write_sheet(book: Book, laid: Laid, data: Laid | None) -> None:
    """Title, note, heads, rows, totals and checks of a sheet; `data` is the sheet its columns add from."""
    page, sheet = laid.page, laid.sheet
    book.put(page, 1, 1, sheet.title, "heading")
    if sheet.note:
        book.put(page, 2, 1, sheet.note, "quiet")
    for column, spec in enumerate(sheet.columns, start=1):
        book.put(page, HEAD, column, spec.title, "head_right" if spec.is_number else "head")
    widths = [max(spec.width, len(spec.title) * 0.9 + 3.0, _LEAST.get(spec.unit, 10.0)) for spec in sheet.columns]
    for number, values in enumerate(sheet.rows, start=FIRST):
        _write_row(book, laid, data, number, values)
        if number < FIRST + _SHOWN:
            _widen(widths, sheet.columns, values)
    _foot(book, laid)
    book.widths(page, widths)
    _furnish(laid)


def _write_row(book: Book, laid: Laid, data: Laid | None, number: int, values: Row) -> None:
    for column, (spec, value) in enumerate(zip(laid.sheet.columns, values, strict=True), start=1):
        text = _formula(laid, data, spec, number)
        role = "number" if spec.is_number else "text" if spec.width < 40 else "wrapped"
        unit, places = ("", None) if spec.unit == "text" else (spec.unit, spec.places)
        if not text:
            book.put(laid.page, number, column, value, role, unit, places)
        elif isinstance(value, str) or value is None:
            book.formula(laid.page, number, column, text, value or "", role if spec.is_number else "verdict", "")
        else:
            book.formula(laid.page, number, column, text, value, role, unit, places)


def _formula(laid: Laid, data: Laid | None, spec: AuditColumn, number: int) -> str:
    """The cell's formula, "" for a value."""
    if spec.adds:
        assert data is not None, "a column that adds needs the data sheet"
        chosen = (f"{data.reach(key)},{_cell(laid, key, number)}" for key in laid.sheet.keys)
        return f"=SUMIFS({data.reach(spec.adds)},{','.join(chosen)})"
    if not spec.formula:
        return ""
    return "=" + _PLACE.sub(lambda found: _cell(laid, found[1], number), spec.formula)


def _cell(laid: Laid, field: str, number: int) -> str:
    return address(number, laid.column(field), absolute=False)


def _foot(book: Book, laid: Laid) -> None:
    """The total row and the checks under it."""
    sheet, row = laid.sheet, laid.last + 1
    if sheet.totals:
        book.put(laid.page, row, 1, sheet.total_label, "group")
        for column, spec in enumerate(sheet.columns, start=1):
            if spec.field in sheet.totals:
                cells = f"{address(FIRST, column, absolute=False)}:{address(laid.last, column, absolute=False)}"
                text, value = f"=SUM({cells})", sheet.totals[spec.field]
                book.formula(laid.page, row, column, text, value, "goal", spec.unit, spec.places)
    for number, check in enumerate(sheet.checks, start=row + 2):
        _check(book, laid, check, number, row)


def _check(book: Book, laid: Laid, check: FootCheck, number: int, total: int) -> None:
    column = laid.column(check.field)
    spec = laid.sheet.columns[column - 1]
    cell, own = address(total, column, absolute=False), address(number, column, absolute=False)
    book.put(laid.page, number, 1, check.label, "text")
    book.put(laid.page, number, column, check.expected, "number", spec.unit, spec.places)
    text = f'=IF(ABS({cell}-{own})<0.005,"{check.agree}","{check.differ}")'
    agrees: Value = check.agree if laid.sheet.totals[check.field] == check.expected else check.differ
    book.formula(laid.page, number, column + 1, text, agrees, "verdict")


def _widen(widths: list[float], columns: Iterable[AuditColumn], values: Row) -> None:
    for at, (spec, value) in enumerate(zip(columns, values, strict=True)):
        if isinstance(value, str):
            widths[at] = min(spec.width or 40.0, max(widths[at], len(value) + 2.0))


def _furnish(laid: Laid) -> None:
    sheet = laid.page.sheet
    last = address(laid.last, len(laid.sheet.columns), absolute=False)
    sheet.auto_filter.ref = f"A{HEAD}:{last}"
    sheet.freeze_panes = address(FIRST, 1 + len(laid.sheet.keys), absolute=False)
    sheet.print_title_rows = f"{HEAD}:{HEAD}"
    if laid.sheet.keys:
        sheet.print_title_cols = f"A:{address(1, len(laid.sheet.keys), absolute=False)[:-1]}"
    laid.page.wide = 1 + len(laid.sheet.columns) // (COLUMNS_PER_PAGE + 1)
