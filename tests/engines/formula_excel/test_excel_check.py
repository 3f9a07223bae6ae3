"""Every line of the sheet we ship for the workbook has its Excel form; what has none is refused beforehand."""

import pytest

from engines.formula import Catalog, check, parse
from engines.formula.excel import Kind, NotInExcel
from engines.formula.excel_check import refuse_without_excel_form
from engines.sheet import load_sheet
from storage.resources import load_yaml


def test_the_goals_sheet_goes_whole_into_the_workbook() -> None:
    sheet = load_sheet(load_yaml("sheets/metas.yaml"))

    def kind(key: str) -> Kind:
        return "bool" if sheet.unit(key).kind == "bool" else "number"

    assert sheet.workbook
    for line in sheet.lines.values():
        refuse_without_excel_form(line.root, kind)


def test_a_formula_without_form_is_refused() -> None:
    root = check(parse("IF(TODAY() > DATE(2025; 1; 1), 1, 2)"), Catalog()).root
    with pytest.raises(NotInExcel, match="FUNCTION"):
        refuse_without_excel_form(root, lambda _: "number")
