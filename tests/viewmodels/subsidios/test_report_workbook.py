"""The workbook of an audit recomputed by another program: every live cell comes out as the calculation says."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from storage.exports.audit_workbook import audit_workbook_bytes
from storage.journal import head
from tests.storage.exports.office import cells, recalculated
from tests.viewmodels.subsidios.audits import NOW
from tests.viewmodels.subsidios.published_audit import Audit
from viewmodels.jobs import drive
from viewmodels.operations.registry import perform
from viewmodels.papers.matter import Copy
from viewmodels.papers.subsidios.book import audit_workbook


@pytest.fixture(scope="module")
def made(audit: Audit, tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes]:
    """The workbook of an audit, and the one made when bands are too many for a sheet."""
    path = tmp_path_factory.mktemp("planilha") / "p.xlsx"
    whole = drive(perform(audit.house, audit.scope, "subsidios.planilha", path=path)).path.read_bytes()
    assert audit.house.audit is not None
    with audit.house.store.read() as connection:
        standing = head(connection, audit.scope.client)
    assert standing is not None
    copy, cursor = Copy("0" * 64, NOW, standing), audit.house.audit.bench.cursor()
    few = audit_workbook_bytes(audit_workbook(audit.house.texts, audit.figures, copy, cursor, most=10))
    return whole, few


def test_every_live_cell_is_recomputed_as_the_calculation_says(made: tuple[bytes, bytes], tmp_path: Path) -> None:
    kept, again = load_workbook(BytesIO(made[0]), data_only=True), recalculated(made[0], tmp_path)
    formulas = load_workbook(BytesIO(made[0]))
    live = [
        (sheet.title, c.coordinate)
        for sheet in formulas
        for row in sheet.iter_rows()
        for c in row
        if c.data_type == "f"
    ]
    assert len(live) > 300
    differing = [(s, at) for s, at in live if not _same(kept[s][at].value, again[s][at].value)]
    assert differing == []
    assert {row[21 - 1] for row in cells(again["Faixas"])[3:]} == {"fecha"}


def test_the_summary_has_a_row_per_consorcio_and_closes(made: tuple[bytes, bytes]) -> None:
    sheet = load_workbook(BytesIO(made[0]), data_only=True)["Resumo"]
    rows = cells(sheet)[2:]
    assert rows[0][:2] == ["Consórcio", "Viagens"]
    assert [row[0] for row in rows[1:6]] == ["Internorte", "Intersul", "Santa Cruz", "Transcarioca", "Total"]
    assert (rows[5][5], rows[5][6], rows[5][7]) == pytest.approx((-5580.59484, -4315.70856, -1264.88628))
    assert [value for value in rows[7] if value] == ["Total do cálculo guardado", pytest.approx(-5580.59484), "fecha"]


def test_too_many_bands_become_services_by_day_and_the_sheet_says_so(made: tuple[bytes, bytes]) -> None:
    book = load_workbook(BytesIO(made[1]), data_only=True)
    assert "Faixas" not in book.sheetnames
    sheet = book["Servicos"]
    assert sheet["A2"].value.startswith("São 47 faixas: para que esta planilha abra")
    rows = cells(sheet)[3:]
    assert len(rows) == 6
    assert sum(row[9] for row in rows) == pytest.approx(-5580.59484)
    assert load_workbook(BytesIO(made[1]))["Resumo"]["F4"].value.startswith("=SUMIFS(Servicos!$J$4:$J$9,")


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, (int, float)) and isinstance(other, (int, float)):
        return abs(one - other) < 1e-6
    return (one or "") == (other or "")
