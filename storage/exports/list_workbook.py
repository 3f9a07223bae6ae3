"""A workbook of plain lists: what a screen shows as a table, with true numbers, to go on with in a spreadsheet."""

from storage.exports.book.data import write_list
from storage.exports.book.writing import Book
from storage.exports.workbook_content import WorkbookContent


def list_workbook_bytes(content: WorkbookContent) -> bytes:
    """One sheet for each list of the content, and nothing else; its cover only furnishes header and footer."""
    book = Book(content)
    for listing in content.lists:
        write_list(book, listing)
    return book.to_bytes()
