"""The dock at work: steps, rows, back, the four acts."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from tests.ui.metas.conftest import Seat
from tests.viewmodels.screens.waiting import until
from ui.desktop.kit.memory_panel import MemoryPanel
from ui.desktop.metas.pdf_window import PdfWindow
from ui.desktop.metas.results_page import ResultsPage
from ui.desktop.metas.rows_window import RowsWindow
from viewmodels.operations.metas.explaining import Address

GOAL = Address(1, "meta_litros", ("4",))


@pytest.fixture
def panel(seat: Seat) -> MemoryPanel:
    seat.window.go("metas", "resultados")
    page = seat.window.page
    assert isinstance(page, ResultsPage)
    page.select_address(GOAL)
    seat.window.dock.set_open(True)
    return seat.window.dock.panel


def press(panel: QWidget, words: str) -> None:
    from PySide6.QtWidgets import QPushButton

    next(b for b in panel.findChildren(QPushButton) if b.text() == words).click()


def test_the_number_selected_is_told(panel: MemoryPanel) -> None:
    assert panel.view is not None and panel.view.address == GOAL
    assert panel.hero.accessibleName() == "40.501,63 L"


def test_a_step_filters_the_rows_and_lights_the_lines(seat: Seat, panel: MemoryPanel) -> None:
    page = seat.window.page
    assert isinstance(page, ResultsPage)
    assert panel.view is not None
    litres = panel.view.steps[0].children[0]
    panel.steps.step_selected.emit(litres)
    row = next(row for row in page.model.lines.rows if row.key == "4")
    lit = {c.key for c in page.model.lines.columns if page.model.lines.is_lit(row.cell(c.key))}
    assert lit == {"km_prevista", "media_km_litro", "litros_previstos"}
    weekdays = next(step for step in litres.children[0].children if step.label == "Projeção, útil")
    panel.steps.step_selected.emit(weekdays)
    assert [column.key for column in panel.rows.figures.columns] == ["data", "km"]
    assert panel.rows.figures.rowCount() == 13


def test_opening_a_step_goes_to_it_and_back_returns(seat: Seat, panel: MemoryPanel) -> None:
    panel.step_opened.emit(Address(1, "km_prevista", ("4",)))
    assert panel.view is not None and panel.view.value == "125.000,09"
    assert panel.back.isEnabled() and not panel.forward.isEnabled()
    panel.back.click()
    assert panel.view is not None and panel.view.address == GOAL
    assert panel.forward.isEnabled()


def test_copying_the_sentence(panel: MemoryPanel) -> None:
    press(panel, "Copiar frase")
    assert panel.view is not None
    assert QGuiApplication.clipboard().text() == panel.view.sentence


def test_reproducing(seat: Seat, panel: MemoryPanel) -> None:
    press(panel, "Reproduzir")
    assert seat.desk.shell.memory is not None
    assert seat.desk.shell.memory.proof_word == "Reproduzido, idêntico"


def test_all_the_rows_in_their_window(seat: Seat, panel: MemoryPanel) -> None:
    panel.rows_requested.emit(GOAL)
    window = next(w for w in seat.window.findChildren(RowsWindow) if w.isVisible())
    names = [window.names.item(at).text() for at in range(window.names.count())]
    assert "Meses da janela de 3 meses (3)" in names
    window.names.setCurrentRow(len(names) - 1)
    window.copy()
    assert QGuiApplication.clipboard().text().splitlines()[-1].startswith("Soma\t375085,95\t123383,41")
    window.close()


def test_the_rows_become_a_file_any_spreadsheet_opens(seat: Seat, panel: MemoryPanel, tmp_path: Path) -> None:
    panel.rows_requested.emit(GOAL)
    window = next(w for w in seat.window.findChildren(RowsWindow) if w.isVisible())
    window.names.setCurrentRow(window.names.count() - 1)
    press(window, "Salvar como CSV")
    dialog = next(d for d in seat.window.findChildren(QFileDialog) if d.isVisible())
    dialog.fileSelected.emit(str(tmp_path / "linhas.csv"))
    dialog.reject()
    lines = (tmp_path / "linhas.csv").read_text("utf-8-sig").splitlines()
    assert lines[-1].startswith("Soma;375085,95;123383,41")
    window.close()


def test_printing_shows_one_page(seat: Seat, panel: MemoryPanel) -> None:
    press(panel, "Imprimir")
    shown = next(w for w in seat.window.findChildren(PdfWindow) if w.isVisible())
    assert shown.pages == 1
    shown.close()


def test_excel_gets_the_workbook_of_the_run(
    seat: Seat, panel: MemoryPanel, monkeypatch: pytest.MonkeyPatch, qtbot: Any
) -> None:
    opened: list[Path] = []

    def open_url(url: QUrl) -> bool:
        opened.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    press(panel, "Abrir no Excel")
    until(lambda: bool(opened))
    assert opened[0].suffix == ".xlsx" and opened[0].exists()
