"""Every row that is filtered, written as CSV or as a workbook a block at a time: the whole is never in memory."""

import csv
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from hashlib import file_digest
from pathlib import Path
from typing import Any, Protocol

from storage.auditoria.rows import MOST_ROWS, CellValue, RowsAsked, RowsPage
from storage.errors import KnownError
from storage.exports.csv_text import csv_text, guarded
from storage.exports.delivery import free_name

XLSX = ".xlsx"
MOST_CSV, MOST_XLSX = 1_000_000, 100_000
"""Rows one file takes, at the most."""


@dataclass(frozen=True, slots=True)
class RowsFile:
    """Which rows go where: the columns in order with their titles, and the words for yes and no."""

    asked: RowsAsked
    columns: tuple[str, ...]
    titles: tuple[str, ...]
    path: Path
    truth: tuple[str, str]


class Paged(Protocol):
    """Whatever brings rows in pages."""

    def page(self, asked: RowsAsked, offset: int, limit: int) -> RowsPage:
        """Rows from a place on."""
        ...


def most_rows(path: Path) -> int:
    """How many rows a file of this kind takes."""
    return MOST_XLSX if path.suffix.lower() == XLSX else MOST_CSV


def write_rows(reader: Paged, file: RowsFile) -> Iterator[int]:
    """Writes the rows and yields how many so far; left half-way, the old file stays.

    Raises KnownError EXPORTAR_RECUSADO, EXPORTAR_ABERTO; KeyError for a table or column that is not there.
    """
    temporary = file.path.with_name(f".{file.path.name}.tmp")
    try:
        write = _workbook if file.path.suffix.lower() == XLSX else _csv
        yield from write(temporary, file, _blocks(reader, file))
        _put(temporary, file.path)
    except OSError as error:
        raise KnownError("EXPORTAR_RECUSADO", arquivo=file.path.name, motivo=error.strerror or "") from error
    finally:
        temporary.unlink(missing_ok=True)


def file_hash(path: Path) -> str:
    """SHA-256 of the bytes of a file just written, in hexadecimal. Raises KnownError EXPORTAR_RECUSADO."""
    try:
        with path.open("rb") as content:
            return file_digest(content, "sha256").hexdigest()
    except OSError as error:
        raise KnownError("EXPORTAR_RECUSADO", arquivo=path.name, motivo=error.strerror or "") from error


def _put(temporary: Path, path: Path) -> None:
    try:
        os.replace(temporary, path)
    except PermissionError as error:
        raise KnownError("EXPORTAR_ABERTO", arquivo=path.name, sugestao=free_name(path).name) from error


def _blocks(reader: Paged, file: RowsFile) -> Iterator[list[list[CellValue]]]:
    most, offset = most_rows(file.path), 0
    while offset < most:
        page = reader.page(file.asked, offset, min(MOST_ROWS, most - offset))
        if not page.rows:
            return
        names = [column.name for column in page.columns]
        places = [names.index(name) for name in file.columns]
        yield [[row[place] for place in places] for row in page.rows]
        offset += len(page.rows)


def _csv(path: Path, file: RowsFile, blocks: Iterator[list[list[CellValue]]]) -> Iterator[int]:
    done = 0
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
        writer.writerow([guarded(title) for title in file.titles])
        for block in blocks:
            writer.writerows([_text(value, file.truth) for value in row] for row in block)
            done += len(block)
            yield done


def _workbook(path: Path, file: RowsFile, blocks: Iterator[list[list[CellValue]]]) -> Iterator[int]:
    from openpyxl import Workbook

    book: Any = Workbook(write_only=True)
    sheet = book.create_sheet(file.asked.table[:31])
    sheet.freeze_panes = "A2"
    sheet.append([guarded(title) for title in file.titles])
    done = 0
    for block in blocks:
        for row in block:
            sheet.append(_cells(row, file.truth))
        done += len(block)
        yield done
    book.save(path)


def _cells(row: Sequence[CellValue], truth: tuple[str, str]) -> list[object]:
    """Numbers and dates stay themselves; text never begins a formula."""
    return [
        truth[value] if isinstance(value, bool) else guarded(value) if isinstance(value, str) else value
        for value in row
    ]


def _text(value: CellValue, truth: tuple[str, str]) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return truth[value]
    if isinstance(value, datetime):
        return value.strftime("%d/%m/%Y %H:%M:%S")
    if isinstance(value, int):
        return str(value)
    assert isinstance(value, Decimal | date | str)
    return csv_text(value)
