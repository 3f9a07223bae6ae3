"""The CSV twin of a table: `;`, decimal comma, UTF-8 with BOM, and no cell a spreadsheet would run."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import StringIO

from engines.figure import Missing, Value
from engines.money import canonical_text

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""First characters a spreadsheet may take for a formula."""


def csv_bytes(columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """The table as a Brazilian spreadsheet opens it. Missing is blank; text that looks like a formula is guarded.

    Numbers are raw: decimal comma, no grouping, ASCII minus; dates are dd/mm/yyyy. Raises TypeError on an instant
    with a zone: say it as text first.
    """
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL)
    writer.writerow([guarded(title) for title in columns])
    writer.writerows([csv_text(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def csv_text(value: Value) -> str:
    """One value as it stands in the file."""
    if isinstance(value, Missing):
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, Decimal):
        return canonical_text(value).replace(".", ",")
    if isinstance(value, datetime) and value.tzinfo is not None:
        raise TypeError("instants go into the CSV as text")
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    return guarded(value)


def guarded(text: str) -> str:
    """Text that a spreadsheet keeps as text: an apostrophe goes before what could start a formula."""
    text = text.replace("\x00", "")
    return f"'{text}" if text.startswith(DANGEROUS) else text
