"""Help and switches in the real window: F1 opens what has the focus, links stay in the book, one click switches."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QKeyCombination, Qt, QTimer, QUrl
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from storage.errors import KnownError
from storage.texts.sentences import Texts
from tests.ui.mes.window import Hands, calculated, hands_on, window_on
from tests.viewmodels.screens.sample_desk import _around, scope_of
from ui.desktop import app
from ui.desktop.ajuda import pages, serve_guide
from ui.desktop.ajuda.guide_strip import GuideStrip
from ui.desktop.ajuda.help_dialog import HelpDialog
from ui.desktop.ajuda.help_page import HelpPage
from ui.desktop.ajuda.keys_page import KeysPage
from ui.desktop.ajuda.scenarios_page import ScenariosPage
from ui.desktop.app import open_window
from ui.desktop.kit.banner import Banner
from ui.desktop.kit.table import _KEYS as table_keys
from ui.desktop.kit.theme import Theme
from ui.desktop.shell.keymap import HELP, PAGE_KEYS, SHELL_KEYS
from ui.desktop.shell.window import ShellWindow
from ui.desktop.trouble import refusal_dialog
from viewmodels.banner import BannerView
from viewmodels.desk import Desk
from viewmodels.opening import open_house
from viewmodels.operations.house import House
from viewmodels.operations.scope import Scope
from viewmodels.state import State

ENTER = Qt.Key.Key_Enter
"""The one beside the digits: the keyboard's Return is told."""


@pytest.fixture
def hands(dressed: Theme, tmp_path: Path) -> Iterator[Hands]:
    with window_on(calculated(), tmp_path / "casa") as made:
        yield made


def _help(hands: Hands) -> HelpPage:
    assert isinstance(hands.window.page, HelpPage)
    return hands.window.page


def test_help_follows_the_focus_and_its_links_stay_in_the_book(hands: Hands) -> None:
    window = hands.window
    window.go("metas", "historico")
    hands.press(Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    page = _help(hands)
    assert page.reader.topic.id == "desfazer"
    page.text.anchorClicked.emit(QUrl("ajuda:codigo/CAL_004"))
    assert page.reader.topic.id == "codigo/CAL_004" and page.text.toPlainText().startswith("CAL_004")
    page.back.click()
    assert page.reader.topic.id == "desfazer"
    hands.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is page.search
    hands.write("glosa")
    hands.press(Qt.Key.Key_Return)
    assert page.reader.topic.id == "termo/glosa" and QApplication.focusWidget() is page.text
    hands.press(Qt.Key.Key_Right)
    hands.press(Qt.Key.Key_Return)
    assert page.reader.topic.id == "glossario"


def test_a_number_and_a_banner_lead_to_their_pages(hands: Hands) -> None:
    hands.window.go("metas", "mes")
    page = hands.window.page
    assert page is not None
    banner = Banner(BannerView(State.ATENCAO, "Um feriado sem tipo", "HOL_001"))
    page.body.addWidget(banner)
    banner.show()
    banner._ask()
    assert _help(hands).reader.topic.id == "codigo/HOL_001"


def test_a_refusal_explains_itself_over_its_dialog(hands: Hands) -> None:
    error = KnownError("LOJA_JA_ABERTA", arquivo="a", usuario="b", maquina="c", desde="d")
    dialog = refusal_dialog(hands.desk.house.texts, KnownError("SYS_002", contexto="2025-08", corrida=1), hands.window)
    dialog.open()
    hands.desk.shell.ask_help(error.code)
    (shown,) = dialog.findChildren(HelpDialog)
    assert shown.reader.topic.id == "familia/armazem"
    shown.accept()
    dialog.activateWindow()
    dialog.leave.setFocus()
    hands.until(lambda: QApplication.focusWidget() is dialog.leave)
    hands.press(Qt.Key.Key_F1)
    assert [each.reader.topic.id for each in dialog.findChildren(HelpDialog) if each.isVisible()] == ["mes"]
    for each in dialog.findChildren(HelpDialog):
        each.accept()
    dialog.accept()
    assert hands.window.area != "ajuda"


def test_a_switch_opens_its_own_house_and_the_way_back_the_clean_one(
    dressed: Theme, qapp: QApplication, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The loop of the program: the window closes, the house with it, and the one wanted opens."""
    opened: list[str] = []
    clicks = iter(["FROTA_VAZIA", ""])
    shutil.copytree(calculated(), tmp_path / "casa")

    @contextmanager
    def house(key: str = "") -> Iterator[House]:
        opened.append(key)
        with open_house(_around(tmp_path / "casa"), None) as made:
            yield made

    def window(house: House, scope: Scope, can_return: bool = False) -> tuple[ShellWindow, Desk]:
        made, desk = open_window(house, scope, can_return)
        wanted = next(clicks, None)
        QTimer.singleShot(0, desk, made.close if wanted is None else lambda: desk.switching.emit(wanted))
        return made, desk

    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(app, "open_window", window)
    assert app.run(["prova"], house, str, Texts(), house) == 0
    assert opened == ["", "FROTA_VAZIA", ""]


def test_one_click_asks_for_another_sample_company(hands: Hands) -> None:
    asked: list[str] = []
    hands.desk.switching.connect(asked.append)
    hands.window.go("ajuda", "cenarios")
    page = hands.window.page
    assert isinstance(page, ScenariosPage)
    QTest.mouseClick(page.turners["HODOMETRO_COM_ERRO"], Qt.MouseButton.LeftButton)
    assert asked == ["HODOMETRO_COM_ERRO"]


def test_the_guide_leads_to_its_place_and_comes_back_from_the_menu(hands: Hands) -> None:
    guide = serve_guide(hands.desk, hands.window)
    guide.go()
    assert (hands.window.area, guide.view.count) == ("metas", "Passo 6 de 8")
    guide.set_shown(False)
    (shown,) = [each for each in hands.window.menus[HELP].actions() if each.isCheckable()]
    assert not shown.isChecked()
    shown.trigger()
    assert guide.shown


def test_the_keys_page_has_every_key_of_window_page_and_table(hands: Hands) -> None:
    hands.window.go("ajuda", "teclado")
    page = hands.window.page
    assert isinstance(page, KeysPage)
    rows = [page.model.row_at(at).cell("teclas").text for at in range(page.model.rowCount())]
    told = {keys.strip() for row in rows for keys in row.split(",")}
    native = QKeySequence.SequenceFormat.NativeText
    wanted = {QKeySequence(text).toString(native) for key in (*SHELL_KEYS, *PAGE_KEYS) for text in key.sequences}
    table = {QKeySequence(QKeyCombination(held, key)).toString(native) for held, key in table_keys if key != ENTER}
    assert wanted | {each.replace("Return", "Enter") for each in table} <= told


def test_a_page_of_help_answers_the_search_of_the_window(hands: Hands) -> None:
    (hit,) = [each for each in hands.desk.shell.search("ORG_003") if "ORG_003" in each.title]
    hit.open()
    assert _help(hands).reader.topic.id == "codigo/ORG_003"


def test_with_a_switch_on_the_strip_says_what_to_look_for(dressed: Theme, tmp_path: Path) -> None:
    shutil.copytree(calculated(), tmp_path / "casa")
    with open_house(_around(tmp_path / "casa"), None) as house:
        switched = replace(house, scenario="HODOMETRO_COM_ERRO")
        with hands_on(switched, scope_of(switched, "diretor")) as hands:
            guide = serve_guide(hands.desk, hands.window)
            (strip,) = hands.window.findChildren(GuideStrip)
            assert "Hodômetro" in strip.accessibleName() and strip.clean.isVisibleTo(strip)
            asked: list[str] = []
            hands.desk.switching.connect(asked.append)
            strip.clean.click()
            assert asked == [""] and guide.view.switched


def test_a_real_company_has_no_switches(hands: Hands) -> None:
    hands.desk.house = replace(hands.desk.house, sample=False)
    assert [page.key for page in pages(hands.desk)] == ["manual", "teclado"]
