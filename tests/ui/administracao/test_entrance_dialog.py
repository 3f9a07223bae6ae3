"""The dialog at the door by keyboard: first run, wrong password at its place, the lock, recovery, the key kept."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from storage.clock import stopped_clock
from storage.store import Store
from storage.texts.sentences import Texts
from tests.ui.mes.looking import cut, nameless
from tests.viewmodels.test_entrance import CHEAP, NOON, OTHER, PASSWORD
from ui.desktop.entrance.dialog import EntranceDialog
from ui.desktop.entrance.form_page import FormPage
from ui.desktop.kit.theme import Mode, Theme
from viewmodels.entrance import Entrance, Step
from viewmodels.operations.gate import StoreGate
from viewmodels.operations.house import House


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with Store.create(tmp_path / "loja.sqlite", stopped_clock(NOON)) as store:
        gate = StoreGate(store)
        yield House(store=store, clock=store.clock, texts=Texts(), rights=gate, refused=gate.refused)


@pytest.fixture
def door(house: House, dressed: Theme) -> Iterator[EntranceDialog]:
    made = opened(house)
    yield made
    closed(made)


def opened(house: House) -> EntranceDialog:
    made = EntranceDialog(house, Entrance(house, CHEAP))
    made.show()
    made.activateWindow()
    QTest.qWaitForWindowActive(made)
    return made


def closed(made: EntranceDialog) -> None:
    made.hide()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def write(*texts: str) -> None:
    """Each text (ASCII: QTest types no other) in the field in front, Tab between, Enter at the end."""
    for at, text in enumerate(texts):
        field = QApplication.focusWidget()
        assert isinstance(field, QLineEdit)
        field.selectAll()
        QTest.keyClicks(field, text)
        QTest.keyClick(field, Qt.Key.Key_Return if at == len(texts) - 1 else Qt.Key.Key_Tab)
    QApplication.processEvents()


def page(door: EntranceDialog) -> FormPage:
    return door.forms[door.entrance.step]


def test_first_run_by_keyboard(door: EntranceDialog) -> None:
    write("Viacao Sol", "Ana Prado", "ana", "curta", "curta")
    assert page(door).fields["new"].error == "A senha precisa de pelo menos 10 caracteres."
    form = page(door)
    for key in ("new", "again"):
        form.fields[key].edit.setText(PASSWORD)
    QTest.keyClick(form.fields["again"].edit, Qt.Key.Key_Return)
    assert door.entrance.step is Step.KEY
    assert not door.key_page.go_on.isEnabled()
    door.key_page.copy.click()
    assert QGuiApplication.clipboard().text() == door.entrance.key
    QTest.keyClick(door.key_page.ticked, Qt.Key.Key_Space)
    door.key_page.go_on.click()
    assert (door.entrance.step, door.result()) == (Step.DONE, EntranceDialog.DialogCode.Accepted)


def test_different_passwords_are_said_at_the_second(door: EntranceDialog) -> None:
    write("Viacao Sol", "Ana Prado", "ana", PASSWORD, OTHER)
    assert page(door).fields["again"].error == "As duas senhas são diferentes"
    assert door.entrance.step is Step.FIRST


def test_wrong_password_then_the_lock_with_its_time(door: EntranceDialog, house: House) -> None:
    door.entrance.begin(company="Viação Sol", login="ana", name="Ana", password=PASSWORD)
    second = opened(house)
    for _ in range(4):
        write("ana", "errada-mas-comprida") if not page(second).text("login") else write("errada-mas-comprida")
        assert page(second).problem.sentence.text() == "Usuário ou senha não conferem."
        page(second).fields["password"].edit.setFocus()
    write("errada-mas-comprida")
    assert page(second).problem.sentence.text().startswith("Acesso bloqueado até 02/08/2025 às 12:15")
    assert second.entrance.scope is None
    closed(second)


def test_recovery_by_keyboard(door: EntranceDialog, house: House) -> None:
    door.entrance.begin(company="Viação Sol", login="ana", name="Ana", password=PASSWORD)
    key = door.entrance.key
    second = opened(house)
    second._lost()
    write("ana", "AAAA-BBBB", OTHER, OTHER)
    assert page(second).fields["key"].error == "A chave de recuperação não confere ou já foi usada."
    form = page(second)
    form.fields["key"].edit.setText(key)
    QTest.keyClick(form.fields["key"].edit, Qt.Key.Key_Return)
    assert second.entrance.step is Step.KEY
    closed(second)


def test_passwords_are_never_shown(door: EntranceDialog) -> None:
    hidden = {
        field.title.text()
        for form in door.forms.values()
        for field in form.fields.values()
        if field.edit.echoMode() is QLineEdit.EchoMode.Password
    }
    assert hidden == {"Senha", "Nova senha", "Repita a nova senha"}


@pytest.mark.parametrize("mode", [Mode.CLARO, Mode.ESCURO])
def test_every_page_has_room_and_names_at_130(house: House, dressed: Theme, mode: Mode) -> None:
    dressed.apply(mode, 130)
    door = opened(house)
    found = {}
    for step in (Step.FIRST, Step.SIGN_IN, Step.CHANGE, Step.RECOVER, Step.KEY):
        door.entrance.step = step
        door.entrance.key = "ABCD-EFGH-IJKL-MNOP-QRST-UVWX-YZ23-4567"
        door._show_step()
        if step in door.forms:
            door.forms[step].submit.click()
        QApplication.processEvents()
        found[step] = cut(door) + nameless(door)
    closed(door)
    assert {step: wrong for step, wrong in found.items() if wrong} == {}
