"""The workbook of an audit: rows of the calculation, summaries that add them live, identities rewritten as formulas."""

from storage.exports.audit_content import AuditBook, AuditSheet
from storage.exports.audit_sheets import Laid, write_sheet
from storage.exports.book.cover import write_cover
from storage.exports.book.writing import MOST_ROWS, Book, Page, quoted_title
from storage.exports.hashing import CHAIN_PROPERTY, PROPERTY, RUN_PROPERTY
from storage.exports.workbook_content import WorkbookContent


def audit_workbook_bytes(content: AuditBook) -> bytes:
    """The workbook as .xlsx; equal content gives equal bytes.

    Raises KnownError PLANILHA_CHEIA when a sheet does not hold its rows, EXPORTAR_RECUSADO when there is no room to
    put it together.
    """
    from storage.errors import KnownError

    for sheet in content.sheets:
        if sheet.row_count > MOST_ROWS - 20:
            raise KnownError("PLANILHA_CHEIA", tabela=sheet.title, linhas=sheet.row_count)
    try:
        return _assembled(content)
    except OSError as error:
        raise KnownError("EXPORTAR_RECUSADO", arquivo="xlsx", motivo=error.strerror or "") from error


def _assembled(content: AuditBook) -> bytes:
    book = Book(_base(content))
    cover = write_cover(book)
    laid = {sheet.key: Laid(book.page(sheet.sheet), sheet) for sheet in content.sheets}
    for sheet in content.sheets:
        write_sheet(book, laid[sheet.key], laid.get(content.data))
    _finish_cover(book, cover, laid, content)
    return book.to_bytes()


def _base(content: AuditBook) -> WorkbookContent:
    cover = content.cover
    carried = {PROPERTY: cover.hash, RUN_PROPERTY: cover.run, CHAIN_PROPERTY: cover.chain}
    return WorkbookContent(
        cover, (), (), (), {}, (), content.words, content.created, language=content.language, properties=carried
    )


def _finish_cover(book: Book, page: Page, laid: dict[str, Laid], content: AuditBook) -> None:
    """How to read, and a link to every sheet with what it holds."""
    row = 9 + len(content.cover.pairs)
    book.put(page, row, 1, book.word("COMO_LER"), "heading")
    for sentence in content.cover.reading:
        row += 1
        page.sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=4)
        book.put(page, row, 1, sentence, "note")
        page.sheet.row_dimensions[row].height = 13 * (1 + len(sentence) // 120)
    row += 2
    book.put(page, row, 1, book.word("FOLHAS"), "heading")
    for sheet in content.sheets:
        row += 1
        _link(book, page, row, laid[sheet.key].page.title, sheet)


def _link(book: Book, page: Page, row: int, title: str, sheet: AuditSheet) -> None:
    from openpyxl.worksheet.hyperlink import Hyperlink

    book.put(page, row, 1, title, "link")
    page.sheet.cell(row, 1).hyperlink = Hyperlink(ref=f"A{row}", location=f"{quoted_title(title)}!A1")
    book.put(page, row, 2, sheet.title, "text")
