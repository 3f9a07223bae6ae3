"""The file around the sheets: the engine's values inside each formula cell, and nothing that depends on the day."""

import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from xml.sax.saxutils import escape

from engines.figure import Missing, Value
from engines.money import canonical_text

_FORMULA_CELL = re.compile(r'<c r="([A-Z]{1,3}[0-9]+)"([^>]*)><f>(.*?)</f><v ?/?>(?:</v>)?</c>', re.DOTALL)
_SHEET = re.compile(r"xl/worksheets/sheet([0-9]+)\.xml")
_INSTANT = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:)")
_TYPE = re.compile(r' t="[a-z]*"')
_FIXED = (1980, 1, 1, 0, 0, 0)
_FIRST_DAY = date(1899, 12, 30)


def finished(raw: bytes, cached: Sequence[Mapping[str, Value]], created: datetime, name: str) -> bytes:
    """The workbook with `<v>` in every formula cell and fixed dates: equal content, equal bytes.

    `cached` holds the values by sheet and coordinate. Raises LookupError when a formula has no value: a cell that
    readers without a calculator would show blank is our own fault; `name` says in which workbook.
    """
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(raw)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in sorted(source.namelist(), key=_order):
            body = source.read(entry)
            sheet = _SHEET.fullmatch(entry)
            if sheet:
                body = with_values(body.decode("utf-8"), cached[int(sheet[1]) - 1], name).encode("utf-8")
            elif entry == "docProps/core.xml":
                body = _INSTANT.sub(rb"\g<1>" + _instant(created) + rb"\g<3>", body)
            info = zipfile.ZipInfo(entry, _FIXED)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            target.writestr(info, body)
    return out.getvalue()


def with_values(xml: str, values: Mapping[str, Value], name: str = "") -> str:
    """The sheet's XML with each formula's value written in. Raises LookupError when counts do not meet."""
    seen = 0

    def filled(found: re.Match[str]) -> str:
        nonlocal seen
        seen += 1
        if found[1] not in values:
            raise LookupError(f"{name}: no value for the formula in {found[1]}")
        kind, text = _cached(values[found[1]])
        attributes = _TYPE.sub("", found[2])
        return f'<c r="{found[1]}"{attributes}{kind}><f>{found[3]}</f><v>{escape(text)}</v></c>'

    written = _FORMULA_CELL.sub(filled, xml)
    if seen != len(values):
        raise LookupError(f"{name}: {len(values)} values for {seen} formulas")
    return written


def _cached(value: Value) -> tuple[str, str]:
    """Type attribute and text of a cached value."""
    if isinstance(value, bool):
        return ' t="b"', "1" if value else "0"
    if isinstance(value, Decimal):
        return "", canonical_text(value)
    if isinstance(value, date):
        return "", str((value - _FIRST_DAY).days)
    if isinstance(value, Missing):
        raise LookupError("a missing value is cached as its text")
    return ' t="str"', value


def _instant(created: datetime) -> bytes:
    return created.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").encode("ascii")


def _order(entry: str) -> tuple[bool, str]:
    """Content types first, as readers expect; the rest by name."""
    return entry != "[Content_Types].xml", entry
