"""Quanto custou as a person uses it: A and B picked, calculated, walked, read as a table, taken to the findings."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.subsidios.windows import copied, window_on
from tests.viewmodels.screens.waiting import until
from tests.viewmodels.subsidios.audits import bring, calculate, new_audit, sitting
from ui.desktop.subsidios.cost_page import CostPage
from viewmodels.screens.subsidios.cost_sides import Other, read_day

CASE = "simples-codigo-2025-11-20-head"


@pytest.fixture(scope="module")
def calculated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An audit of the worked case whose two codes differ by the suspension."""
    path = new_audit(tmp_path_factory.mktemp("auditoria"))
    with sitting(path) as (house, scope):
        bring(house, scope, CASE)
        calculate(house, scope, "2026-05-26")
    return path


@pytest.fixture
def audit(calculated: Path, tmp_path: Path) -> Path:
    return copied(calculated, tmp_path)


def test_two_dates_are_compared_walked_and_taken_to_the_findings(audit: Path, tmp_path: Path) -> None:
    with window_on(audit, tmp_path) as (window, desk):
        window.go("subsidios", "custo")
        page = window.page
        assert isinstance(page, CostPage) and page.model is not None
        model, sides = page.model, page.sides
        assert page.blank.isVisible() and not page.bars.isVisible()
        sides.a.edit.setText("31/02/2025")
        sides.a.edit.editingFinished.emit()
        assert sides.fault.text() == "Escreva a data como 20/01/2026"
        opened = sides.a.open_days()
        assert opened is not None
        QTest.keyClicks(opened.edit, "27/11/2025")
        QTest.keyClick(opened.edit, Qt.Key.Key_Return)
        assert model.sides is not None and model.sides.a_on == read_day("27/11/2025")
        page.calculate.click()
        until(lambda: not model.running)
        assert model.cost is not None and str(model.cost.total.difference) == "-1264.886280000"
        assert page.bars.isVisible() and sides.difference.text() == "R$\u00a0−1.264,89"
        assert page.parts.check.text() == "As 5 parcelas somam a diferença, ao centavo, em cada consórcio."
        assert [row.cell("clausula").text for row in model.changes.rows] == ["temperatura.suspensa_sem_fim"]
        bars = page.bars.waterfall
        bars.setFocus()
        QTest.keyClick(bars, Qt.Key.Key_Right)
        QTest.keyClick(bars, Qt.Key.Key_F1)
        shown = desk.shell.memory
        assert shown is not None and shown.value == "0,00"
        QTest.keyClick(bars, Qt.Key.Key_T, Qt.KeyboardModifier.AltModifier)
        assert page.bars.as_table.isChecked() and page.bars.table.figures.rowCount() == 7
        QTest.keyClick(page.parts.choice, Qt.Key.Key_End)
        assert model.dimension == "tipo_viagem" and model.parts.rows[-1].cell("a").text == "−4.315,71"
        dialog = page.open_whole()
        dialog.submit()
        (found,) = desk.ask("subsidios.achados").findings
        assert (found.title, str(found.effect)) == ("De A até B: R$\u00a0−1.264,89", "-1264.886280000")
        model.pick(kind=Other.WITHOUT)
        assert page.words.text().startswith("Abaixo está o cálculo anterior") and not page.calculate.isEnabled()


def test_a_clause_or_a_value_changed_and_a_work_stopped(audit: Path, tmp_path: Path) -> None:
    with window_on(audit, tmp_path) as (window, _desk):
        window.go("subsidios", "custo")
        page = window.page
        assert isinstance(page, CostPage) and page.model is not None
        model = page.model
        model.pick(kind=Other.VALUE, parameter="pof_minimo")
        page.sides.value.setText("82,5")
        page.sides.value.editingFinished.emit()
        assert model.sides is not None and str(model.sides.value) == "82.5"
        page.calculate.click()
        model.cancel()
        until(lambda: not model.running)
        assert model.cost is None and model.result
        model.pick(kind=Other.DATE, a_on=model.sides.b_on)
        page.calculate.click()
        until(lambda: not model.running)
        assert model.cost is not None and model.said.text == "Entre A e B nenhuma cláusula destes dias muda."
        page.curve.run.click()
        until(lambda: not page.curve_model.running)
        page.curve.toggle_table()
        assert page.curve.table.figures.rowCount() == 17
        standing = [mark.paid_text for mark in page.curve_model.marks() if mark.standing]
        assert standing == ["−5.580,59"]


def test_before_any_calculation_the_page_says_what_will_be_there(tmp_path: Path) -> None:
    with window_on(new_audit(tmp_path), tmp_path) as (window, _desk):
        window.go("subsidios", "custo")
        page = window.page
        assert isinstance(page, CostPage) and page.model is not None
        assert page.blank.isVisible() and not page.sides.isVisible() and not page.curve.isVisible()
        assert page.model.reason == "Nada foi importado ainda. Traga as tabelas de que o pagamento partiu."
