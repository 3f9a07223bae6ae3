"""The tab Comparação in the window of an audit: it compares by itself, walks the differences and opens findings."""

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from tests.ui.subsidios.windows import copied, window_on
from tests.viewmodels.screens.waiting import until
from tests.viewmodels.subsidios.compared_audit import compared_audit
from ui.desktop.shell.window import ShellWindow
from ui.desktop.subsidios.comparison_page import ComparisonPage
from viewmodels.screens.subsidios.comparison_rows import BandAt


def _page(window: ShellWindow) -> ComparisonPage:
    window.go("subsidios", "comparacao")
    page = window.page
    assert isinstance(page, ComparisonPage)
    until(lambda: not page.model.running)
    return page


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of an audit with published tables; who writes in it takes a copy."""
    return compared_audit(tmp_path_factory.mktemp("auditoria"))


def _ring(page: ComparisonPage) -> str:
    cell = page.rows.table.current_cell()
    return "" if cell is None else cell.text


def test_it_compares_when_first_shown_and_f3_walks_the_differences(compared: Path, tmp_path: Path) -> None:
    with window_on(copied(compared, tmp_path), tmp_path) as (window, desk):
        window.resize(1366, 768)
        page = _page(window)
        assert page.model.ready and page.list.isVisible() and page.top.isVisible()
        model = page.list.list.model()
        entries = [page.list.list.entry(model.index(row, 0)) for row in range(model.rowCount())]
        assert [entry.strong for entry in entries if entry.strong] == ["1ª divergência"]
        assert page.list.list.entry(page.list.list.currentIndex()).key == "sumario_faixa_servico_dia_pagamento"
        assert page.top.checked.text() == "As 7 causas somam a diferença, ao centavo."
        assert page.top.totals.mark_texts()[2] == "Diferença, R$ −1.264,89, 17 faixas diferem de 47"
        assert _ring(page) == "−295,61" and page.finding.isEnabled()
        page.acts["next_difference"]()
        cell = page.rows.table.current_cell()
        assert cell is not None and isinstance(cell.figure_address, BandAt)
        assert cell.text == "−238,15"
        until(lambda: desk.shell.memory is not None and desk.shell.memory.value == "−238,15")
        page.rows._choose_column("viagens", True)
        assert (_ring(page), desk.shell.memory and desk.shell.memory.value) == ("−238,15", "−238,15")
        page.acts["previous_difference"]()
        assert _ring(page) == "−295,61"
        until(lambda: desk.shell.memory is not None and desk.shell.memory.value == "−295,61")


def test_a_cause_filters_the_bands_and_opens_a_finding_with_its_rows(compared: Path, tmp_path: Path) -> None:
    with window_on(copied(compared, tmp_path), tmp_path) as (window, desk):
        page = _page(window)
        page.top.bars.select(0)
        page.top.bars.picked.emit(0)
        assert (page.model.table.total, page.rows.cause.isVisible()) == (13, True)
        dialog = page.open_finding()
        assert dialog is not None
        title = dialog.title.edit.text()
        dialog.submit()
        (found,) = desk.ask("subsidios.achados").findings
        assert title.startswith("Licenciado com ar e não autuado → Detectado com ar inoperante")
        assert (found.title, found.evidence_rows, found.effect) == (title, 16, Decimal("-799.609510000"))
        page.list.list.setCurrentIndex(page.list.list.model().index(7, 0))
        assert (page.model.stage, page.rows.title.text()) == ("viagem_transacao", "Viagem julgada pelas transações")
        assert (page.rows.table.figures.rowCount(), page.rows.only.isVisible()) == (45, False)
        desk.shell.select(None)
        assert not page.finding.isEnabled()
        assert page.finding.accessibleDescription() == "Selecione uma causa ou uma faixa que difere"


def test_without_published_tables_the_page_leads_to_the_import(audit_file: Path, tmp_path: Path) -> None:
    with window_on(copied(audit_file, tmp_path), tmp_path) as (window, _desk):
        page = _page(window)
        assert not page.model.ready
        said = [each.text() for each in page.findChildren(QLabel) if each.isVisible()]
        assert "Falta o que a SMTR publicou" in said
        (button,) = [each for each in page.findChildren(QPushButton) if each.text() == "Ir a Importação"]
        button.click()
        assert window.page is not page
