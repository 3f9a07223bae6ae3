"""Another program recomputes the workbook: every line must come out as the engine says, to the last place."""

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from engines.figure import Missing
from engines.sheet import Facts
from storage.exports.workbook import workbook_bytes
from storage.exports.workbook_content import WorkbookContent
from tests.storage.exports.office import cells, recalculated
from tests.storage.exports.sample_workbook import CASE, CRITERIA, SECTORS, content, facts, holed_facts

FIRST_CHECKED = 6


def _calculated_cells(made: WorkbookContent) -> int:
    lines = {line.key for line in made.lines}
    return sum(1 for key, _ in made.values if key in lines)


@pytest.mark.parametrize("worked", [facts, holed_facts], ids=["whole month", "month with holes"])
def test_every_line_is_recomputed_as_the_engine_says(worked: type[Facts], tmp_path: Path) -> None:
    made = content(worked=worked())
    book = recalculated(workbook_bytes(made), tmp_path)
    rows = [row for row in cells(book["Conferencia"])[FIRST_CHECKED - 1 :] if row[0]]
    differing = [row for row in rows if row[5] != "CONFERE"]
    assert differing == []
    assert len(rows) == _calculated_cells(made)
    assert book["Conferencia"]["C3"].value == f"{len(rows)} de {len(rows)} linhas CONFERE"
    assert _errors(book) == []


def test_the_twelve_goals_are_the_published_ones(tmp_path: Path) -> None:
    book = recalculated(workbook_bytes(content()), tmp_path)
    found = [float(row[3]) for row in cells(book["Resumo"])[4:16]]
    assert found == pytest.approx(_published(), abs=0.004)


def test_the_holes_of_the_month_reach_the_sheet(tmp_path: Path) -> None:
    made = content(worked=holed_facts())
    missing = [key for key, value in made.values.items() if isinstance(value, Missing)]
    assert ("meta_litros", ("3",)) in missing
    assert ("teto", ("1", "PNEUS")) in missing
    assert ("meta_por_veiculo", ("3", "PNEUS")) in missing
    assert ("meta_base", ("1", "PECAS")) in missing
    assert made.values["meta_final", ("2", "PECAS")] == made.values["meta_minima", ("2", "PECAS")]


def test_a_changed_parameter_makes_the_check_differ_and_the_simulator_not(tmp_path: Path) -> None:
    changed = load_workbook(BytesIO(workbook_bytes(content())))
    parameters = {row[0].value: row[1] for row in changed["Parametros"].iter_rows(min_row=5)}
    parameters["Fator de redução"].value = 0.02
    out = BytesIO()
    changed.save(out)
    book = recalculated(out.getvalue(), tmp_path)
    rows = [row for row in cells(book["Conferencia"])[FIRST_CHECKED - 1 :] if row[5] == "DIVERGE"]
    assert {row[0] for row in rows} == {
        "Redução",
        "Meta de consumo",
        "Custo se a meta for cumprida",
        "Economia prevista",
    }
    assert len(rows) == 16
    assert book["Conferencia"]["C3"].value == "335 de 351 linhas CONFERE"
    assert [row[10] for row in cells(book["Simulador"])[4:16]] == pytest.approx([0] * 12)


def test_the_simulator_answers_to_its_own_parameters(tmp_path: Path) -> None:
    changed = load_workbook(BytesIO(workbook_bytes(content())))
    sheet = changed["Simulador"]
    row = next(cell.row for cell in sheet["B"] if cell.value == "Fator de redução")
    sheet.cell(row, 3).value = 0
    out = BytesIO()
    changed.save(out)
    book = recalculated(out.getvalue(), tmp_path)
    fuel = cells(book["Simulador"])[4:8]
    gross = [float(CASE["expected"]["sectors"][key]["COMBUSTIVEL"]["litrosPrevistoBruto"]) for key in SECTORS]
    assert [row[9] for row in fuel] == pytest.approx(gross, abs=0.004)
    assert book["Conferencia"]["C3"].value == "351 de 351 linhas CONFERE"


def _published() -> list[float]:
    expected = CASE["expected"]["sectors"]
    fuel = [float(expected[key]["COMBUSTIVEL"]["metaConsumoLitros"]) for key in SECTORS]
    return fuel + [float(expected[key][criterion]["metaFinalReais"]) for criterion in CRITERIA for key in SECTORS]


def _errors(book: object) -> list[tuple[str, str]]:
    return [
        (sheet.title, cell.coordinate)
        for sheet in book  # type: ignore[attr-defined]
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.value.startswith("#")
    ]
