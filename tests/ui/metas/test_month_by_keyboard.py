"""One month decided, published and undone from the keyboard, on the real window."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from tests.ui.metas.conftest import Seat
from tests.viewmodels.screens.waiting import until
from ui.desktop.kit.danger_dialog import DangerDialog
from ui.desktop.metas.decision_dialog import DecisionDialog
from ui.desktop.metas.history_page import HistoryPage
from ui.desktop.metas.publish_dialog import PublishDialog
from ui.desktop.metas.results_page import ResultsPage
from viewmodels.operations.metas.explaining import Address

Key = Qt.Key


def open_dialog(seat: Seat, kind: type[QDialog]) -> Any:
    return next(d for d in seat.window.findChildren(kind) if d.isVisible())


def results(seat: Seat) -> ResultsPage:
    seat.window.go("metas", "resultados")
    page = seat.window.page
    assert isinstance(page, ResultsPage)
    return page


def put_ring(page: ResultsPage, row_key: str, column: int = 1) -> None:
    row = [row.key for row in page.model.table.rows].index(row_key)
    page.table.setCurrentIndex(page.model.table.index(row, column))


def decision(page: ResultsPage, row_key: str) -> str:
    return next(r for r in page.model.table.rows if r.key == row_key).cell("decisao").text


def test_f4_opens_the_decision_and_the_keys_adjust_it(seat: Seat, qtbot: Any) -> None:
    page = results(seat)
    put_ring(page, "PECAS/1")
    QTest.keyClick(page.table, Key.Key_F4)
    dialog: DecisionDialog = open_dialog(seat, DecisionDialog)
    assert dialog.windowTitle() == "Peças, GAMA, agosto de 2025"
    for _ in range(2):
        QTest.keyClick(dialog.choice, Key.Key_Down)
    assert dialog.value.isVisible() and dialog.confirm.text() == "Ajustar a meta"
    QTest.keyClicks(dialog.value.edit, "150000,00")
    assert dialog.distance.text().startswith("R$\u00a0−26.160,19")
    QTest.keyClick(dialog.value.edit, Key.Key_Return)
    assert dialog.isVisible() and dialog.reason.error == "A justificativa precisa de pelo menos 10 letras"
    QTest.keyClicks(dialog.reason.edit, "Compra em dobro em 2024")
    QTest.keyClick(dialog.reason.edit, Key.Key_Return)
    until(lambda: decision(page, "PECAS/1") == "Ajustada")
    assert page.table.currentIndex().row() == [r.key for r in page.model.table.rows].index("PECAS/1")


def test_escape_leaves_the_goal_as_it_was(seat: Seat) -> None:
    page = results(seat)
    put_ring(page, "PECAS/1")
    QTest.keyClick(page.table, Key.Key_F4)
    QTest.keyClick(open_dialog(seat, DecisionDialog), Key.Key_Escape)
    assert decision(page, "PECAS/1") == "Decidir"


def test_a_point_in_the_value_is_refused_at_the_field(seat: Seat) -> None:
    page = results(seat)
    page.decide("PECAS/1")
    dialog: DecisionDialog = open_dialog(seat, DecisionDialog)
    for _ in range(2):
        QTest.keyClick(dialog.choice, Key.Key_Down)
    QTest.keyClicks(dialog.value.edit, "150000.00")
    dialog.decide()
    assert dialog.isVisible() and "vírgula" in dialog.value.error
    dialog.reject()


def test_all_the_goals_one_after_the_other_then_published_then_undone(seat: Seat, qtbot: Any) -> None:
    page = results(seat)
    page.approve_calm()
    until(lambda: page.primary.text() == "Decidir as 3 metas")
    page.do_next()
    seen = []
    for _ in range(3):
        dialog: DecisionDialog = open_dialog(seat, DecisionDialog)
        seen.append(dialog.windowTitle().removesuffix(", agosto de 2025"))
        QTest.keyClick(dialog.choice, Key.Key_Return)
    assert seen == ["Pneus, SANTA MARIA", "Peças, GAMA", "Peças, SÃO SEBASTIÃO"]
    until(lambda: page.primary.text() == "Publicar as 12 metas")
    assert page.tag is not None and page.table_card.draft
    page.do_next()
    QTest.keyClick(open_dialog(seat, PublishDialog), Key.Key_Return)
    until(lambda: page.primary.text() == "Abrir o relatório")
    assert page.tag is None and not page.table_card.draft
    _undo(seat, qtbot)


def _undo(seat: Seat, qtbot: Any) -> None:
    seat.window.go("metas", "historico")
    page = seat.window.page
    assert isinstance(page, HistoryPage) and page.undo_button.isEnabled()
    page.undo_button.click()
    dialog: DangerDialog = open_dialog(seat, DangerDialog)
    until(lambda: dialog.reason_field.edit.hasFocus())
    assert not dialog.confirm.isEnabled()
    QTest.keyClicks(dialog.reason_field.edit, "Gasto de julho em dobro")
    QTest.keyClicks(dialog.typed_field.edit, "2025-08")
    dialog.confirm.click()
    until(lambda: not page.undo_button.isEnabled())
    assert page.model.table.rows[0].cell("situacao").text == "Revertido"


def test_leaving_a_goal_for_later_goes_on_to_the_next(seat: Seat) -> None:
    page = results(seat)
    page.do_next()
    first: DecisionDialog = open_dialog(seat, DecisionDialog)
    title = first.windowTitle()
    first.done(2)
    second: DecisionDialog = open_dialog(seat, DecisionDialog)
    assert second.windowTitle() != title
    second.reject()
    assert decision(page, "PNEUS/3") == "Decidir"


def test_ctrl_brackets_walk_down_to_the_lines_and_back_up(seat: Seat) -> None:
    page = results(seat)
    put_ring(page, "COMBUSTIVEL/4")
    QTest.keyClick(page.table, Key.Key_BracketLeft, Qt.KeyboardModifier.ControlModifier)
    cell = page.lines.current_cell()
    assert cell is not None and cell.figure_address == Address(1, "reducao", ("4",))
    QTest.keyClick(page.lines, Key.Key_BracketRight, Qt.KeyboardModifier.ControlModifier)
    cell = page.table.current_cell()
    assert cell is not None and cell.figure_address == Address(1, "meta_litros", ("4",))


def test_f8_walks_the_findings(seat: Seat) -> None:
    page = results(seat)
    put_ring(page, "COMBUSTIVEL/1")
    seen = []
    for _ in range(4):
        page.acts["next_finding"]()
        seen.append(page.model.table.row_at(page.table.currentIndex().row()).key)
    assert seen == ["PNEUS/3", "PECAS/1", "PECAS/4", "PNEUS/3"]


def test_a_reader_without_the_right_finds_the_buttons_closed_and_the_reason_in_words(auditor_seat: Seat) -> None:
    page = results(auditor_seat)
    assert not page.primary.isEnabled() and "aprovar metas" in page.situation
    put_ring(page, "PECAS/1")
    QTest.keyClick(page.table, Key.Key_F4)
    assert not [d for d in auditor_seat.window.findChildren(DecisionDialog) if d.isVisible()]


def test_a_debt_goes_in_instalments_by_keyboard_and_the_new_run_comes_to_the_front(seat: Seat, qtbot: Any) -> None:
    page = results(seat)
    page.decide("PECAS/1")
    dialog: DecisionDialog = open_dialog(seat, DecisionDialog)
    QTest.keyClick(dialog.choice, Key.Key_Down)
    assert dialog.count.isVisible() and dialog.confirm.text() == "Parcelar e recalcular"
    dialog.count.set_text("13")
    dialog.decide()
    assert dialog.count.error == "Informe de 2 a 12 parcelas"
    dialog.count.set_text("3")
    assert dialog.distance.text().replace("\u00a0", " ").startswith("ago/2025 R$ 2.333,33; set/2025 R$ 2.333,34")
    dialog.decide()
    assert dialog.reason.error.startswith("Escreva por que o saldo vai em parcelas")
    QTest.keyClicks(dialog.reason.edit, "Combinado com a diretoria")
    QTest.keyClick(dialog.reason.edit, Key.Key_Return)
    until(lambda: decision(page, "PECAS/1") == "Aprovada")
    assert page.model.view is not None and page.model.view.made_from == 1
    assert "Feito a partir do cálculo 1." in page.model.situation
