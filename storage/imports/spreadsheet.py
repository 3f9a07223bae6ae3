"""Sheets of a workbook: values as kept in the file, formulas only marked, entities and swelling refused."""

import warnings
import zipfile
from collections.abc import Iterator
from datetime import datetime, time
from decimal import Decimal
from io import BytesIO
from itertools import islice, zip_longest
from typing import Any

from storage.errors import KnownError
from storage.imports.grid import MOST_COLUMNS, MOST_LETTERS, MOST_ROWS, MOST_SHEETS, Raw, Sheet, trimmed

LARGEST_UNPACKED = 200 * 1024 * 1024
OLD_BOOK = b"\xd0\xcf\x11\xe0"
"""First bytes of an .xls, and of a workbook under a password."""
PACKAGE = b"PK"
FIGURES = ".15g"
"""Significant digits a spreadsheet keeps: what comes after them is the binary form, not the number typed."""


def book_sheets(content: bytes, name: str) -> tuple[Sheet, ...]:
    """Every sheet of an .xlsx.

    Raises KnownError IMPORTACAO.XLS_ANTIGO, IMPORTACAO.INCHA, IMPORTACAO.DANIFICADO or IMPORTACAO.LINHAS_DEMAIS.
    """
    if content.startswith(OLD_BOOK):
        raise KnownError("IMPORTACAO.XLS_ANTIGO", arquivo=name)
    _refuse_swelling(content, name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # extensions of other programs, which say nothing of the values
            return tuple(_sheets(content, name))
    except KnownError:
        raise
    except Exception as error:  # noqa: BLE001 - openpyxl raises anything over a file that is not a workbook
        raise KnownError("IMPORTACAO.DANIFICADO", arquivo=name) from error


def _refuse_swelling(content: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, ValueError) as error:
        raise KnownError("IMPORTACAO.DANIFICADO", arquivo=name) from error
    if unpacked > LARGEST_UNPACKED:
        raise KnownError("IMPORTACAO.INCHA", arquivo=name, limite=LARGEST_UNPACKED // (1024 * 1024))


def _sheets(content: bytes, name: str) -> Iterator[Sheet]:
    from openpyxl import load_workbook

    values = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
    said = load_workbook(BytesIO(content), read_only=True, data_only=False, keep_links=False)
    if len(values.worksheets) > MOST_SHEETS:
        raise KnownError("IMPORTACAO.LINHAS_DEMAIS", arquivo=name, linhas=MOST_ROWS, colunas=MOST_COLUMNS)
    for kept, written in zip(values.worksheets, said.worksheets, strict=True):
        rows, formulas = [], set()
        for line, (row, source) in enumerate(zip_longest(_cells(kept), _cells(written), fillvalue=()), 1):
            rows.append(trimmed([_raw(cell.value) for cell in row]))
            if line > MOST_ROWS or len(rows[-1]) > MOST_COLUMNS:
                raise KnownError("IMPORTACAO.LINHAS_DEMAIS", arquivo=name, linhas=MOST_ROWS, colunas=MOST_COLUMNS)
            formulas |= {(line, at) for at, cell in enumerate(source, 1) if cell.data_type == "f"}
        while rows and not rows[-1]:
            rows.pop()
        yield Sheet(str(kept.title), tuple(rows), frozenset(formulas))


def _cells(sheet: Any) -> Iterator[tuple[Any, ...]]:
    """Rows with their cells; what the file says of its own size is not believed."""
    sheet.reset_dimensions()
    return islice(sheet.iter_rows(max_col=MOST_COLUMNS + 1), MOST_ROWS + 1)


def _raw(value: Any) -> Raw:
    match value:
        case None | bool():
            return value
        case int() | float():
            return Decimal(format(value, FIGURES)) if isinstance(value, float) else Decimal(value)
        case datetime():
            return value.date() if value.time() == time() else value
        case _:
            return str(value).strip()[:MOST_LETTERS]
