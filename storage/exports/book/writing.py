"""The workbook being written: cells with styles, formulas with the engine's value, names, protection, print set-up."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any

from engines.figure import Missing, Value
from engines.formula.excel import MISSING_TEXT
from storage.exports.book.package import finished
from storage.exports.book.styles import HEIGHTS, Styles
from storage.exports.workbook_content import WorkbookContent

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""First characters a spreadsheet may take for a formula when the file travels as text."""
LONGEST_TEXT = 32_767
MOST_ROWS = 1_048_576


@dataclass
class Page:
    """One sheet and its title; rows and columns count from 1.

    `wide` and `high` are the printed pages it is fitted to, 0 for as many as it takes.
    """

    title: str
    sheet: "Worksheet"
    cached: dict[str, Value] = field(default_factory=dict)
    portrait: bool = False
    wide: int = 1
    high: int = 0

    def reference(self, row: int, column: int, absolute: bool = True) -> str:
        """Reference to a cell from another sheet: `Calculo!$B$4`."""
        return f"{quoted_title(self.title)}!{address(row, column, absolute)}"


class Book:
    """Writes one workbook: what is put here ends in `to_bytes`, with cached values and fixed dates."""

    def __init__(self, content: WorkbookContent) -> None:
        from openpyxl import Workbook

        self.content = content
        self.book = Workbook()
        self.book.remove(self.book.worksheets[0])
        self.styles = Styles(self.book)
        self.pages: list[Page] = []
        self.names: dict[str, str] = {}

    def word(self, code: str) -> str:
        """A fixed word of the sheets."""
        return self.content.words[code]

    def page(self, title: str) -> Page:
        """A new sheet at the end of the workbook."""
        page = Page(title, self.book.create_sheet(title))
        page.sheet.sheet_view.showGridLines = False
        self.pages.append(page)
        return page

    def put(
        self,
        page: Page,
        row: int,
        column: int,
        value: Value | None,
        role: str,
        unit: str = "",
        places: int | None = None,
    ) -> None:
        """A value of ours or of the data: text stays text whatever it begins with, Missing is written as such."""
        cell = page.sheet.cell(row, column)
        if isinstance(value, Missing):
            value, unit = MISSING_TEXT, ""
        cell.style = self.styles.named(role, unit, places)
        if role in HEIGHTS:
            page.sheet.row_dimensions[row].height = HEIGHTS[role]
        if isinstance(value, str):
            self._put_text(cell, value)
        elif value is not None:
            cell.value = _plain(value)

    def formula(
        self,
        page: Page,
        row: int,
        column: int,
        text: str,
        value: Value,
        role: str,
        unit: str = "",
        places: int | None = None,
    ) -> None:
        """A formula of ours with the value the engine gave it, which readers without a calculator will show."""
        cell = page.sheet.cell(row, column)
        cell.value = text
        cell.style = self.styles.named(role, unit, places)
        page.cached[cell.coordinate] = MISSING_TEXT if isinstance(value, Missing) else value

    def name(self, name: str, reference: str) -> str:
        """Define a name for a reference; returns the name."""
        from openpyxl.workbook.defined_name import DefinedName

        self.names[name] = reference
        self.book.defined_names[name] = DefinedName(name, attr_text=reference)
        return name

    def widths(self, page: Page, widths: Iterable[float]) -> None:
        """Column widths in characters, from the first column on."""
        from openpyxl.utils import get_column_letter

        for index, width in enumerate(widths, start=1):
            page.sheet.column_dimensions[get_column_letter(index)].width = width

    def to_bytes(self) -> bytes:
        """The finished file."""
        cover = self.content.cover
        for page in self.pages:
            self._furnish(page)
        self._properties()
        out = BytesIO()
        self.book.save(out)
        return finished(out.getvalue(), [page.cached for page in self.pages], self.content.created, cover.run)

    def _put_text(self, cell: Any, text: str) -> None:
        from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

        text = ILLEGAL_CHARACTERS_RE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))[:LONGEST_TEXT]
        cell.value = text
        cell.data_type = "s"
        if text.startswith(DANGEROUS):
            cell.quotePrefix = True

    def _furnish(self, page: Page) -> None:
        """Protection against slips (no password), A4 landscape to the width, run and hash on every printed page."""
        sheet: Any = page.sheet  # the stubs call parts optional that the library always makes
        cover = self.content.cover
        sheet.protection.sheet = True
        sheet.protection.formatColumns = False
        sheet.protection.formatRows = False
        sheet.protection.autoFilter = False
        sheet.protection.sort = False
        sheet.page_setup.orientation = "portrait" if page.portrait else "landscape"
        sheet.page_setup.paperSize = 9
        sheet.page_setup.fitToWidth = page.wide
        sheet.page_setup.fitToHeight = page.high
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.oddHeader.left.text = _furniture(cover.company)
        sheet.oddHeader.right.text = _furniture(f"{cover.title} · {page.title}")
        sheet.oddFooter.left.text = _furniture(f"{cover.run} · {cover.status}")
        sheet.oddFooter.center.text = cover.hash[:16]
        sheet.oddFooter.right.text = self.word("PAGINA")

    def _properties(self) -> None:
        from openpyxl.packaging.custom import StringProperty
        from openpyxl.workbook.protection import WorkbookProtection

        cover, properties = self.content.cover, self.book.properties
        properties.title, properties.subject = cover.title, cover.subtitle
        properties.creator = properties.lastModifiedBy = cover.author or cover.company
        properties.language = self.content.language
        custom: Any = getattr(self.book, "custom_doc_props")  # noqa: B009 - unknown to the stubs
        for name, text in self.content.properties.items():
            custom.append(StringProperty(name=name, value=text))
        self.book.security = WorkbookProtection(lockStructure=True)
        self.book.calculation.fullCalcOnLoad = True


def address(row: int, column: int, absolute: bool = True) -> str:
    """`$B$4`, or `B4`."""
    from openpyxl.utils import get_column_letter

    letter = get_column_letter(column)
    return f"${letter}${row}" if absolute else f"{letter}{row}"


def quoted_title(title: str) -> str:
    """Sheet title as formulas write it: quoted unless it is a plain ASCII word."""
    plain = title.isascii() and title.replace("_", "a").isalnum() and title[:1].isalpha()
    looks_like_cell = any(char.isdigit() for char in title)
    return title if plain and not looks_like_cell else "'" + title.replace("'", "''") + "'"


def _plain(value: Value) -> Decimal | bool | date:
    """What openpyxl writes for a value. Raises TypeError on an instant with a zone: sheets show texts of ours."""
    if isinstance(value, datetime) and value.tzinfo is not None:
        raise TypeError("instants go into the workbook as text")
    if isinstance(value, Decimal | bool | date):
        return value
    raise TypeError(f"{type(value).__name__} has no cell form")


def _furniture(text: str) -> str:
    """Text of a printed header: the ampersand is a command there."""
    return text.replace("&", "&&")
