"""The main window: areas and pages, keys, dock, search, status line, sizes."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui import sample
from ui.desktop.kit import buttons
from ui.desktop.kit.empty_state import EmptyState
from ui.desktop.kit.table import FigureTable
from ui.desktop.kit.theme import Theme
from ui.desktop.kit.toast import Toast
from ui.desktop.shell.area_frame import AreaFrame
from ui.desktop.shell.areas import AREAS
from ui.desktop.shell.keymap import PAGE_KEYS, SHELL_KEYS
from ui.desktop.shell.page import Page, PageWidget
from ui.desktop.shell.panes import first_stop
from ui.desktop.shell.window import ShellWindow
from viewmodels.shell import ContextView, Hit, KeyHint, ShellViewModel, initials

CTRL = Qt.KeyboardModifier.ControlModifier


class _Month(PageWidget):
    """A page with one act, one button and one field to stop at."""

    made = 0

    def __init__(self) -> None:
        super().__init__("Agosto de 2025", "Faltam 3 decisões para publicar as 12 metas.")
        type(self).made += 1
        self.refreshed = 0
        self.acts["refresh"] = self._refresh
        self.hints = (KeyHint(("F5",), "Recalcular"),)
        self.decide = buttons.primary("Decidir as 3 metas")
        self.set_actions(self.decide)
        self.inside = buttons.outlined("Detalhe")
        self.body.addWidget(self.inside)

    def _refresh(self) -> None:
        self.refreshed += 1


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[ShellWindow]:
    _Month.made = 0
    pages = (
        Page("metas", "mes", "Mês", _Month),
        Page("metas", "resultados", "Resultados", lambda: PageWidget("Metas de agosto de 2025")),
        Page("metas", "preparar", "Preparar", lambda: PageWidget("Preparar", full=True), tab=False),
    )
    made = ShellWindow(sample.shell_model(), pages)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.go("metas")
    yield made


def test_pages_are_made_once_when_first_shown(window: ShellWindow) -> None:
    window.go("metas", "resultados")
    window.go("metas", "mes")
    assert _Month.made == 1
    assert window.page is not None
    assert window.page.title == "Agosto de 2025"


def test_an_area_comes_back_to_its_last_page(window: ShellWindow) -> None:
    window.go("metas", "resultados")
    window.go("inicio")
    window.rail.items["metas"].click()
    assert window.page is not None
    assert window.page.title == "Metas de agosto de 2025"


def test_registering_what_does_not_fit_is_refused(window: ShellWindow) -> None:
    with pytest.raises(KeyError):
        window.register(Page("nada", "x", "X", PageWidget))
    with pytest.raises(ValueError, match="twice"):
        window.register(Page("metas", "mes", "Mês", PageWidget))
    with pytest.raises(KeyError):
        window.go("metas", "inexistente")


@pytest.mark.parametrize("area", ["subsidios", "indicadores", "prudencial", "tempo_real"])
def test_areas_not_built_say_what_they_will_do_and_have_no_button(window: ShellWindow, area: str) -> None:
    window.go(area)
    shown = window.content.currentWidget()
    assert isinstance(shown, EmptyState)
    words = " ".join(one.text() for one in shown.findChildren(QLabel))
    assert "ainda não está nesta versão" in words
    assert "Aqui" in words
    assert not shown.findChildren(QPushButton)


@pytest.mark.parametrize(("digit", "area"), [(1, "inicio"), (2, "metas"), (6, "tempo_real")])
def test_ctrl_and_a_digit_go_to_an_area(window: ShellWindow, digit: int, area: str) -> None:
    QTest.keyClick(window, Qt.Key(Qt.Key.Key_0.value + digit), CTRL)
    assert window.area == area
    assert window.rail.items[area].isChecked()


def test_ctrl_page_walks_the_tabs(window: ShellWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_PageDown, CTRL)
    assert window.page is not None and window.page.title == "Metas de agosto de 2025"
    QTest.keyClick(window, Qt.Key.Key_PageDown, CTRL)
    assert window.page.title == "Agosto de 2025"
    QTest.keyClick(window, Qt.Key.Key_PageUp, CTRL)
    assert window.page.title == "Metas de agosto de 2025"


def test_keys_of_a_page_are_live_only_where_it_answers(window: ShellWindow) -> None:
    page = window.page
    assert isinstance(page, _Month)
    QTest.keyClick(window, Qt.Key.Key_F5)
    assert page.refreshed == 1
    live = [key.act for key in PAGE_KEYS if window._actions[key.act].isEnabled()]
    assert live == ["refresh"]
    window.go("metas", "resultados")
    QTest.keyClick(window, Qt.Key.Key_F5)
    assert page.refreshed == 1


def test_every_key_of_the_house_is_in_the_menu_and_none_twice(window: ShellWindow) -> None:
    menus = [menu for menu in window.menuBar().findChildren(QMenu) if menu.title()]
    in_menus = [action for menu in menus for action in menu.actions()]
    sequences = [one.toString() for action in in_menus for one in action.shortcuts()]
    assert len(sequences) == len(set(sequences))
    for key in (*SHELL_KEYS, *PAGE_KEYS):
        assert window._actions[key.act] in in_menus


def test_ctrl_m_and_the_strip_open_and_close_the_dock(window: ShellWindow) -> None:
    assert not window.dock.is_open
    assert window.strip.isVisible()
    QTest.keyClick(window, Qt.Key.Key_M, CTRL)
    assert window.dock.is_open
    assert window.dock.width() == 352
    assert not window.strip.isVisible()
    window.dock.panel.close_requested.emit()
    assert not window.dock.is_open
    window.strip.button.click()
    assert window.dock.is_open


def test_openness_is_kept_per_area(window: ShellWindow) -> None:
    window.dock.set_open(True)
    window.go("inicio")
    assert not window.dock.is_open
    window.go("metas")
    assert window.dock.is_open


def test_closing_the_dock_gives_the_keyboard_back_to_the_content(window: ShellWindow) -> None:
    page = window.page
    assert isinstance(page, _Month)
    page.inside.setFocus()
    window.dock.set_open(True)
    stop = first_stop(window.dock.panel)
    assert stop is not None
    stop.setFocus()
    QTest.keyClick(stop, Qt.Key.Key_M, CTRL)
    assert QApplication.focusWidget() is page.inside


def test_explaining_opens_the_dock_and_selecting_does_not(window: ShellWindow) -> None:
    asked: list[object] = []
    window.viewmodel.figure_selected.connect(asked.append)
    window.viewmodel.select("a")
    assert not window.dock.is_open
    window.viewmodel.explain("b")
    assert window.dock.is_open
    assert asked == ["a", "b"]
    window.viewmodel.show_memory(sample.memory())
    assert window.dock.panel.view is not None


def test_the_wide_window_starts_with_the_dock_at_440(qtbot: QtBot) -> None:
    window = ShellWindow(sample.shell_model(), (Page("metas", "mes", "Mês", _Month),))
    qtbot.addWidget(window)
    window.resize(1920, 1080)
    window.show()
    window.go("metas")
    assert window.dock.is_open
    assert window.dock.width() == 440


def test_f6_walks_the_panes(window: ShellWindow) -> None:
    order = []
    window.rail.items["inicio"].setFocus()
    for _ in range(3):
        QTest.keyClick(window, Qt.Key.Key_F6)
        focused = QApplication.focusWidget()
        panes = {"header": window.header, "content": window.content, "strip": window.strip, "rail": window.rail}
        order.append(next(name for name, pane in panes.items() if pane.isAncestorOf(focused)))  # type: ignore[arg-type]
    assert order == ["header", "content", "strip"]
    QTest.keyClick(window, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert window.content.isAncestorOf(QApplication.focusWidget())  # type: ignore[arg-type]


def test_ctrl_k_searches_and_enter_goes(window: ShellWindow) -> None:
    opened: list[str] = []
    window.viewmodel.add_provider(lambda typed: [Hit("Cálculo 123", "ago/2025", lambda: opened.append(typed))])
    QTest.keyClick(window, Qt.Key.Key_K, CTRL)
    edit = window.header.search.edit
    assert QApplication.focusWidget() is edit
    QTest.keyClicks(edit, "resul")
    results = window.header.search.results
    assert results.isVisible()
    assert [results.list.item(at).text() for at in range(results.list.count())] == [
        "Resultados   Metas", "Cálculo 123   ago/2025",
    ]  # fmt: skip
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert window.page is not None and window.page.title == "Metas de agosto de 2025"
    assert not results.isVisible()
    QTest.keyClicks(edit, "resul")
    QTest.keyClick(edit, Qt.Key.Key_Down)
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert opened == ["resul"]


def test_escape_gives_the_search_up_and_nothing_found_says_so(qtbot: QtBot, window: ShellWindow) -> None:
    edit = window.header.search.edit
    edit.setFocus()
    QTest.keyClicks(edit, "zzz")
    words = [one.text() for one in window.header.search.results.findChildren(QLabel) if one.isVisible()]
    assert words == ["Nada encontrado para “zzz”"]
    QTest.keyClick(edit, Qt.Key.Key_Escape)
    assert edit.text() == ""
    assert not window.header.search.results.isVisible()


def test_the_picker_offers_and_asks(window: ShellWindow) -> None:
    picked: list[str] = []
    window.viewmodel.context_chosen.connect(picked.append)
    menu = window.header.picker.menu()
    assert [(action.text(), action.isChecked()) for action in menu.actions()] == [
        ("Agosto de 2025", True), ("Julho de 2025", False),
    ]  # fmt: skip
    menu.actions()[1].trigger()
    assert picked == ["2025-07"]
    menu.deleteLater()
    assert window.header.picker.accessibleName() == "Vigência: Agosto de 2025"
    window.viewmodel.set_context(ContextView())
    assert not window.header.picker.isVisible()


def test_below_1200_the_search_is_an_icon_and_the_company_hides(window: ShellWindow) -> None:
    assert window.header.search.isVisible()
    window.resize(1100, 700)
    assert not window.header.search.isVisible()
    assert window.header.search_icon.isVisible()
    assert not window.header._company.isVisible()
    QTest.keyClick(window, Qt.Key.Key_K, CTRL)
    assert window.header.search.isVisible()


@pytest.mark.parametrize(("width", "height"), [(1024, 640), (1366, 768), (1920, 1080), (2560, 1440)])
def test_the_window_is_as_small_as_asked(qtbot: QtBot, width: int, height: int) -> None:
    window = ShellWindow(sample.shell_model(), (Page("metas", "mes", "Mês", _Month),))
    qtbot.addWidget(window)
    window.resize(width, height)
    window.show()
    window.go("metas")
    window.dock.set_open(True)
    window.viewmodel.show_memory(sample.memory())
    QApplication.processEvents()
    assert (window.width(), window.height()) == (width, height)
    page = window.page
    assert page is not None
    assert page.width() <= 1900


def test_f1_explains_on_a_number_and_helps_elsewhere(window: ShellWindow) -> None:
    page = window.page
    assert page is not None
    table = FigureTable(sample.result_model(), "Metas")
    page.body.addWidget(table)
    table.explain_requested.connect(window.viewmodel.explain)
    asked: list[object] = []
    window.viewmodel.explain_requested.connect(asked.append)
    table.setFocus()
    table.select_address("pneus/GAMA/meta")
    QTest.keyClick(table, Qt.Key.Key_F1)
    assert asked == ["pneus/GAMA/meta"]
    assert window.area == "metas"
    wanted: list[tuple[str, ...]] = []
    window.viewmodel.help_requested.connect(wanted.append)
    QTest.keyClick(table, Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    assert [hints[-1] for hints in wanted] == ["metas"]
    assert "GAMA" in table.help_hints()


@pytest.mark.parametrize("percent", [100, 130])
def test_keys_give_way_to_the_proofs(dressed: Theme, window: ShellWindow, qtbot: QtBot, percent: int) -> None:
    dressed.apply(percent=percent)
    window.status.set_page((), sample.HINTS)
    window.resize(1024, 640)

    def proofs_are_whole() -> bool:
        shown = [one for one in window.status.findChildren(QLabel) if one.isVisible()]
        return all(one.width() >= one.sizeHint().width() for one in shown)

    qtbot.waitUntil(lambda: window.status._keys.isVisible() == (percent == 100))
    qtbot.waitUntil(proofs_are_whole)


def test_status_copies_the_whole_hash(window: ShellWindow) -> None:
    rules = next(one for one in window.status.findChildren(QPushButton) if one.text() == "8c1f 2ad0")
    rules.click()
    assert QGuiApplication.clipboard().text() == "8c1f2ad0" * 8
    shown = [one.text() for one in window.status.findChildren(QLabel) if one.isVisible()]
    assert "Recalcular" in shown


def test_alt_alone_shows_the_menu_bar(window: ShellWindow) -> None:
    assert not window.menuBar().isVisible()
    QTest.keyClick(window, Qt.Key.Key_Alt)
    assert window.menuBar().isVisible()
    QTest.keyClick(window, Qt.Key.Key_Alt)
    assert not window.menuBar().isVisible()


def test_alt_with_a_shortcut_is_not_alt_alone(window: ShellWindow) -> None:
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    walked: list[int] = []
    QShortcut(QKeySequence("Alt+P"), window, lambda: walked.append(1))
    field = QLineEdit(window)
    field.show()
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
    assert (walked, window.menuBar().isVisible()) == ([1], False)


def test_a_wizard_page_takes_the_whole_content(window: ShellWindow) -> None:
    window.go("metas", "preparar")
    frame = window.content.currentWidget()
    assert isinstance(frame, AreaFrame)
    assert not frame.tabs.isVisible()
    assert not frame._head.isVisible()
    window.go("metas", "mes")
    assert frame.tabs.isVisible()


def test_actions_of_a_page_leave_with_it(window: ShellWindow) -> None:
    page = window.page
    assert isinstance(page, _Month)
    assert page.decide.isVisible()
    window.go("metas", "resultados")
    assert not page.decide.isVisible()
    window.go("metas", "mes")
    assert page.decide.isVisible()


def test_toast_and_bell_and_user(window: ShellWindow) -> None:
    window.viewmodel.notify("Relatório salvo em Documentos", "Abrir", lambda: None)
    assert window.content.findChild(Toast) is not None, "over the page, never over the dock's buttons"
    assert window.header.bell.accessibleName() == "Avisos: 3"
    assert window.header.user.accessibleName() == "Usuário: Diretor Silva"
    asked: list[bool] = []
    window.viewmodel.bell_requested.connect(lambda: asked.append(True))
    window.header.bell.click()
    assert asked == [True]


@pytest.mark.parametrize(("name", "letters"), [("Diretor Silva", "DS"), ("Ana", "A"), ("", ""), ("ana de prado", "AP")])
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_the_search_answers_at_most_twelve_and_nothing_to_nothing() -> None:
    model = ShellViewModel()
    model.add_provider(lambda typed: [Hit(str(at), "", lambda: None) for at in range(30)])
    assert len(model.search("x")) == 12
    assert model.search("  ") == []


def test_the_rail_is_walked_by_arrows(window: ShellWindow) -> None:
    first = window.rail.items["inicio"]
    first.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert window.rail.items["metas"].hasFocus()
    QTest.keyClick(window.rail.items["metas"], Qt.Key.Key_Up)
    QTest.keyClick(first, Qt.Key.Key_Up)
    assert window.rail.items["ajustes"].hasFocus()


def test_the_rail_has_the_six_areas_and_two_at_the_foot() -> None:
    assert [area.title for area in AREAS if not area.foot] == [
        "Início", "Metas", "Subsídios", "Indicadores", "Prudencial", "Tempo real",
    ]  # fmt: skip
    assert [area.title for area in AREAS if area.foot] == ["Ajuda", "Ajustes"]
