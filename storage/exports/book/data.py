"""Sheets of data: the rows of the snapshot with a defined name per column, and plain lists."""

from decimal import Decimal

from engines.figure import Missing, Value
from storage.errors import KnownError
from storage.exports.book.parameters import plain_name
from storage.exports.book.writing import MOST_ROWS, Book, Page, address
from storage.exports.workbook_content import Column, Listing, Table

ColumnNames = dict[tuple[str, str], str]
_FIRST = 4
_NARROW = 6
"""Columns up to which a sheet prints upright."""


def write_tables(book: Book) -> ColumnNames:
    """A sheet per table; returns the defined name of each column.

    Raises KnownError PLANILHA_CHEIA when a table has more rows than a sheet holds.
    """
    names: ColumnNames = {}
    for table in book.content.tables:
        if len(table.rows) > MOST_ROWS - _FIRST:
            raise KnownError("PLANILHA_CHEIA", tabela=table.title, linhas=len(table.rows))
        page = book.page(table.sheet)
        for column, spec in enumerate(table.columns, start=1):
            names[table.key, spec.field] = _named(book, page, table, spec, column)
    for table in book.content.tables:
        page = next(page for page in book.pages if page.title == table.sheet)
        _write_table(book, page, table, names)
    return names


def _named(book: Book, page: Page, table: Table, spec: Column, column: int) -> str:
    last = _FIRST + max(1, len(table.rows)) - 1
    reference = f"{page.reference(_FIRST, column)}:{address(last, column)}"
    return book.name(plain_name(f"{table.name}_{spec.field}"), reference)


def _write_table(book: Book, page: Page, table: Table, names: ColumnNames) -> None:
    book.put(page, 1, 1, table.title, "heading")
    page.portrait = len(table.columns) <= _NARROW
    for column, spec in enumerate(table.columns, start=1):
        number = spec.unit not in ("text", "date", "bool")
        book.put(page, _FIRST - 1, column, spec.title, "head_right" if number else "head")
        for row, values in enumerate(table.rows, start=_FIRST):
            _write_cell(book, page, table, row, column, values[column - 1], names)
        _choices(page, spec, column, len(table.rows))
    last = address(_FIRST + max(1, len(table.rows)) - 1, len(table.columns), absolute=False)
    page.sheet.auto_filter.ref = f"A{_FIRST - 1}:{last}"
    page.sheet.freeze_panes = address(_FIRST, 2, absolute=False)
    page.sheet.print_title_rows = f"{_FIRST - 1}:{_FIRST - 1}"
    book.widths(page, [max(13.0, len(spec.title) + 3.0, _widest(table, at)) for at, spec in enumerate(table.columns)])


def _write_cell(book: Book, page: Page, table: Table, row: int, column: int, value: Value, names: ColumnNames) -> None:
    spec = table.columns[column - 1]
    if spec.lookup is not None:
        own = next(at for at, other in enumerate(table.columns, start=1) if other.field == spec.lookup.key)
        values, keys = names[spec.lookup.table, spec.lookup.value], names[spec.lookup.table, spec.lookup.key]
        text = f"=INDEX({values},MATCH({address(row, own, absolute=False)},{keys},0))"
        book.formula(page, row, column, text, value, "text")
        return
    if spec.typed:
        role, unit = ("input_text", "") if spec.unit in ("text", "date") else ("input", spec.unit)
        book.put(page, row, column, None if isinstance(value, Missing) else value, role, unit, spec.places)
        return
    if spec.choices:
        book.put(page, row, column, value, "input_text")
    elif spec.unit == "text" or isinstance(value, str):
        book.put(page, row, column, value, "text")
    else:
        book.put(page, row, column, value, "text" if spec.unit == "date" else "number", spec.unit, spec.places)


def _choices(page: Page, spec: Column, column: int, rows: int) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    if not spec.choices or not rows:
        return
    rule = DataValidation(type="list", formula1=f'"{",".join(spec.choices)}"', allow_blank=False, showErrorMessage=True)
    rule.add(f"{address(_FIRST, column, absolute=False)}:{address(_FIRST + rows - 1, column, absolute=False)}")
    page.sheet.add_data_validation(rule)


def _widest(table: Table, at: int) -> float:
    texts = (row[at] for row in table.rows[:200])
    return min(60.0, max((len(text) + 2.0 for text in texts if isinstance(text, str)), default=0.0))


def write_list(book: Book, listing: Listing) -> None:
    """A plain list: heads, rows, filters; nothing in it is ever a formula."""
    page = book.page(listing.sheet)
    book.put(page, 1, 1, listing.title, "heading")
    for column, title in enumerate(listing.columns, start=1):
        book.put(page, _FIRST - 1, column, title, "head")
    for row, values in enumerate(listing.rows, start=_FIRST):
        for column, value in enumerate(values, start=1):
            text = isinstance(value, str | Missing)
            book.put(page, row, column, value, "wrapped" if text else "number", "" if text else _unit(value))
    widths = [_list_width(listing, at) for at in range(len(listing.columns))]
    book.widths(page, widths)
    if listing.rows:
        end = address(_FIRST + len(listing.rows) - 1, len(listing.columns), absolute=False)
        page.sheet.auto_filter.ref = f"A{_FIRST - 1}:{end}"
    page.sheet.freeze_panes = address(_FIRST, 1, absolute=False)
    page.sheet.print_title_rows = f"{_FIRST - 1}:{_FIRST - 1}"


def _unit(value: Value) -> str:
    """A whole number is a count: the sequence of an act is 12, not 12,00."""
    whole = isinstance(value, Decimal) and int(value.as_tuple().exponent) >= 0
    return "count" if whole else "number"


def _list_width(listing: Listing, at: int) -> float:
    texts = [listing.columns[at], *(row[at] for row in listing.rows[:500])]
    return min(64.0, max(12.0, *(len(text) + 2.0 for text in texts if isinstance(text, str))))
