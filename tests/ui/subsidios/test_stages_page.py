"""Etapas: a table of any size by keyboard, filtered and sorted by the engine, its numbers told in the dock."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.subsidios.windows import window_on
from tests.viewmodels.screens.waiting import until
from ui.desktop.metas.rows_window import RowsWindow
from ui.desktop.shell.window import ShellWindow
from ui.desktop.subsidios.stages_page import StagesPage
from viewmodels.desk import Desk
from viewmodels.table_spec import Kind

PAID, CLASSIFIED = "sumario_faixa_servico_dia_pagamento", "viagem_classificada"


@pytest.fixture(scope="module")
def opened(audit_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[ShellWindow, Desk]]:
    with window_on(audit_file, tmp_path_factory.mktemp("janela")) as both:
        yield both


@pytest.fixture
def page(opened: tuple[ShellWindow, Desk]) -> StagesPage:
    window, _desk = opened
    window.go("subsidios", "etapas")
    page = window.page
    assert isinstance(page, StagesPage)
    page.clear()
    page.table.figures.sort_by(None)
    page.model.choose(PAID)
    return page


def _values(page: StagesPage, column: str) -> list[object]:
    table = page.model.table
    at = [spec.key for spec in table.columns].index(column)
    return [table.cell_at(row, at).raw for row in range(table.rowCount())]


def _ring(page: StagesPage, row: int, column: str) -> None:
    at = [spec.key for spec in page.model.table.columns].index(column)
    page.table.setCurrentIndex(page.model.table.index(row, at))


def test_the_stages_stand_in_order_with_their_rows_and_begin_at_the_payment(page: StagesPage) -> None:
    names = [each.name for each in page.model.stages]
    assert names.index(CLASSIFIED) < names.index("percentual_operacao_faixa_horaria") < names.index(PAID)
    assert page.model.stages[-1].rows == "25 linhas"
    assert page.card.title.text() == "Sumário de pagamento por faixa"
    assert page.model.table.rowCount() == 25


def test_arrows_walk_the_stages(page: StagesPage) -> None:
    page.list.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(page.list, Qt.Key.Key_Up)
    assert page.model.stage == "subsidio_faixa_servico_dia_tipo_viagem"
    assert page.model.table.rowCount() == 89
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert page.table.hasFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert page.model.stage == PAID


def test_the_header_sorts_in_the_engine_both_ways_and_back(page: StagesPage) -> None:
    at = [spec.key for spec in page.model.table.columns].index("valor_a_pagar")
    given = _values(page, "valor_a_pagar")
    page.table.cycle_sort(at)
    assert _values(page, "valor_a_pagar") == sorted(given)  # type: ignore[type-var]
    page.table.cycle_sort(at)
    assert _values(page, "valor_a_pagar") == sorted(given, reverse=True)  # type: ignore[type-var]
    page.table.cycle_sort(at)
    assert _values(page, "valor_a_pagar") == given


def test_a_filter_is_typed_said_and_taken_back(page: StagesPage) -> None:
    _ring(page, 0, "valor_a_pagar")
    dialog = page.ask_filter()
    assert dialog is not None
    assert dialog.column.currentData() == "valor_a_pagar"
    dialog.value.edit.setText("muito")
    dialog.confirm.click()
    assert dialog.value.error.startswith("Não é um valor desta coluna")
    dialog.value.edit.setText("")
    dialog.until.edit.setText("-0,01")
    dialog.confirm.click()
    assert all(isinstance(value, Decimal) and value < 0 for value in _values(page, "valor_a_pagar"))
    assert 0 < page.model.total < 25
    assert [words for _, words in page.model.filters] == ["até −0,01"]
    page.model.unfilter("valor_a_pagar")
    assert page.model.total == 25


def test_a_search_without_rows_says_so_and_is_cleared(page: StagesPage) -> None:
    page.search.setText("nada disto")
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    assert page.model.total == 0
    assert not page.table.isVisible()
    page.clear()
    assert page.table.isVisible()
    assert page.model.total == 25


def test_f1_tells_the_number_down_to_its_trips(page: StagesPage, opened: tuple[ShellWindow, Desk]) -> None:
    window, desk = opened
    row = next(
        at for at, value in enumerate(_values(page, "valor_a_pagar")) if isinstance(value, Decimal) and value > 0
    )
    _ring(page, row, "valor_a_pagar")
    QTest.keyClick(page.table, Qt.Key.Key_F1)
    view = desk.shell.memory
    assert window.dock.is_open
    assert view is not None
    assert view.proof_word == "Reproduzido, idêntico"
    assert view.path[0] == "Sumário de pagamento por faixa"
    assert view.steps[0].label == "Valor a pagar"
    assert [step.label for step in view.steps[0].children] == ["Valor apurado", "Penalidade"]
    given = {step.label: step.value for step in view.steps[0].children[1].children}
    assert given["Penalidade da tabela"] == "não há"
    assert view.rows is not None
    assert [column.key for column in view.rows.columns] == ["partida", "tipo", "teto", "km", "valor"]
    assert "POF mínimo" in [rule.label for rule in view.rules]


def test_the_trips_behind_a_number_open_in_a_window_with_nothing_to_choose(
    page: StagesPage, opened: tuple[ShellWindow, Desk]
) -> None:
    window, _desk = opened
    row = _values(page, "viagens_faixa").index(1)
    _ring(page, row, "km_apurada_faixa")
    QTest.keyClick(page.table, Qt.Key.Key_F1)
    window.dock.panel.rows_requested.emit(None)
    shown = next(each for each in window.findChildren(RowsWindow) if each.isVisible())
    assert (shown.names.item(0).text(), shown.names.isVisible()) == ("Uma viagem", False)
    assert shown.table.model().rowCount() == 1
    shown.close()


def test_the_dock_follows_the_ring_once_it_rests(page: StagesPage, opened: tuple[ShellWindow, Desk]) -> None:
    _window, desk = opened
    _ring(page, 2, "pof")
    until(lambda: desk.shell.memory is not None and desk.shell.memory.path[-1] == "POF")
    _ring(page, 2, "servico")
    until(lambda: desk.shell.memory is None)


def test_ctrl_a_sums_what_is_selected(page: StagesPage, opened: tuple[ShellWindow, Desk]) -> None:
    _window, desk = opened
    _ring(page, 0, "valor_a_pagar")
    QTest.keyClick(page.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert page.table.chosen_cells() == 25 * page.model.table.columnCount()
    assert desk.shell.memory is not None
    assert desk.shell.memory.address is None


def test_hidden_columns_come_back(page: StagesPage) -> None:
    keys = [spec.key for spec in page.model.table.columns]
    assert "faixa" not in keys
    page.model.show_column("faixa", shown=True)
    assert "faixa" in [spec.key for spec in page.model.table.columns]
    page.model.show_column("faixa", shown=False)


def test_back_puts_the_ring_on_the_number_visited_before_whatever_the_stage(
    page: StagesPage, opened: tuple[ShellWindow, Desk]
) -> None:
    window, desk = opened
    _ring(page, 3, "pof")
    QTest.keyClick(page.table, Qt.Key.Key_F1)
    before = page.table.current_cell()
    page.model.choose("viagens_remuneradas")
    _ring(page, 5, "distancia_planejada")
    QTest.keyClick(page.table, Qt.Key.Key_F1)
    window.dock.panel.back.click()
    assert page.model.stage == PAID
    assert before is not None
    assert page.table.current_cell() == before
    assert desk.shell.memory is not None
    assert desk.shell.memory.address == before.figure_address


def test_a_stage_is_found_by_its_name(page: StagesPage, opened: tuple[ShellWindow, Desk]) -> None:
    _window, desk = opened
    found = next(hit for hit in desk.shell.search("viagem classificada") if hit.detail == "Etapa")
    found.open()
    assert page.model.stage == CLASSIFIED
    assert page.model.title == found.title


def test_every_number_of_every_stage_answers_with_the_value_it_shows(
    page: StagesPage, opened: tuple[ShellWindow, Desk]
) -> None:
    _window, desk = opened
    silent = []
    for stage in page.model.stages:
        page.model.choose(stage.name)
        table = page.model.table
        for at, spec in enumerate(table.columns[:24]):  # the last ones of the payment are a km for each type, all alike
            cell = table.cell_at(0, at)
            if cell.figure_address is not None:
                desk.shell.select(cell.figure_address)
                told = desk.shell.memory
                if told is None or told.value != cell.text:
                    silent.append((stage.name, spec.key))
            elif spec.kind is Kind.NUMBER and cell.raw is not None and spec.key != "ano_fabricacao":
                silent.append((stage.name, spec.key))
    assert silent == []
