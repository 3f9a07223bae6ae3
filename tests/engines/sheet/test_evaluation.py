"""A sheet evaluated: exact values, missing members, what-if, checks."""

from decimal import Decimal

import pytest

from engines.figure import Missing
from tests.engines.sheet.small import ROWS, evaluation, facts, row, sheet


def test_lines_are_evaluated_per_member_and_totals_run_over_the_axis() -> None:
    small = evaluation()
    # GAMA: weekday mean 10.5 x 2 + Saturday 6 x 1 + Sunday 10.5 x 0.4 x 1 = 21 + 6 + 4.2
    assert small.value("total", {"setor": "1"}) == Decimal("31.20")
    assert small.value("total", ("2",)) == Decimal("56.00")
    assert small.value("maior") == Decimal("56.00")
    assert small.value("reduzido", ("1",)) == Decimal("30.73")
    assert small.value("tipos", ("1",)) == Decimal(3)
    assert small.value("desde").isoformat() == "2025-08-01"  # type: ignore[union-attr]


def test_a_primitive_takes_a_line_and_a_matrix_whole() -> None:
    assert evaluation().value("risco") == Decimal("87.20")


def test_a_missing_member_leaves_the_total_missing_but_is_not_counted() -> None:
    small = evaluation(inputs={k: v for k, v in facts().inputs.items() if k[0] != "razao"})
    assert isinstance(small.value("total", ("1",)), Missing)
    assert small.value("tipos", ("1",)) == Decimal(2)
    assert isinstance(small.value("maior"), Missing)


def test_an_input_nobody_gave_is_missing_and_an_unknown_name_is_our_fault() -> None:
    small = evaluation(inputs={})
    assert small.value("fator") == Missing("NOT_GIVEN")
    with pytest.raises(KeyError):
        small.value("nada")


def test_a_what_if_equals_a_fresh_evaluation_and_leaves_the_original_alone() -> None:
    small = evaluation()
    before = {(c.line, c.members): c.value for c in small.cells()}
    changed = small.changed({("fator", ()): Decimal("0.5")})
    fresh = evaluation(inputs={**facts().inputs, ("fator", ()): Decimal("0.5")})
    assert list(changed.cells()) == list(fresh.cells())
    assert {(c.line, c.members): c.value for c in small.cells()} == before
    assert changed.value("reduzido", ("1",)) == Decimal("15.60")


def test_a_what_if_of_rows_re_evaluates_what_stands_on_them() -> None:
    rows = (*ROWS, row("2025-05-11", "1", "D", "100"))
    changed = evaluation().changed(tables={"dias": rows})
    assert changed.value("total", ("1",)) == Decimal("127.00")
    assert [f.text_code for f in changed.findings()] == ["C2.ALTO"]


def test_only_dependents_of_what_changed_are_touched() -> None:
    assert sheet().dependents(frozenset({"fator"})) == frozenset({"reduzido"})
    assert "media_util" in sheet().dependents(frozenset({"table:dias"}))
    assert sheet().dependents(frozenset({"dias_mes"})) >= {"projecao", "total", "reduzido", "risco"}


def test_checks_raise_findings_with_their_place_and_arguments() -> None:
    zero = evaluation(inputs={**facts().inputs, **{("dias_mes", (k,)): Decimal(0) for k in "USD"}})
    found = zero.findings()
    assert [(f.code, f.where["setor"], f.args["km"]) for f in found] == [("C1", "1", 0), ("C1", "2", 0)]
    assert zero.findings_of(frozenset({"C2.ALTO"})) == ()


def test_lines_given_replace_the_formula() -> None:
    from engines.sheet import Evaluation

    given = Evaluation(sheet(), facts(), {("total", ("1",)): Decimal(1000)})
    assert given.value("reduzido", ("1",)) == Decimal("985.00")


def test_today_is_the_instant_of_the_calculation() -> None:
    from datetime import UTC, date, datetime

    assert evaluation(now=datetime(2025, 8, 2, 12, tzinfo=UTC)).value("hoje") == date(2025, 8, 2)


def test_a_sheet_knows_no_kpi() -> None:
    with pytest.raises(KeyError):
        evaluation().environment((), ()).kpi("X", 0)
