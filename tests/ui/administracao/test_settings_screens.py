"""Settings, users, journal and help in the window: names, room for words, live theme, rights."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from tests.ui.mes.looking import cut, nameless
from tests.ui.mes.window import Hands, calculated, empty, window_on
from ui.desktop.administracao.new_dialogs import NewPersonDialog
from ui.desktop.administracao.password_dialog import PasswordDialog
from ui.desktop.administracao.people_page import PeopleListPage
from ui.desktop.ajustes.appearance_page import LookPage
from ui.desktop.ajustes.erp_page import ErpFormPage
from ui.desktop.kit.theme import Mode, Theme
from viewmodels.preferences import Preferences, preferences_of

SETTINGS = (
    "aparencia", "erp", "copias", "limites", "contatos", "guarda", "sistema",
    "usuarios", "papeis", "clientes", "diario",
)  # fmt: skip
HELP = ("manual", "teclado", "cenarios")
PAGES = [("ajustes", key) for key in SETTINGS] + [("ajuda", key) for key in HELP]


def front(hands: Hands, area: str, key: str) -> None:
    hands.window.go(area, key)
    for _ in range(3):
        QApplication.processEvents()


def keys_of(hands: Hands, area: str) -> list[str]:
    return [page.key for page in hands.window._pages if page.area == area]


def test_everything_focusable_is_named(tmp_path: Path) -> None:
    found = {}
    with window_on(calculated(), tmp_path / "casa") as hands:
        for area, key in PAGES:
            front(hands, area, key)
            found[key] = nameless(hands.window)
    assert {key: names for key, names in found.items() if names} == {}


def test_nothing_is_cut_at_130(dressed: Theme, tmp_path: Path) -> None:
    dressed.apply(Mode.CLARO, 130)
    found = {}
    with window_on(calculated(), tmp_path / "casa") as hands:
        for area, key in PAGES:
            front(hands, area, key)
            assert hands.window.page is not None
            found[key] = cut(hands.window.page)
    assert {key: words for key, words in found.items() if words} == {}


@pytest.mark.parametrize(
    ("login", "shown"),
    [
        ("diretor", list(SETTINGS)),
        ("operador", ["aparencia", "limites", "contatos", "guarda", "sistema"]),
        ("auditor", ["aparencia", "limites", "contatos", "guarda", "sistema", "diario"]),
    ],
)
def test_each_role_sees_what_it_uses(tmp_path: Path, login: str, shown: list[str]) -> None:
    with window_on(empty(), tmp_path / "casa", login) as hands:
        assert keys_of(hands, "ajustes") == shown
        assert keys_of(hands, "ajuda") == list(HELP)


def test_theme_and_size_are_worn_at_once_and_kept(dressed: Theme, tmp_path: Path) -> None:
    with window_on(empty(), tmp_path / "casa") as hands:
        front(hands, "ajustes", "aparencia")
        page = hands.window.page
        assert isinstance(page, LookPage)
        hands.tab_to(page.themes)
        hands.press(Qt.Key.Key_Left)
        assert (dressed.mode, dressed.dark) == (Mode.ESCURO, True)
        hands.tab_to(page.sizes)
        hands.press(Qt.Key.Key_Right)
        assert dressed.percent == 115
        assert preferences_of(hands.desk.house, hands.desk.scope) == Preferences("escuro", 115)


def in_front(hands: Hands, kind: type[QDialog]) -> QDialog:
    found: list[QDialog] = []

    def there() -> bool:
        found[:] = [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]
        return bool(found)

    hands.until(there)
    found[0].activateWindow()
    QTest.qWaitForWindowActive(found[0])
    return found[0]


def test_new_person_by_keyboard_and_the_password_shown_once(tmp_path: Path) -> None:
    with window_on(empty(), tmp_path / "casa") as hands:
        front(hands, "ajustes", "usuarios")
        page = hands.window.page
        assert isinstance(page, PeopleListPage)
        hands.tab_to(page.new)
        hands.press(Qt.Key.Key_Space)
        form = in_front(hands, NewPersonDialog)
        assert isinstance(form, NewPersonDialog)
        assert QApplication.focusWidget() is form.name.edit
        hands.press(Qt.Key.Key_Return)
        assert form.name.error == "Diga o nome da pessoa"
        hands.write("Maria Souza")
        hands.press(Qt.Key.Key_Tab)
        hands.write("maria")
        hands.press(Qt.Key.Key_Return)
        shown = in_front(hands, PasswordDialog)
        assert isinstance(shown, PasswordDialog)
        assert len(shown.shown.text()) == 19
        hands.press(Qt.Key.Key_Escape)
        assert page.model.situation.startswith("5 usuários ativos")


def test_a_wrong_field_of_the_address_is_marked(tmp_path: Path) -> None:
    with window_on(empty(), tmp_path / "casa") as hands:
        front(hands, "ajustes", "erp")
        page = hands.window.page
        assert isinstance(page, ErpFormPage)
        page.keep.click()
        assert page.host.error == "Diga o nome ou o número do servidor"
        for field, text in ((page.host, "erp local"), (page.service, "PROD"), (page.user, "leitor")):
            field.edit.setText(text)
        page.port.edit.setText("99999")
        page.keep.click()
        assert page.port.error == "Uma porta de 1 a 65535; a do Oracle costuma ser 1521"
        page.port.edit.setText("1521")
        page.keep.click()
        assert page.host.error.startswith("O endereço do ERP tem um campo que não pode estar certo")


def test_the_test_button_shows_what_the_erp_said(tmp_path: Path) -> None:
    with window_on(empty(), tmp_path / "casa") as hands:
        front(hands, "ajustes", "erp")
        page = hands.window.page
        assert isinstance(page, ErpFormPage)
        page.test.click()
        hands.until(lambda: not page.model.running)
        assert page.report.count() == 7
