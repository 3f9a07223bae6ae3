"""Worked cases at the very limits of every kind, their answers worked out apart from the product."""

import json
from pathlib import Path
from typing import Any

import pytest

from viewmodels.operations.conferir import CasesChecked, check_cases

FILE = Path(__file__).parents[2] / "engines/goals/cases/variations.json"
DOCUMENT: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
FORMULAS = Path(__file__).parents[2] / "engines/formula/cases"
SPOILT = [
    {"id": "no such kind", "kind": "nada", "inputs": {}},
    {"id": "nothing given", "kind": "saldo", "inputs": None},
    {"id": "no number", "kind": "round", "inputs": {"values": [None]}},
    {"id": "no type of day", "kind": "calendar", "inputs": {"period": "2025-11", "classifications": {"x": "UTIL"}}},
    {"id": "no yes or no", "kind": "rollback", "inputs": {"confirmRollback": "false", "reason": "Dados corrigidos"}},
    "no case",
]
"""Cases nobody can compute, put among the others."""


@pytest.fixture(scope="module")
def checked() -> CasesChecked:
    cases = [*SPOILT, *DOCUMENT["cases"]]
    return check_cases(json.dumps({**DOCUMENT, "cases": cases}).encode())


@pytest.mark.parametrize("at", range(len(DOCUMENT["cases"])), ids=[case["id"] for case in DOCUMENT["cases"]])
def test_a_case_at_the_limit_has_its_worked_answer(checked: CasesChecked, at: int) -> None:
    case = checked.cases[len(SPOILT) + at]
    assert (case.id, case.differences) == (DOCUMENT["cases"][at]["id"], ())
    assert case.matches is True


def test_cases_nobody_can_compute_are_told_one_by_one(checked: CasesChecked) -> None:
    spoilt = checked.cases[: len(SPOILT)]
    assert [case.matches for case in spoilt] == [False] * len(SPOILT)
    assert all(case.fault is not None for case in spoilt)


def test_formulas_of_every_rule_have_their_worked_answers() -> None:
    catalog, others = (
        json.loads((FORMULAS / name).read_text(encoding="utf-8")) for name in ("formula_cases.json", "variations.json")
    )
    answers = check_cases(json.dumps({**catalog, **others}).encode())
    assert [(case.id, case.differences) for case in answers.cases if not case.matches] == []
    assert answers.matched == len(others["vectors"]) > 100
