"""Formula cases as `conferir` computes them."""

from typing import Any

from engines.kpi.cases import check_formula_cases

DOCUMENT: dict[str, Any] = {
    "now": "2025-08-02T10:00:00",
    "catalog": {
        "tables": {"t": {"fields": {"v": "money:BRL", "d": "date", "nome": "text"}}},
        "vars": {"x": {"unit": "count"}},
        "kpis": {"K": {"unit": "percent", "formula": "1"}},
    },
    "data": {
        "tables": {
            "t": [{"v": "1.10", "d": "2025-08-01", "nome": "a"}, {"v": None, "d": "2025-08-01T12:00:00", "nome": None}]
        },
        "vars": {"x": 0},
        "kpis": {"K": {"-1": "12.5"}, "GONE": {"0": 1}},
    },
}


def computed(formula: str, **more: object) -> object:
    vector = {"id": "V", "formula": formula, "locale": "en"} | more
    (answer,) = check_formula_cases(DOCUMENT | {"vectors": [vector]})
    assert answer["id"] == "V"
    return answer["computed"]


def test_values_carry_their_unit() -> None:
    assert computed("SUM(t.v) * 2") == {"value": "2.20", "unit": "money:BRL"}
    assert computed("[K, -1]") == {"value": "12.5", "unit": "percent"}
    assert computed("MAX(t.v WHERE v > 9)") == {"value": None, "unit": "money:BRL"}
    assert computed("TODAY()") == {"value": "2025-08-02", "unit": "date"}
    assert computed("x = 0") == {"value": True, "unit": "bool"}
    assert computed("COUNT(t WHERE d < TODAY())") == {"value": "2", "unit": "count"}


def test_zero_divisors_are_errors_of_the_run() -> None:
    assert computed("1 +\n1 / x") == {
        "error": "DIV_ZERO", "start": 8, "end": 9, "text": "x", "stage": "run", "line": 2, "col": 5, "start_utf16": 8,
    }  # fmt: skip


def test_faults_of_the_text_are_errors_of_validation() -> None:
    assert computed("y + 1") == {
        "error": "UNKNOWN_NAME", "start": 0, "end": 1, "text": "y", "stage": "validate", "line": 1, "col": 1,
        "start_utf16": 0,
    }  # fmt: skip
    assert computed("nomes(1)")["error"] == "UNKNOWN_FUNC"  # type: ignore[index]


def test_result_must_fit_the_indicator_or_the_unit_asked() -> None:
    assert computed("SUM(t.v)", kpi="K")["error"] == "RESULT_UNIT"  # type: ignore[index]
    assert computed("SUM(t.v)", unit="km")["error"] == "RESULT_UNIT"  # type: ignore[index]
    assert computed("x / x + 1", kpi="new")["error"] == "DIV_ZERO"  # type: ignore[index]
