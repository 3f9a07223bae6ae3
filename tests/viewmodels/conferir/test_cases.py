"""Worked cases checked from a file: all of the published ones, perturbed ones, and files made to hurt."""

import json
from copy import deepcopy
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from storage.errors import KnownError
from storage.texts.sentences import Texts
from viewmodels.operations.conferir import CasesChecked, check_cases, check_cases_file
from viewmodels.operations.conferir.comparison import differences, same, shaped
from viewmodels.operations.plain_json import json_text

PUBLISHED = Path(__file__).parents[2] / "engines"
GOALS = PUBLISHED / "goals/cases/cases.json"
FORMULAS = PUBLISHED / "formula/cases/formula_cases.json"

NO_SUCH_COST = {
    "criterion": "NADA", "kmPrevista": 1, "custoKm": 1, "percentualPremiacao": 0, "saldo": {"saldoDevedor": 0},
}  # fmt: skip


@pytest.fixture(scope="module")
def goals() -> Any:
    return json.loads(GOALS.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def formulas() -> Any:
    return json.loads(FORMULAS.read_text(encoding="utf-8"))


def checked(document: object) -> CasesChecked:
    return check_cases(json.dumps(document).encode())


def only(document: Any, listed: str, id: str) -> Any:
    """The document with one of its cases, to be changed at will."""
    return {**document, listed: [deepcopy(case) for case in document[listed] if case["id"] == id]}


@pytest.mark.parametrize(("path", "total"), [(GOALS, 68), (FORMULAS, 77)])
def test_every_published_case_matches(path: Path, total: int) -> None:
    answer = check_cases_file(path)
    assert [(case.id, case.differences, case.fault) for case in answer.cases if not case.matches] == []
    assert (answer.matched, len(answer.cases), answer.differ) == (total, total, False)


def test_the_answer_has_the_keys_of_the_expected_part(goals: Any) -> None:
    (case,) = checked(only(goals, "cases", "MISS-02")).as_mapping()["cases"]  # type: ignore[misc, attr-defined]
    assert case == {
        "id": "MISS-02",
        "computed": {
            "missingShare": "0.0833",
            "strategies": [
                {
                    "sector": 4,
                    "severity": "PARTIAL_HISTORICAL_DATA",
                    "action": "USE_AVAILABLE_MONTHS",
                    "requiresApproval": True,
                    "months_used": ["2025-05", "2025-06"],
                }
            ],
        },
        "matches": True,
    }


def test_a_wrong_expected_value_is_told_with_its_place(goals: Any) -> None:
    document = only(goals, "cases", "FUEL-01")
    document["cases"][0]["expected"]["metaConsumoLitros"] = "40501.65"
    answer = checked(document)
    (case,) = answer.cases
    assert (case.matches, answer.differ, answer.matched) == (False, True, 0)
    assert [(d.where, d.computed, d.expected) for d in case.differences] == [
        ("metaConsumoLitros", "40501.64", "40501.65")
    ]


def test_every_number_of_every_case_is_compared(goals: Any) -> None:
    for case in goals["cases"]:
        for key, value in case["expected"].items():
            if key in ("literal", "note", "tolerance_published_vs_literal"):
                continue
            document = only(goals, "cases", case["id"])
            document["cases"][0]["expected"][key] = _other(value)
            assert checked(document).cases[0].matches is False, (case["id"], key)


def _other(value: object) -> object:
    if isinstance(value, bool) or value is None:
        return "outra coisa"
    if isinstance(value, int):
        return value + 1
    return "987654321.5" if isinstance(value, str) else [{"code": "OUTRO"}] if isinstance(value, list) else {"x": 1}


def test_a_case_without_its_expected_part_is_only_computed(goals: Any, formulas: Any) -> None:
    stripped = {**goals, "cases": [{k: v for k, v in c.items() if k != "expected"} for c in goals["cases"]]}
    answer = checked(stripped)
    assert {case.matches for case in answer.cases} == {None}
    assert (answer.matched, answer.differ) == (0, False)
    by_id = {case.id: case.computed for case in answer.cases}
    for case in goals["cases"]:
        assert not list(differences(by_id[case["id"]], case["expected"])), case["id"]
    vectors = {**formulas, "vectors": [{k: v for k, v in c.items() if k != "expect"} for c in formulas["vectors"]]}
    assert {case.matches for case in checked(vectors).cases} == {None}


def test_formula_texts_and_arguments_only_inform(formulas: Any) -> None:
    vector = next(v for v in formulas["vectors"] if "args" in v["expect"])
    document = only(formulas, "vectors", vector["id"])
    document["vectors"][0]["expect"] |= {"text": "outro", "args": {"suggest": "outro"}}
    assert checked(document).matched == 1
    document["vectors"][0]["expect"]["start"] += 1
    assert checked(document).matched == 0


@pytest.mark.parametrize(
    ("broken", "code"),
    [
        ({"kind": "nada", "inputs": {}}, "CONFERIR.TIPO_DESCONHECIDO"),
        ({"kind": "fuel", "inputs": {}}, "CONFERIR.FALTA_ENTRADA"),
        ({"kind": "fuel"}, "CONFERIR.FALTA_ENTRADA"),
        ({}, "CONFERIR.TIPO_DESCONHECIDO"),
        ("texto", "CONFERIR.VALOR_INVALIDO"),
        (None, "CONFERIR.VALOR_INVALIDO"),
        ({"kind": ["fuel"], "inputs": {}}, "CONFERIR.VALOR_INVALIDO"),
        ({"kind": "round", "inputs": {"values": ["doze"]}}, "CONFERIR.VALOR_INVALIDO"),
        ({"kind": "round", "inputs": {"values": ["1e999999999"]}}, "CONFERIR.VALOR_INVALIDO"),
        ({"kind": "round", "inputs": {"values": [float("inf")]}}, "CONFERIR.VALOR_INVALIDO"),
        ({"kind": "round", "inputs": {"values": ["NaN"]}}, "CONFERIR.VALOR_INVALIDO"),
        ({"kind": "round", "inputs": {"values": [10**4000]}}, "CONFERIR.VALOR_INVALIDO"),
        ({"kind": "round", "inputs": ["values"]}, "CONFERIR.VALOR_INVALIDO"),
        (
            {"kind": "cost_goal", "inputs": NO_SUCH_COST},
            "CONFERIR.VALOR_INVALIDO",
        ),
        ({"kind": "calendar", "inputs": {"period": "2025-13", "classifications": {}}}, "CONFERIR.VALOR_INVALIDO"),
        ({"kind": "parameter", "inputs": {"name": "NENHUM", "value": "1"}}, None),
    ],
)
def test_one_bad_case_stops_no_other(goals: Any, broken: object, code: str | None) -> None:
    good = only(goals, "cases", "CAL-01")["cases"]
    answer = checked({**goals, "cases": [broken, *good]})
    assert (answer.cases[1].matches, answer.matched, len(answer.cases)) == (True, 1, 2)
    bad = answer.cases[0]
    if code is not None:
        assert (bad.computed, bad.matches) == ({"error": code}, False)
        assert bad.fault is not None and Texts().say_error(bad.fault)
    json_text(answer.as_mapping())


def test_a_malformed_vector_stops_no_other(formulas: Any) -> None:
    good = only(formulas, "vectors", "F001")["vectors"]
    answer = checked({**formulas, "vectors": [{"id": "X"}, {"id": "Y", "formula": 12}, *good]})
    assert [case.matches for case in answer.cases] == [False, False, True]
    assert answer.cases[0].computed == {"error": "CONFERIR.FALTA_ENTRADA"}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "CONFERIR.NAO_E_JSON"),
        (b"{", "CONFERIR.NAO_E_JSON"),
        (b"\xff\xfe{}", "CONFERIR.NAO_E_JSON"),
        (b"[]", "CONFERIR.FORMA"),
        (b"12", "CONFERIR.FORMA"),
        (b"{}", "CONFERIR.AREA"),
        (b'{"area": "subsidios", "cases": []}', "CONFERIR.AREA"),
        (b'{"area": ["metas"], "cases": []}', "CONFERIR.AREA"),
        (b'{"area": "metas"}', "CONFERIR.SEM_CASOS"),
        (b'{"area": "metas", "cases": {}}', "CONFERIR.SEM_CASOS"),
        (b'{"area": "indicadores", "cases": []}', "CONFERIR.SEM_CASOS"),
        (b'{"area": "metas", "cases": [], "default_parameters": {"X": 1e999999}}', "CONFERIR.NUMERO"),
        (b'{"area": "prudencial", "cases": []}', "CONFERIR.AREA_NAO_CONSTRUIDA"),
        (b'{"area": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "CONFERIR.PROFUNDO"),
        (b'{"area": "metas", "x": ' + b"[" * 60 + b"]" * 60 + b"}", "CONFERIR.PROFUNDO"),
        (b" " * (32 * 1024 * 1024 + 1), "CONFERIR.GRANDE"),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_files_made_to_hurt_are_refused_with_a_sentence(content: bytes, code: str) -> None:
    with pytest.raises(KnownError) as refusal:
        check_cases(content)
    assert refusal.value.code == code
    for locale in ("pt", "en", "es"):
        assert Texts(locale).say_error(refusal.value)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "nada.json", tmp_path):
        with pytest.raises(KnownError, match="CONFERIR.NAO_LIDO"):
            check_cases_file(path)


def test_a_mark_of_order_of_bytes_is_no_matter(goals: Any) -> None:
    document = only(goals, "cases", "CAL-01")
    assert check_cases(b"\xef\xbb\xbf" + json.dumps(document).encode()).matched == 1


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        ("100.00", 100, True),
        ("1.5833333333", Decimal("1.583333333333333333"), True),
        ("1.58333333", Decimal("1.583333333333333333"), False),
        ("1e2", "100", True),
        ("0", "0.0000000001", False),
        ("-0.00", "0", True),
        (True, 1, False),
        (True, True, True),
        (None, "0", False),
        ("sábado", "sábado", True),
        ("Sábado", "sábado", False),
        ("", None, False),
    ],
)
def test_what_is_the_same(one: object, other: object, equal: bool) -> None:
    assert (same(one, other), same(other, one)) == (equal, equal)


def test_lists_of_another_length_differ_and_are_shown_whole() -> None:
    computed, expected = {"a": [{"x": 1, "y": 2}, {"x": 3}], "b": 1}, {"a": [{"x": 1}]}
    assert shaped(computed, expected) == {"a": [{"x": 1}, {"x": 3}]}
    assert [d.where for d in differences(computed, expected)] == ["a[1]"]
    assert [d.where for d in differences(expected, computed)] == ["a[0].y", "a[1]", "b"]
