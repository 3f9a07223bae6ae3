"""Papers beside the report: the operation's sheet, the minutes, the trail, the contingency workbook."""

import json
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from engines.calendar import Month
from storage.departures import departures
from storage.errors import KnownError
from storage.exports import delivery
from storage.exports.pdf_pages import page_count, page_text
from storage.texts.numbers import NO_BREAK
from tests.storage.exports.office import cells, recalculated
from tests.viewmodels.papers.sample_month import SampleMonth
from viewmodels.operations.metas.loose_papers import contingency_bytes

AUGUST, SEPTEMBER = Month(2025, 8), Month(2025, 9)


def words(pdf: bytes) -> str:
    pages = (page_text(pdf, index) for index in range(page_count(pdf)))
    return " ".join(" ".join(pages).replace(NO_BREAK, " ").split())


def test_the_operation_gets_one_page_with_every_goal(month: SampleMonth, tmp_path: Path) -> None:
    month.do("metas.folha_do_mes", run=month.run, path=tmp_path / "folha.pdf")
    pdf = (tmp_path / "folha.pdf").read_bytes()
    said = words(pdf)
    assert page_count(pdf) == 1
    assert "SÃO SEBASTIÃO 125.000,09 40.501,63 22.916,27 87.300,05" in said
    assert "Aprovadas por Diretor Silva em" in said and "=" not in said
    with month.house.store.read() as connection:
        assert departures(connection, month.scope.client, limit=1)[0].name == "folha.pdf"


def test_the_minutes_tell_each_decision_and_why(month: SampleMonth, tmp_path: Path) -> None:
    month.do("metas.ata", run=month.run, path=tmp_path / "ata.pdf")
    said = words((tmp_path / "ata.pdf").read_bytes())
    assert "Ata das metas de agosto de 2025" in said
    assert "foram aprovadas por Diretor Silva" in said
    assert "Saldo devedor cobrado em 3 parcelas de R$ 2.333,33" in said
    assert "Metas gravadas: 12 de 12." in said and "páginas seguintes" not in said
    assert page_count((tmp_path / "ata.pdf").read_bytes()) == 1


def test_the_trail_leaves_as_json_and_as_csv(month: SampleMonth, tmp_path: Path) -> None:
    for name in ("t.json", "t.csv"):
        month.do("metas.trilha", run=month.run, path=tmp_path / name)
    told = json.loads((tmp_path / "t.json").read_text(encoding="utf-8"))
    steps = [act["passo"] for act in told["atos"]]
    goals = ["CALCULATE_COMBUSTIVEL", "APPLY_SALDO_DEVEDOR", "CALCULATE_PNEUS", "CALCULATE_PECAS"]
    assert steps[:7] == ["ETL_ORACLE_DATA", "CALCULATE_KM_PREVISTA", *goals, "CALCULATION_COMPLETED"]
    assert steps.count("GOAL_DECIDED") == 12 and steps.count("SAVE_PARAMETER_VALUE") == 12
    assert all(act["duracao_ms"] >= 0 and act["quem"] == "Diretor Silva" for act in told["atos"][1:7])
    km, debt = told["atos"][1]["depois"], told["atos"][3]["depois"]
    assert km["saida"]["km_prevista"]["4"] == "125000.09" and set(km["entrada"]["de"]) == {"retrato", "folha"}
    assert debt["entrada"]["teto"].keys() == debt["saida"]["saldo_devedor"].keys() and len(debt["entrada"]["teto"]) == 8
    lines = (tmp_path / "t.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) >= len(told["atos"]) and lines[0].startswith("sequencia;instante;quem;passo")


def test_the_contingency_workbook_is_renewed_for_the_month_after(month: SampleMonth) -> None:
    kept = month.do("metas.contingencia", run=month.run)
    assert (kept.month, kept.path.name, kept.beside) == (SEPTEMBER, "Metas contingência.xlsx", False)
    book = load_workbook(kept.path)
    assert "Conferencia" not in book.sheetnames and "Simulador" not in book.sheetnames
    told = {str(cell.value) for row in book["Capa"].iter_rows() for cell in row}
    assert {"Planilha de contingência, setembro de 2025", "CONTINGÊNCIA", "setembro de 2025"} <= told
    days = book["DadosDiarios"]
    assert (days["A4"].value.date().isoformat(), days["D4"].value, days["D4"].protection.locked) == (
        "2025-06-01", None, False,
    )  # fmt: skip
    again = month.do("metas.contingencia", run=month.run)
    assert again.path == kept.path and len(list(kept.path.parent.iterdir())) == 1


def test_a_contingency_workbook_somebody_has_open_stays_and_the_new_one_stands_beside(
    month: SampleMonth, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = month.do("metas.contingencia", run=month.run).path
    before, replace = held.read_bytes(), delivery.os.replace

    def locked(source: Any, target: Any) -> None:
        if Path(target) == held:
            raise PermissionError("open in Excel")
        replace(source, target)

    monkeypatch.setattr(delivery.os, "replace", locked)
    kept = month.do("metas.contingencia", run=month.run)
    assert (kept.path.name, kept.beside) == ("Metas contingência (2).xlsx", True)
    assert held.read_bytes() == before
    kept.path.unlink()


def test_only_a_published_month_renews_it(fresh: SampleMonth) -> None:
    with pytest.raises(KnownError, match="METAS.NAO_PUBLICADO_AINDA"):
        fresh.do("metas.contingencia", run=fresh.run)


def typed(workbook: bytes, month: SampleMonth) -> bytes:
    """The form with everything a person would type of the sample's August."""
    book, facts = load_workbook(BytesIO(workbook)), month.view.evaluation.facts
    _fill(book["DadosDiarios"], facts.tables["dias"], ("data", "setor"), {"km": 4})
    _fill(book["Consolidado_3M"], facts.tables["meses"], ("mes", "setor"), {"km": 3, "litros": 4})
    _fill(book["Base_12M"], facts.tables["meses_12m"], ("mes", "setor"), {"km": 3, "litros": 4})
    _fill(book["Custos_12M"], facts.tables["custos_12m"], ("mes", "setor", "criterio"), {"valor": 4})
    grid = book["Calculo"]
    titles = {cell.value: cell.column for cell in grid[4]}
    rows = {str(row[0].value): row[0].row for row in grid.iter_rows(min_row=7, max_row=10)}
    labels = {"PNEUS": "Pneus", "PECAS": "Peças"}
    for (key, members), value in facts.inputs.items():
        title = {"veiculos": "Veículos ativos", "meta_anterior": "Meta aprovada anterior",
                 "gasto_anterior": "Gasto realizado anterior"}.get(key)  # fmt: skip
        if title:
            whole = ", ".join((title, *(labels[m] for m in members[1:])))
            grid.cell(rows[members[0]], titles[whole]).value = value
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(sheet: Any, rows: Any, keys: tuple[str, ...], columns: dict[str, int]) -> None:
    known = {tuple(str(row[key]) for key in keys): row for row in rows}
    for line in sheet.iter_rows(min_row=4):
        place = tuple(
            str(cell.value.date() if hasattr(cell.value, "date") else cell.value) for cell in line[: len(keys)]
        )
        for field, column in columns.items():
            if place in known:
                line[column - 1].value = known[place][field]


def test_filled_in_by_hand_it_gives_the_twelve_goals(month: SampleMonth, tmp_path: Path) -> None:
    with month.house.store.read() as connection:
        blank, _ = contingency_bytes(connection, month.house, month.scope, month.run, AUGUST)
    book = recalculated(typed(blank, month), tmp_path)
    found = [round(Decimal(str(row[3])), 2) for row in cells(book["Resumo"])[4:16]]
    assert found == [goal.value for goal in month.view.goals]
