"""Simulator, comparison and walking the results in the real window: a dragged slider, arrows, F3, Ctrl+[ and chips."""

from decimal import Decimal

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from engines.goals.approval import Decision
from tests.sample_house import calculated
from tests.ui.metas.conftest import Seat
from ui.desktop.comparar.page import ComparePage
from ui.desktop.metas.history_page import HistoryPage
from ui.desktop.metas.results_page import ResultsPage
from ui.desktop.simulador.page import SimulatorPage
from viewmodels.operations.metas.explaining import Address
from viewmodels.screens.simulator_table import Simulated

LEFT, CTRL, SHIFT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
REDUCTION = "FATOR_REDUCAO_COMBUSTIVEL"
WHY = "Meta de economia da diretoria"


def settle() -> None:
    for _ in range(4):
        QApplication.processEvents()


def shown(page: SimulatorPage, row: str, column: str) -> str:
    return next(r for r in page.model.table.rows if r.key == row).cell(column).text


def test_dragging_typing_and_applying_in_the_simulator(seat: Seat) -> None:
    seat.window.go("metas", "simulador")
    page = seat.window.page
    assert isinstance(page, SimulatorPage) and page.tag is page.tag_label and page.card.draft
    settle()
    control, middle = page.parameters[REDUCTION], page.parameters[REDUCTION].slider.height() // 2
    slider = control.slider
    QTest.mousePress(slider, LEFT, pos=QPoint(int(slider.x_of(15)), middle))
    for position in (18, 20, 25):
        QTest.mouseMove(slider, QPoint(round(slider.x_of(position)), middle))
    settle()
    assert control.field.edit.text() == "2,5" and shown(page, "COMBUSTIVEL/4", "A") == "40.090,45"
    QTest.mouseRelease(slider, LEFT, pos=QPoint(round(slider.x_of(25)), middle))
    slider.setFocus()
    QTest.keyClick(slider, Qt.Key.Key_Left)
    settle()
    assert shown(page, "COMBUSTIVEL/4", "A") == "40.131,57", "an arrow is one step of 0,1 %"
    control.field.edit.setFocus()
    control.field.edit.setText("150")
    QTest.keyClick(control.field.edit, Qt.Key.Key_Return)
    assert control.field.error.endswith("Quis dizer 1,5\u00a0%?") and shown(page, "COMBUSTIVEL/4", "A") == "40.131,57"
    control.field.edit.setText("2")
    QTest.keyClick(control.field.edit, Qt.Key.Key_Return)
    settle()
    assert shown(page, "COMBUSTIVEL/4", "A") == "40.296,04" and slider.value() == 20
    page.select_address(Simulated(1, "A", "meta_litros", ("4",)))
    assert seat.desk.shell.memory is not None and seat.desk.shell.memory.value == "40.296,04"
    dialog = page.apply()
    assert dialog is not None and dialog.table.figures.rowCount() == 1
    dialog.submit()
    assert dialog.isVisible() and dialog.why.error
    dialog.why.set_text(WHY)
    dialog.submit()
    rows = {row.parameter.key: row.value for row in seat.desk.ask("metas.parametros", vigencia=seat.desk.vigencia)}
    assert rows[REDUCTION] == Decimal("0.02")
    page.discard()
    assert slider.value() == 15 and not page.discard_button.isEnabled()


def test_two_calculations_are_chosen_and_walked(seat: Seat) -> None:
    told = {"name": REDUCTION, "value": "0.02", "justification": WHY, "vigencia": seat.desk.vigencia}
    seat.desk.act("metas.editar_parametro", "metas.parametros", **told)
    calculated(seat.desk.house, seat.desk.scope)
    seat.window.go("metas", "historico")
    history = seat.window.page
    assert isinstance(history, HistoryPage)
    history.model.refresh()
    history.table.selectAll()
    assert history.chosen_runs == [1, 2] and history.compare_button.isEnabled()
    history.compare_button.click()
    page = seat.window.page
    assert isinstance(page, ComparePage) and page.title == "Cálculo 1 comparado ao 2"
    seat.window.activateWindow()
    settle()
    QTest.keyClick(seat.window.windowHandle(), Qt.Key.Key_F3)
    settle()
    assert page.table.currentIndex().row() == 1 and page.bridge.mark_texts()[1].startswith("Parâmetros, −")
    assert page.bridge_card.title.text() == "Do cálculo 1 ao 2: Combustível, GAMA"
    QTest.keyClick(seat.window.windowHandle(), Qt.Key.Key_F3, SHIFT)
    settle()
    assert page.model.table.row_at(page.table.currentIndex().row()).key == "COMBUSTIVEL/4"
    page.swap.click()
    assert page.title == "Cálculo 2 comparado ao 1" and page.first.currentData() == 2
    page.only.click()
    assert page.model.table.rowCount() == 5


@pytest.fixture
def results(seat: Seat) -> ResultsPage:
    seat.window.go("metas", "resultados")
    page = seat.window.page
    assert isinstance(page, ResultsPage)
    settle()
    return page


def test_precedents_light_in_place_and_are_walked(seat: Seat, results: ResultsPage) -> None:
    goal, model = Address(1, "meta_final", ("1", "PECAS")), results.model
    results.select_address(goal)
    lit = {c.key for r in model.lines.rows for c in model.lines.columns if model.lines.is_lit(r.cell(c.key))}
    assert {"km_prevista", "custo_km", "saldo_devedor", "meta_base", "meta_final"} <= lit
    chips = {chip.text().split("\u00a0\u00a0")[0]: chip.lit for chip in results.below.chips}
    assert chips == {"Tolerância do saldo": True, "Retenção para premiação": True}
    saldo = next(r for r in model.table.rows if r.key == "PECAS/1").cell("saldo")
    assert model.table.is_lit(saldo)
    index = model.table.find(Address(1, "meta_final", ("2", "PECAS")))
    QTest.mouseMove(results.table.viewport(), results.table.visualRect(index).center())
    other = next(r for r in model.lines.rows if r.key == "2")
    assert model.lines.is_lit(other.cell("km_prevista")), "the goal under the pointer lights its own inputs"
    model.hover(None)
    results.table.setFocus()
    QTest.keyClick(results.table, Qt.Key.Key_BracketLeft, CTRL)
    down = results.lines.current_cell()
    assert down is not None and down.figure_address == Address(1, "meta_calculada", ("1", "PECAS"))
    QTest.keyClick(results.lines, Qt.Key.Key_BracketRight, CTRL)
    assert results.table.hasFocus() and results.table.current_cell().figure_address == goal  # type: ignore[union-attr]
    seat.window.dock.panel.back.click()
    assert results.lines.current_cell().figure_address == down.figure_address  # type: ignore[union-attr]
    results.walk.precedents(Address(1, "premiacao", ("1", "PECAS")))
    memory = seat.desk.shell.memory
    assert memory is not None


def test_the_sentence_of_every_goal_is_copied(seat: Seat, results: ResultsPage) -> None:
    view = results.model.view
    assert view is not None
    chosen = {("PECAS", "1"): Decision(True, Decimal("150000.00"), "Compra em dobro em 2024")}
    seat.desk.act("metas.decidir", "metas.decisoes", run=1, digest=view.digest, chosen=chosen)
    settle()
    results.table.setFocus()
    told = {}
    for at, row in enumerate(results.model.table.rows):
        if row.key.startswith("grupo:"):
            continue
        results.table.setCurrentIndex(results.model.table.index(at, 1))
        QTest.keyClick(results.table, Qt.Key.Key_C, CTRL | SHIFT)
        told[row.key] = QGuiApplication.clipboard().text()
    assert len(set(told.values())) == 12 and all(told.values())
    assert told["COMBUSTIVEL/4"].startswith("40.501,63\u00a0L = 125.000,09\u00a0km")
    assert told["PECAS/1"] == "O calculado era R$\u00a0176.160,19. Diretor Silva ajustou: Compra em dobro em 2024"


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_column_is_hidden_from_its_menu(results: ResultsPage) -> None:
    menu = results.choose_columns()
    titles = [action.text() for action in menu.actions()]
    assert "Saldo devedor" in titles and "Critério e setor" not in titles
    next(action for action in menu.actions() if action.text() == "Saldo devedor").trigger()
    menu.close()
    assert "saldo" not in [column.key for column in results.model.table.columns]


def test_several_numbers_selected_are_summed_in_the_dock(seat: Seat, results: ResultsPage) -> None:
    model, keys = results.model.table, [row.key for row in results.model.table.rows]
    column = [spec.key for spec in model.columns].index("meta")
    results.table.setCurrentIndex(model.index(keys.index("PECAS/1"), column))
    for _ in range(3):
        QTest.keyClick(results.table, Qt.Key.Key_Down, SHIFT)
    shown_now = seat.desk.shell.memory
    assert shown_now is not None and (shown_now.value, shown_now.unit_first) == ("651.237,40", True)
    rules = [rule.value.replace("\u00a0", " ") for rule in shown_now.rules]
    assert rules == ["R$ 651.237,40", "4", "R$ 87.300,05", "R$ 270.093,98"]
    litres = model.index(keys.index("COMBUSTIVEL/4"), column)
    results.table.selectionModel().select(litres, QItemSelectionModel.SelectionFlag.Select)
    mixed = seat.desk.shell.memory
    assert mixed is not None and mixed.value == "não somável"
