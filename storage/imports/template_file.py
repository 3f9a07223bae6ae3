"""A workbook to be filled in: the header our reader asks for, the lines already known, nothing that calculates."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from storage.exports.csv_text import guarded
from storage.exports.delivery import deliver

WIDTHS = (12, 30, 18, 16, 16, 14)


def write_template(path: Path, sheet: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Path:
    """Writes the template whole or not at all. Raises KnownError EXPORTAR_ABERTO or EXPORTAR_RECUSADO."""
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book, out = Workbook(), BytesIO()
    page = book.worksheets[0]
    page.title = sheet
    page.append([guarded(head) for head in heads])
    for row in rows:
        page.append([guarded(cell) for cell in row])
    for cell in page[1]:
        cell.font = Font(bold=True)
    for at, width in enumerate(WIDTHS[: len(heads)], 1):
        page.column_dimensions[get_column_letter(at)].width = width
    for line in page.iter_rows(min_row=2, max_row=max(2, page.max_row), min_col=4, max_col=5):
        for cell in line:
            cell.number_format = "#,##0.00"
    page.freeze_panes = "A2"
    book.save(out)
    return deliver(path, out.getvalue())
