"""An empty workbook with a sheet per table of an audit, named and headed as the import reads them."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from storage.auditoria.book_tables import SHEET_NAME
from storage.exports.csv_text import guarded
from storage.exports.delivery import deliver

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

NARROW, WIDE = 12, 60


@dataclass(frozen=True, slots=True)
class TemplateSheet:
    """One sheet: its name (cut to what a workbook takes), its heads, and lines already written."""

    name: str
    heads: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...] = ()


def write_template_book(path: Path, explained: TemplateSheet, tables: Sequence[TemplateSheet]) -> Path:
    """Writes the workbook whole or not at all; the sheet that explains comes first and is no table.

    Raises KnownError EXPORTAR_ABERTO or EXPORTAR_RECUSADO.
    """
    from openpyxl import Workbook

    book, out = Workbook(), BytesIO()
    _fill(book.worksheets[0], explained)
    for table in tables:
        _fill(book.create_sheet(), table)
    book.save(out)
    return deliver(path, out.getvalue())


def _fill(page: "Worksheet", sheet: TemplateSheet) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    bold, wrapped = Font(bold=True), Alignment(wrap_text=True, vertical="top")
    page.title = sheet.name[:SHEET_NAME]
    for line in (sheet.heads, *sheet.lines):
        page.append([guarded(cell) for cell in line])
    for at in range(1, len(sheet.heads) + 1):
        page[f"{get_column_letter(at)}1"].font = bold
        longest = max(len(line[at - 1]) for line in (sheet.heads, *sheet.lines))
        page.column_dimensions[get_column_letter(at)].width = min(WIDE, max(NARROW, longest + 2))
        for row in range(2, len(sheet.lines) + 2):
            page[f"{get_column_letter(at)}{row}"].alignment = wrapped
    page.freeze_panes = "A2"
