"""The workbook of an audit recomputed by another program: every live cell comes out as the calculation says."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from storage.exports.audit_workbook import audit_workbook_bytes
from storage.journal import head
from tests.storage.exports.office import cells, recalculated
from tests.viewmodels.subsidios.audits import bring, calculate, new_audit, sitting
from tests.viewmodels.subsidios.test_report import HEAD, PAID
from viewmodels.jobs import drive
from viewmodels.operations.house import House
from viewmodels.operations.registry import perform
from viewmodels.operations.subsidios.report_gathering import gather
from viewmodels.papers.matter import Copy
from viewmodels.papers.subsidios.book import audit_workbook


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[House, bytes, bytes]]:
    """The house, its workbook, and the one made when bands are too many for a sheet."""
    folder = tmp_path_factory.mktemp("planilha")
    with sitting(new_audit(folder)) as (house, scope):
        bring(house, scope, HEAD, PAID)
        calculate(house, scope, "2026-05-26")
        path = drive(perform(house, scope, "subsidios.planilha", path=folder / "p.xlsx")).path
        assert house.audit is not None
        figures, cursor = drive(gather(house, scope)), house.audit.bench.cursor()
        with house.store.read() as connection:
            standing = head(connection, scope.client)
        assert standing is not None
        copy = Copy("0" * 64, house.clock.now(), standing)
        few = audit_workbook_bytes(audit_workbook(house.texts, figures, copy, cursor, most=10))
        yield house, path.read_bytes(), few


def test_every_live_cell_is_recomputed_as_the_calculation_says(
    made: tuple[House, bytes, bytes], tmp_path: Path
) -> None:
    kept, again = load_workbook(BytesIO(made[1]), data_only=True), recalculated(made[1], tmp_path)
    formulas = load_workbook(BytesIO(made[1]))
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


def test_the_summary_has_a_row_per_consorcio_and_closes(made: tuple[House, bytes, bytes]) -> None:
    sheet = load_workbook(BytesIO(made[1]), data_only=True)["Resumo"]
    rows = cells(sheet)[2:]
    assert rows[0][:2] == ["Consórcio", "Viagens"]
    assert [row[0] for row in rows[1:6]] == ["Internorte", "Intersul", "Santa Cruz", "Transcarioca", "Total"]
    assert (rows[5][5], rows[5][6], rows[5][7]) == pytest.approx((-5580.59484, -4315.70856, -1264.88628))
    assert [value for value in rows[7] if value] == ["Total do cálculo guardado", pytest.approx(-5580.59484), "fecha"]


def test_too_many_bands_become_services_by_day_and_the_sheet_says_so(made: tuple[House, bytes, bytes]) -> None:
    book = load_workbook(BytesIO(made[2]), data_only=True)
    assert "Faixas" not in book.sheetnames
    sheet = book["Servicos"]
    assert sheet["A2"].value.startswith("São 47 faixas: para que esta planilha abra")
    rows = cells(sheet)[3:]
    assert len(rows) == 6
    assert sum(row[9] for row in rows) == pytest.approx(-5580.59484)
    assert load_workbook(BytesIO(made[2]))["Resumo"]["F4"].value.startswith("=SUMIFS(Servicos!$J$4:$J$9,")


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, (int, float)) and isinstance(other, (int, float)):
        return abs(one - other) < 1e-6
    return (one or "") == (other or "")
