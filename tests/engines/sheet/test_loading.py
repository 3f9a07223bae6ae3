"""A sheet that contradicts itself fails at load, naming the line."""

from collections.abc import Mapping
from typing import Any

import pytest

from engines.figure import Rule
from engines.sheet import SheetError, load_sheet
from tests.engines.sheet.small import DATA, sheet


def _with_line(**line: Any) -> Mapping[str, Any]:
    return {**DATA, "lines": [*DATA["lines"], {"unit": "km", **line}]}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (_with_line(key="x", formula="nada + 1"), "x: UNKNOWN_NAME"),
        (_with_line(key="x", formula="total * fator"), "total runs over"),
        (_with_line(key="x", per=["lua"], formula="fator", unit="fraction"), "no axis"),
        (_with_line(key="x", unit="BRL", per=["setor"], formula="total"), "RESULT_UNIT"),
        (_with_line(key="total", per=["setor"], formula="total"), "given twice"),
        (_with_line(key="fator", per=["setor"], formula="total"), "given twice"),
    ],
)
def test_what_does_not_fit_is_refused(data: Mapping[str, Any], message: str) -> None:
    with pytest.raises(SheetError, match=message):
        load_sheet(data)


def test_a_sheet_for_the_workbook_holds_only_what_excel_can_say() -> None:
    with pytest.raises(SheetError, match="risco: no Excel form"):
        load_sheet({**DATA, "workbook": True})


@pytest.mark.parametrize("formula", ["IF(rotulo = 'a', 1, 2)", "IF(ligado, 1, 2)"])
def test_texts_and_truths_have_their_form(formula: str) -> None:
    inputs = [{"key": "rotulo", "unit": "text"}, {"key": "ligado", "unit": "bool"}]
    lines = [{"key": "x", "unit": "number", "formula": formula}]
    data = {"sheet": "s", "version": 1, "inputs": inputs, "lines": lines, "workbook": True}
    assert load_sheet(data).workbook


def test_a_cycle_is_refused_with_its_path() -> None:
    lines = [{"key": "a", "unit": "km", "formula": "b"}, {"key": "b", "unit": "km", "formula": "a"}]
    with pytest.raises(SheetError, match="cycle: a -> b -> a"):
        load_sheet({**DATA, "lines": lines, "checks": []})


def test_a_loaded_sheet_answers_for_its_names() -> None:
    rule = Rule("Regra", "Ato 1")
    loaded = load_sheet(DATA, {"r": rule})
    assert loaded.lines["total"].rule == rule
    assert (loaded.label("total"), loaded.label("razao"), loaded.label("fator")) == ("Total", "razao", "Fator")
    assert (str(loaded.unit("total")), str(loaded.unit("fator"))) == ("km", "fraction")
    assert (loaded.places("total"), loaded.places("fator"), loaded.per("razao")) == (2, 4, ("tipo",))
    assert [c.key for c in loaded.checks] == ["C1", "C2.ALTO"]
    assert sheet().lines["total"].rule is None
