"""Every line of the sheet we ship for the workbook has its Excel form; what has none is refused beforehand."""

import pytest

from engines.formula import Catalog, check, parse
from engines.formula.excel import NotInExcel
from engines.formula.excel_check import refuse_without_excel_form
from engines.formula.units import DATE, NUMBER, TEXT
from engines.sheet import load_sheet
from storage.resources import load_yaml


@pytest.mark.parametrize("name", ["metas", "comparacao", "simulacao", "efeito_do_dia"])
def test_the_sheets_of_the_workbook_load_whole(name: str) -> None:
    assert load_sheet(load_yaml(f"sheets/{name}.yaml")).workbook


def test_a_formula_without_form_is_refused() -> None:
    root = check(parse("IF(TODAY() > DATE(2025; 1; 1), 1, 2)"), Catalog()).root
    with pytest.raises(NotInExcel, match="FUNCTION"):
        refuse_without_excel_form(root, lambda _: "number")


@pytest.mark.parametrize(
    "text",
    [
        "COUNT(dias)",
        "SUM(dias.km WHERE setor = @setor AND data < corte)",
        "SUM(projecao) / a",
        "COALESCE(a, 0)",
    ],
)
def test_a_formula_with_form_passes_wherever_its_names_stand(text: str) -> None:
    catalog = Catalog(
        tables={"dias": {"data": DATE, "setor": TEXT, "km": NUMBER}},
        names={"a": NUMBER, "corte": DATE},
        lines={"projecao": NUMBER},
        bound={"setor": TEXT},
    )
    refuse_without_excel_form(check(parse(text), catalog).root, lambda _: "number")


def test_a_formula_too_long_for_far_cells_is_refused() -> None:
    root = check(parse("+".join(["a"] * 900)), Catalog(names={"a": NUMBER})).root
    with pytest.raises(NotInExcel, match="TOO_LONG"):
        refuse_without_excel_form(root, lambda _: "number")
