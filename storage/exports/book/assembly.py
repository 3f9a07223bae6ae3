"""Puts the sheets together, in the order people leaf through them."""

from storage.exports.book.cover import finish_cover, write_cover
from storage.exports.book.data import write_list, write_tables
from storage.exports.book.grid import COLUMNS_PER_PAGE, Grid, write_grid
from storage.exports.book.parameters import write_parameters
from storage.exports.book.proofs import write_check, write_summary, write_view
from storage.exports.book.simulator import write_simulator
from storage.exports.book.writing import Book, Page, address
from storage.exports.workbook_content import WorkbookContent

_TOP = 4


def assembled(content: WorkbookContent) -> bytes:
    """Bytes of the workbook. Raises NotInExcel and KnownError as `workbook_bytes` says."""
    book = Book(content)
    cover = write_cover(book)
    summary = book.page(book.word("FOLHA_RESUMO"))
    named = write_parameters(book)
    tables = write_tables(book)
    grid = Grid(content, book.page(book.word("FOLHA_CALCULO")), _TOP, named)
    write_grid(book, grid, tables, content.values)
    _title_calculation(book, grid)
    write_summary(book, grid, summary)
    for view in content.views:
        write_view(book, grid, view)
    verdict = "" if content.blank else write_check(book, grid)
    if not content.blank:
        write_simulator(book, tables, grid)
    for listing in content.lists:
        write_list(book, listing)
    finish_cover(book, cover, verdict)
    return book.to_bytes()


def _title_calculation(book: Book, grid: Grid) -> None:
    page: Page = grid.page
    book.put(page, 1, 1, book.word("CALCULO_TITULO"), "title")
    book.put(page, 1, 3, book.content.cover.status, "stamp")
    book.put(page, 2, 1, book.word("CALCULO_NOTA"), "quiet")
    book.widths(page, [9.0, 44.0, *([17.0] * len(grid.columns))])
    page.sheet.freeze_panes = address(grid.first_row, 3, absolute=False)
    page.sheet.print_title_rows = f"{grid.top}:{grid.first_row - 1}"
    page.sheet.print_title_cols = "A:B"
    page.wide = 1 + len(grid.columns) // COLUMNS_PER_PAGE
