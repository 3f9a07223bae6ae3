"""A new company by keyboard: sectors, vigência, first parameters, and the month that says only the ERP is left."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel

from engines.goals.approval import Decision
from tests.new_company import new_company
from tests.ui.mes.looking import cut, nameless
from tests.ui.mes.window import Hands, calculated, hands_on, window_on
from ui.desktop.kit.theme import Mode, Theme
from ui.desktop.mes.month_page import MonthPage
from ui.desktop.metas.cadastros_page import CadastrosPage
from viewmodels.changes import EVERYTHING, Changed

LONG = "Nossa Senhora da Conceição de São Sebastião do Paranoá Norte, garagem e ponto de apoio de ônibus"


@contextmanager
def first_day(folder: Path, size: tuple[int, int] = (1366, 768)) -> Iterator[Hands]:
    """The window of a new company's first administrator."""
    with new_company(folder) as (house, scope), hands_on(house, scope, size) as hands:
        yield hands


def page_of(hands: Hands) -> CadastrosPage:
    page = hands.window.page
    assert isinstance(page, CadastrosPage)
    return page


def dialog(hands: Hands) -> QDialog:
    """The dialog in front, with the keyboard in it."""
    found: list[QDialog] = []

    def there() -> bool:
        found[:] = [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]
        return bool(found) and found[0].isAncestorOf(QApplication.focusWidget())  # type: ignore[arg-type]

    hands.until(there)
    return found[0]


def gone(hands: Hands) -> None:
    """No dialog any more; the window is in front again, as any window manager puts it."""
    hands.until(lambda: not any(isinstance(w, QDialog) and w.isVisible() for w in QApplication.topLevelWidgets()))
    hands.window.activateWindow()
    QTest.qWaitForWindowActive(hands.window)


def at_rest() -> None:
    """Layouts inside layouts have asked for their room and got it."""
    for _ in range(10):
        QApplication.processEvents()


def words(widget: object) -> list[str]:
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisible()]  # type: ignore[attr-defined]


def press_primary(hands: Hands) -> None:
    """The filled button, by Tab and Space."""
    hands.tab_to(page_of(hands).primary)
    hands.press(Qt.Key.Key_Space)


def new_sector(hands: Hands, name: str, code: str) -> None:
    dialog(hands)
    hands.write(name)
    hands.press(Qt.Key.Key_Tab)
    hands.write(code)
    hands.press(Qt.Key.Key_Return)


def test_from_nothing_to_a_month_that_waits_only_for_the_erp(dressed: Theme, tmp_path: Path) -> None:
    with first_day(tmp_path) as hands:
        hands.window.go("metas", "preparar")
        month = hands.window.page
        assert isinstance(month, MonthPage) and month.empty.isVisible()
        hands.tab_to(month.register)
        hands.press(Qt.Key.Key_Space)
        page = page_of(hands)
        assert not page.sectors.isVisible() and not page.periods.isVisible()

        assert page.primary.text() == "Cadastrar setor"
        press_primary(hands)
        new_sector(hands, "Norte", "24x")
        refused = dialog(hands)
        assert "O código no ERP tem só algarismos, até 9. Deixe em branco se ainda não o sabe." in words(refused)
        hands.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        hands.write("240")
        hands.press(Qt.Key.Key_Return)
        gone(hands)
        hands.tab_to(page.new_sector)
        hands.press(Qt.Key.Key_Space)
        new_sector(hands, "Sul", "31")
        gone(hands)
        assert [row.cell("nome").text for row in page.model.sector_table.rows] == ["Norte", "Sul"]

        assert page.primary.text() == "Abrir vigência"
        press_primary(hands)
        dialog(hands)
        hands.press(Qt.Key.Key_Return)
        gone(hands)
        assert hands.desk.vigencia == "2025-08"
        assert page.primary.text() == "Dar os valores do programa"
        press_primary(hands)
        QApplication.processEvents()
        assert page.primary.text() == "Conectar ao meu ERP"
        assert "3 de 4 feitos" in words(page)

        hands.window.go("metas", "preparar")
        hands.until(lambda: hands.page.steps["preparacao"].isVisible())
        said = words(hands.page.steps["preparacao"])
        assert "2 de 4 prontas" in said
        assert "O endereço do ERP ainda não foi informado. Informe-o em Ajustes, Conectar ao meu ERP." in said
        way = hands.page.steps["preparacao"].read  # type: ignore[attr-defined]
        assert way.text() == "Conectar ao meu ERP"
        hands.tab_to(way)
        hands.press(Qt.Key.Key_Space)
        shown = hands.window.page
        assert shown is not None and shown.title == "Conectar ao meu ERP"


def test_a_sector_and_a_spending_are_edited_from_their_lines(dressed: Theme, tmp_path: Path) -> None:
    with window_on(calculated(), tmp_path / "casa") as hands:
        hands.window.go("metas", "cadastros")
        page = page_of(hands)
        for table, key in ((page.sectors, Qt.Key.Key_F2), (page.sectors, Qt.Key.Key_Return)):
            table.setFocus(Qt.FocusReason.TabFocusReason)
            hands.press(key)
            assert dialog(hands).windowTitle() == "Editar setor"
            hands.press(Qt.Key.Key_Escape)
            gone(hands)
        page.show_section("gastos")
        page.spendings.table.setFocus(Qt.FocusReason.TabFocusReason)
        hands.press(Qt.Key.Key_Return)
        assert not any(isinstance(w, QDialog) and w.isVisible() for w in QApplication.topLevelWidgets()), "a heading"
        hands.press(Qt.Key.Key_Down)
        hands.press(Qt.Key.Key_F2)
        asked = dialog(hands)
        assert asked.windowTitle() == "Combustível, GAMA"
        hands.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        hands.write("80000,5")
        hands.press(Qt.Key.Key_Tab)
        hands.press(Qt.Key.Key_Tab)
        hands.write("curta")
        hands.press(Qt.Key.Key_Return)
        assert "A justificativa precisa de pelo menos 10 letras." in words(asked)
        hands.write(" demais, agora nao")
        hands.press(Qt.Key.Key_Return)
        gone(hands)
        row = page.spendings.model.table.rows[1]
        assert [row.cell(key).text for key in ("gasto", "fonte")] == ["80.000,50", "Digitado"]


def test_a_parameter_is_changed_and_its_effect_explained_by_keyboard(dressed: Theme, tmp_path: Path) -> None:
    with window_on(calculated(), tmp_path / "casa") as hands:
        hands.window.go("metas", "cadastros")
        page = page_of(hands)
        page.choice.setFocus(Qt.FocusReason.TabFocusReason)
        hands.press(Qt.Key.Key_Right)
        panel = page.parameters
        assert panel.isVisible() and not page.sectors.isVisible()
        panel.table.setFocus(Qt.FocusReason.TabFocusReason)
        hands.press(Qt.Key.Key_Down)
        assert panel.model.title == "Fator de redução do combustível"
        assert not panel.keep.isEnabled()
        hands.press(Qt.Key.Key_F2)
        hands.write("2")
        shown = {row.key: row.cell("muda").text for row in panel.model.goals.rows}
        assert shown["COMBUSTIVEL/4"] == "−205,59"
        hands.desk.changes.publish(Changed(frozenset({EVERYTHING})))
        QApplication.processEvents()
        assert panel.value.edit.text() == "2", "what somebody else wrote takes nothing typed away"
        hands.press(Qt.Key.Key_Return)
        assert panel.why.error == "Diga por que o valor muda"
        hands.tab_to(panel.why.edit)
        hands.write("Acordo da diretoria")
        hands.press(Qt.Key.Key_Return)
        assert panel.table.figures.row_at(1).cell("valor").text == "2\u00a0%"
        assert [row.cell("motivo").text for row in panel.model.history.rows] == ["Acordo da diretoria", "Valor inicial"]
        hands.tab_to(panel.goals)
        for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_F1):
            hands.press(key)
        memory = hands.desk.shell.memory
        assert memory is not None and memory.path[0] == "Valores em vigor"


def test_a_file_and_the_erp_are_shown_before_anything_is_written(dressed: Theme, tmp_path: Path) -> None:
    path = tmp_path / "metas.csv"
    with window_on(calculated(), tmp_path / "casa") as hands:
        hands.window.go("metas", "cadastros")
        page = page_of(hands)
        page.show_section("gastos")
        panel = page.spendings
        path.write_text("Vigência;Setor;Critério;Meta\n07/2025;LESTE;Peças;1\n", encoding="utf-8")
        panel.show_file(path)
        asked = dialog(hands)
        assert "Linha 2, coluna Setor: o setor «LESTE» não está cadastrado." in words(asked)
        hands.press(Qt.Key.Key_Return)
        gone(hands)
        path.write_text("Vigência;Setor;Critério;Meta\n07/2025;GAMA;Peças;90000\n", encoding="utf-8")
        panel.show_file(path)
        asked = dialog(hands)
        assert "Uma linha; uma muda o registrado. Tudo entra, ou nada entra." in words(asked)
        hands.write("Planilha da diretoria")
        hands.press(Qt.Key.Key_Return)
        gone(hands)
        row = next(row for row in panel.model.table.rows if row.key == "PECAS/1")
        assert [row.cell(key).text for key in ("meta", "teto", "excedente")] == ["90.000,00", "97.200,00", "17.800,00"]
        panel.read()
        hands.until(lambda: not panel.model.running)
        asked = dialog(hands)
        assert asked.windowTitle() == "Gastos de julho de 2025 no ERP"
        hands.press(Qt.Key.Key_Return)
        assert "Diga por que o valor registrado muda" in words(asked)
        hands.write("Fechamento de julho")
        hands.press(Qt.Key.Key_Return)
        gone(hands)
        row = next(row for row in panel.model.table.rows if row.key == "PECAS/1")
        assert [row.cell(key).text for key in ("gasto", "fonte", "fechado")] == [
            "217.602,25", "ERP, provisório", "30/07/2025",
        ]  # fmt: skip


def test_a_published_vigencia_is_made_active_after_a_confirmation(dressed: Theme, tmp_path: Path) -> None:
    with window_on(calculated(), tmp_path / "casa") as hands:
        publish(hands)
        hands.window.go("metas", "cadastros")
        page = page_of(hands)
        assert page.model.period_table.rows[0].cell("ato").text == "Tornar ativa"
        page.periods.setFocus(Qt.FocusReason.TabFocusReason)
        hands.press(Qt.Key.Key_Return)
        assert dialog(hands).windowTitle() == "Tornar agosto de 2025 ativa?"
        hands.press(Qt.Key.Key_Return)
        gone(hands)
        assert hands.desk.shell.context.word == "Ativa"
        assert page.model.period_table.rows[0].cell("ato").text == "Fechar"


def publish(hands: Hands) -> None:
    """August decided and published, as it was calculated."""
    view = hands.desk.ask("metas.resultados", vigencia="2025-08")
    chosen = {goal.key: Decision(True) for goal in view.goals}
    assert hands.desk.act("metas.decidir", run=view.run.id, digest=view.digest, chosen=chosen) == ()
    hands.desk.act("metas.aprovar", run=view.run.id, digest=view.digest)


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)])
@pytest.mark.parametrize("mode", [Mode.CLARO, Mode.ESCURO])
def test_nothing_is_cut_or_nameless_at_130(dressed: Theme, tmp_path: Path, mode: Mode, size: tuple[int, int]) -> None:
    dressed.apply(mode, 130)
    with first_day(tmp_path, size) as hands:
        hands.window.go("metas", "cadastros")
        page = page_of(hands)
        seen = []
        for step in (
            lambda: None,
            lambda: page.model.save_sector("", LONG, "", True),
            lambda: page.model.open_period("2025-08"),
            lambda: page.model.give_parameters(),
            lambda: page.model.open_period("2025-07"),
        ):
            step()
            at_rest()
            seen += [*cut(page), *nameless(page)]
        for key in ("parametros", "gastos"):
            page.show_section(key)
            at_rest()
            seen += [*cut(page), *nameless(page)]
        for ask in (lambda: page.edit_sector("1"), page.open_period, lambda: page.spendings.edit("PECAS/1")):
            ask()
            asked = dialog(hands)
            seen += [*cut(asked), *nameless(asked)]
            hands.press(Qt.Key.Key_Escape)
            gone(hands)
    assert seen == []


def test_results_of_a_new_company_lead_to_what_has_to_be_registered(tmp_path: Path) -> None:
    with first_day(tmp_path) as hands:
        for button in ("primary", "prepare"):
            hands.window.go("metas", "resultados")
            shown = getattr(hands.window.page, button)
            assert shown.text() == "Fazer os cadastros"
            shown.click()
            assert hands.window.place == ("metas", "cadastros")
