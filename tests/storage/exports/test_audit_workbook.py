"""The workbook of an audit: live columns with the calculation's values, sums by key, checks, text kept text."""

import zipfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from storage.errors import KnownError
from storage.exports.audit_content import WORDS, AuditBook, AuditColumn, AuditSheet, FootCheck, Row
from storage.exports.audit_workbook import audit_workbook_bytes
from storage.exports.hashing import carried_by
from storage.exports.workbook_content import Cover

DAY = date(2025, 11, 20)
HASH = "ab" * 32
ROWS: tuple[Row, ...] = (
    (DAY, "Internorte", "=1+1", Decimal("10.123456789"), Decimal("-1.5"), Decimal("8.623456789")),
    (DAY, "Intersul", "583", Decimal("7"), Decimal("0"), Decimal("7")),
    (DAY, "Internorte", "+584", Decimal("2.5"), None, ""),
)


def data() -> AuditSheet:
    columns = (
        AuditColumn("day", "Data", "date"),
        AuditColumn("consortium", "Consórcio"),
        AuditColumn("service", "Serviço"),
        AuditColumn("earned", "Apurado", "BRL"),
        AuditColumn("penalty", "Penalidade", "BRL"),
        AuditColumn("payable", "A pagar", "BRL", formula='IF(COUNT({earned},{penalty})=2,{earned}+{penalty},"")'),
    )
    return AuditSheet("dados", "Faixas", "Faixas de pagamento", columns, iter(ROWS), len(ROWS), keys=("day",))


def summary(expected: str = "15.623456789") -> AuditSheet:
    columns = (
        AuditColumn("consortium", "Consórcio"),
        AuditColumn("payable", "A pagar", "BRL", adds="payable"),
        AuditColumn("double", "Dobro", "BRL", formula="{payable}*2"),
    )
    rows: tuple[Row, ...] = (
        ("Internorte", Decimal("8.623456789"), Decimal("17.246913578")),
        ("Intersul", Decimal("7"), Decimal("14")),
    )
    return AuditSheet(
        "resumo", "Resumo", "Por consórcio", columns, rows, 2, keys=("consortium",),
        totals={"payable": Decimal("15.623456789")}, total_label="Total",
        checks=(FootCheck("Guardado", "payable", Decimal(expected), "fecha", "não fecha"),),
    )  # fmt: skip


def book(*sheets: AuditSheet) -> AuditBook:
    cover = Cover(
        "Auditoria",
        "novembro",
        "SPPO",
        "RECALCULADO",
        (("Período", "20/11/2025"),),
        ("Leia.",),
        "7",
        HASH,
        "9 " + "c" * 64,
    )
    words = {code: code.title() for code in WORDS}
    return AuditBook(cover, sheets, "dados", words, datetime(2026, 11, 20, tzinfo=UTC))


def opened(content: AuditBook, values: bool = False) -> Workbook:
    return load_workbook(BytesIO(audit_workbook_bytes(content)), data_only=values)


def test_a_live_column_is_written_from_its_template_with_the_value_of_the_calculation() -> None:
    formulas, values = opened(book(summary(), data()))["Faixas"], opened(book(summary(), data()), True)["Faixas"]
    assert [formulas[f"F{row}"].value for row in (4, 6)] == [
        '=IF(COUNT(D4,E4)=2,D4+E4,"")', '=IF(COUNT(D6,E6)=2,D6+E6,"")',
    ]  # fmt: skip
    assert values["F4"].value == pytest.approx(8.623456789, abs=1e-12)
    assert values["F6"].value in (None, "")
    assert values["E6"].value is None


def test_a_summary_adds_the_rows_of_its_key_and_is_checked_against_the_calculation() -> None:
    sheet = opened(book(summary(), data()))["Resumo"]
    assert sheet["B4"].value == "=SUMIFS(Faixas!$F$4:$F$6,Faixas!$B$4:$B$6,A4)"
    assert sheet["C5"].value == "=B5*2"
    assert (sheet["A6"].value, sheet["B6"].value) == ("Total", "=SUM(B4:B5)")
    assert sheet["C8"].value == '=IF(ABS(B6-B8)<0.005,"fecha","não fecha")'
    assert opened(book(summary(), data()), True)["Resumo"]["C8"].value == "fecha"
    assert opened(book(summary("15.63"), data()), True)["Resumo"]["C8"].value == "não fecha"


def test_text_that_looks_like_a_formula_stays_text() -> None:
    sheet = opened(book(summary(), data()))["Faixas"]
    assert [(sheet[f"C{row}"].value, sheet[f"C{row}"].data_type) for row in (4, 6)] == [("=1+1", "s"), ("+584", "s")]
    assert sheet["C4"].quotePrefix
    assert not sheet["C5"].quotePrefix


def test_equal_content_gives_equal_bytes_that_carry_their_hash(tmp_path: Path) -> None:
    first, second = (audit_workbook_bytes(book(summary(), data())) for _ in range(2))
    assert first == second
    path = tmp_path / "planilha.xlsx"
    path.write_bytes(first)
    carried = carried_by(path)
    assert (carried.kind, carried.hash, carried.run) == ("xlsx", HASH, "7")


def test_the_cover_links_every_sheet() -> None:
    made = opened(book(summary(), data()))
    cover = made[made.sheetnames[0]]
    links = {cell.value: cell.hyperlink.location for row in cover.iter_rows() for cell in row if cell.hyperlink}
    assert links == {"Resumo": "Resumo!A1", "Faixas": "Faixas!A1"}


def test_rows_a_sheet_cannot_hold_are_refused() -> None:
    with pytest.raises(KnownError, match="PLANILHA_CHEIA"):
        audit_workbook_bytes(book(replace(data(), row_count=1_048_576)))


def test_no_formula_reaches_outside_the_workbook() -> None:
    archive = zipfile.ZipFile(BytesIO(audit_workbook_bytes(book(summary(), data()))))
    parts: Mapping[str, bytes] = {name: archive.read(name) for name in archive.namelist()}
    assert not any("externalLink" in name for name in parts)
    assert not any(b"http" in body.split(b"<f>", 1)[1] for body in parts.values() if b"<f>" in body)
