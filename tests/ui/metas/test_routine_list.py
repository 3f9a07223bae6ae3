"""The checklist in the window: walked and ticked by keyboard, the message handed over, the vigência closed with it."""

from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.metas.conftest import Seat
from tests.viewmodels.screens.test_history import publish
from ui.desktop.metas.closing_dialog import CloseMonthDialog
from ui.desktop.metas.cockpit_page import CockpitPage
from ui.desktop.metas.notice_dialog import NoticeDialog
from ui.desktop.metas.routine_list import RoutineList


def cockpit(seat: Seat) -> CockpitPage:
    seat.window.go("metas", "mes")
    for _ in range(3):
        QApplication.processEvents()
    assert isinstance(seat.window.page, CockpitPage)
    return seat.window.page


def walk_to(listed: RoutineList, key: str) -> None:
    """With the arrows, opening the group of the item on the way."""
    for _ in range(40):
        QTest.keyClick(listed, Qt.Key.Key_Up)
    for _ in range(40):
        row = listed.current
        if row is not None and row.key == key:
            return
        if row is not None and row.is_group and not row.opened:
            QTest.keyClick(listed, Qt.Key.Key_Right)
        QTest.keyClick(listed, Qt.Key.Key_Down)
    raise AssertionError(f"{key} is not on the list")


def test_the_list_is_walked_and_ticked_by_keyboard(seat: Seat, qtbot: Any) -> None:
    listed = cockpit(seat).steps
    listed.setFocus()
    walk_to(listed, "PRECO")
    assert listed.accessibleName().startswith("Preço do combustível conferido, A fazer")
    QTest.keyClick(listed, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: listed.current is not None and listed.current.ticked is True)
    assert "Diretor Silva" in listed.accessibleName()
    walk_to(listed, "DADOS")
    QTest.keyClick(listed, Qt.Key.Key_Space)
    QTest.keyClick(listed, Qt.Key.Key_Left)
    assert listed.current is not None and listed.current.ticked is None


def test_the_message_goes_to_the_mail_program_and_the_vigencia_closes_with_its_list(seat: Seat, qtbot: Any) -> None:
    publish(seat.desk)
    opened: list[QUrl] = []
    dialog = NoticeDialog(seat.desk, 1, seat.window, lambda link: bool(opened.append(link)) or True)
    dialog.open()
    dialog.mail.click()
    assert [link.scheme() for link in opened] == ["mailto"]
    page = cockpit(seat)
    page._model.refresh()
    assert {step.key: step.ticked for step in page._model.steps}["AVISO"] is False
    dialog.sent.click()
    page._model.refresh()
    assert {step.key: step.ticked for step in page._model.steps}["AVISO"] is True
    seat.desk.act("metas.mudar_vigencia", "metas.periodos", vigencia="2025-08", status="ATIVA")
    page._model.refresh()
    assert page.close_month.isVisibleTo(page)
    closing = CloseMonthDialog(seat.desk, page._model, seat.window)
    closing.open()
    closing.submit()
    assert "Relatório guardado" in closing.problem.sentence.text()
    closing.reason.edit.setText("Relatório guardado na rede")
    closing.submit()
    assert page._model.situation is not None
    page._model.refresh()
    assert page._model.situation.status == "FECHADA"
