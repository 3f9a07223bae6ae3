"""Verificações on screen: asked when first looked at, filtered by tiles, walked by keyboard, a finding opened."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.subsidios.windows import copied, window_on
from tests.viewmodels.screens.waiting import until
from ui.desktop.shell.window import ShellWindow
from ui.desktop.subsidios.checks_page import ChecksPage
from ui.desktop.subsidios.findings_page import FindingsPage
from viewmodels.desk import Desk

CHECK = "viagem_sem_faixa"


@pytest.fixture(scope="module")
def opened(audit_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[ShellWindow, Desk]]:
    folder = tmp_path_factory.mktemp("janela")
    with window_on(copied(audit_file, folder), folder) as both:
        yield both


def in_front(window: ShellWindow) -> ChecksPage:
    """The page, its checks made."""
    window.go("subsidios", "verificacoes")
    page = window.page
    assert isinstance(page, ChecksPage)
    until(lambda: not page.model.running and bool(page.model.outcomes))
    return page


@pytest.fixture
def page(opened: tuple[ShellWindow, Desk]) -> ChecksPage:
    page = in_front(opened[0])
    page.model.search("")
    page.model.filter("achado")
    return page


def test_the_page_asks_the_checks_by_itself_and_says_how_many(page: ChecksPage) -> None:
    total = sum(int(tile.view.count) for tile in page.tiles.tiles.values())
    assert total == len(page.model.outcomes)
    assert page.said.text().startswith(f"{total} verificações feitas em ")
    assert page.tiles.tiles["achado"].isChecked()


def test_a_tile_filters_by_keyboard_and_the_one_in_front_follows_the_ring(page: ChecksPage) -> None:
    QTest.keyClick(page.tiles.tiles["em_ordem"], Qt.Key.Key_Return)
    assert page.model.verdict.value == "em_ordem"
    assert not page.evidence.isVisible() and not page.detail.open.isVisible()
    page.model.filter("achado")
    first = page.model.name
    page.step(1)
    assert page.model.name != first
    assert page.table.figures.row_at(page.table.currentIndex().row()).key == page.model.name
    page.step(-1)
    assert page.model.name == first


def test_the_rows_of_a_check_are_shown_and_a_click_on_another_brings_its_own(page: ChecksPage) -> None:
    page.model.choose(CHECK)
    assert page.evidence.isVisible() and page.evidence.table.figures.rowCount() == page.model.evidence.total > 0
    row = next(at for at, each in enumerate(page.table.figures.rows) if each.key == page.model.names[0])
    page.table.setCurrentIndex(page.table.figures.index(row, 0))
    assert page.detail.code.text() == page.model.view.check.short  # type: ignore[union-attr]


def test_a_finding_is_opened_from_a_check_and_found_in_its_own_page(audit_file: Path, tmp_path: Path) -> None:
    with window_on(copied(audit_file, tmp_path), tmp_path) as (window, _desk):
        page = in_front(window)
        page.model.choose(CHECK)
        dialog = page.detail.open_finding()
        assert dialog is not None and dialog.effect is None
        dialog.title.edit.setText("Viagens sem faixa nenhuma")
        dialog.submit()
        until(lambda: bool(page.model.opened))
        page.model.show_finding(page.model.opened[0].id)
        found = window.page
        assert isinstance(found, FindingsPage)
        assert found.detail.name.text() == "Viagens sem faixa nenhuma"
        assert found.evidence.table.figures.rowCount() == page.model.evidence.total


def test_nothing_found_says_how_many_were_asked_and_in_order(page: ChecksPage) -> None:
    model = page.model
    kept = model.outcomes
    try:
        model.outcomes = tuple(each for each in kept if each.verdict.value != "achado")
        model._fill()
        words = page._clean_said
        clean = model.count(next(each.verdict for each in kept if each.verdict.value == "em_ordem"))
        assert page._rows.currentWidget() is page.clean
        assert f"{len(model.outcomes)} verificações foram feitas: {clean} estão em ordem" in words
    finally:
        model.outcomes = kept
        model._fill()
