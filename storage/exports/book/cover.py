"""Capa: what this file is, its standing, how to read it, where everything is, and what it proves."""

from typing import TYPE_CHECKING

from storage.exports.book.writing import Book, Page, quoted_title

if TYPE_CHECKING:
    from openpyxl.styles import Protection
    from openpyxl.worksheet.hyperlink import Hyperlink


def write_cover(book: Book) -> Page:
    """The first sheet up to the links, which `finish_cover` writes when all sheets exist."""
    page, cover = book.page(book.word("FOLHA_CAPA")), book.content.cover
    page.high = 1
    book.put(page, 1, 1, cover.company, "quiet")
    book.put(page, 2, 1, cover.title, "title")
    book.put(page, 3, 1, cover.subtitle, "subtitle")
    book.put(page, 2, 4, cover.status, "stamp")
    row = 5
    for name, text in (*cover.pairs, (book.word("HASH"), cover.hash), (book.word("CADEIA"), cover.chain)):
        book.put(page, row, 1, name, "quiet")
        book.put(page, row, 2, text, "mono" if text in (cover.hash, cover.chain) else "strong")
        row += 1
    book.widths(page, (30, 70, 4, 26))
    return page


def finish_cover(book: Book, page: Page, verdict: str) -> None:
    """The verdict of the check (none in a form to fill in), how to read, the legend and the links to every sheet."""
    cover, row = book.content.cover, 8 + len(book.content.cover.pairs)
    if verdict:
        check = next(page for page in book.pages if page.title == book.word("FOLHA_CONFERENCIA"))
        book.put(page, row, 1, check.title, "quiet")
        book.formula(page, row, 2, f"={verdict}", check.cached["A3"], "stamp")
    row = _block(book, page, row + 2, "COMO_LER", cover.reading)
    row = _legend(book, page, row + 1)
    book.put(page, row + 1, 1, book.word("FOLHAS"), "heading")
    for at, other in enumerate(book.pages[1:], start=row + 2):
        book.put(page, at, 1, other.title, "link")
        page.sheet.cell(at, 1).hyperlink = _link(other.title, f"A{at}")


def _block(book: Book, page: Page, row: int, code: str, sentences: tuple[str, ...]) -> int:
    book.put(page, row, 1, book.word(code), "heading")
    for sentence in sentences:
        row += 1
        page.sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=4)
        book.put(page, row, 1, sentence, "note")
        page.sheet.row_dimensions[row].height = 13 * (1 + len(sentence) // 120)
    return row + 1


def _legend(book: Book, page: Page, row: int) -> int:
    book.put(page, row, 1, book.word("LEGENDA"), "heading")
    entries = (("input_text", "LEGENDA_ENTRADA"), ("text", "LEGENDA_CALCULADO"), ("verdict", "LEGENDA_DIVERGE"))
    for role, code in entries:
        row += 1
        book.put(page, row, 1, "1.234,56" if role != "verdict" else book.word("DIVERGE"), role)
        page.sheet.cell(row, 1).protection = _locked()
        book.put(page, row, 2, book.word(code), "note")
    book.put(page, row + 1, 2, book.word("LEGENDA_PROTECAO"), "note")
    return row + 2


def _locked() -> "Protection":
    from openpyxl.styles import Protection

    return Protection(locked=True)


def _link(title: str, cell: str) -> "Hyperlink":
    from openpyxl.worksheet.hyperlink import Hyperlink

    return Hyperlink(ref=cell, location=f"{quoted_title(title)}!A1")
