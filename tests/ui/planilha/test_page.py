"""The page "Planilha e premiação" in the real window: a file, its differences, its columns, the folder."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog

from tests.ui.metas.conftest import Seat, seated
from tests.ui.planilha_scene import manual_sheet
from tests.viewmodels.screens.sample_desk import templates
from tests.viewmodels.screens.waiting import until
from ui.desktop.kit.theme import Theme
from ui.desktop.planilha.page import SheetAndBonusPage


@pytest.fixture
def seat(dressed: Theme, tmp_path: Path) -> Iterator[Seat]:
    with seated(templates().calculated, tmp_path / "casa", "diretor") as made:
        yield made


def test_a_spreadsheet_is_brought_compared_and_saved(seat: Seat, tmp_path: Path, qtbot: Any) -> None:
    seat.window.go("metas", "planilha")
    page = seat.window.page
    assert isinstance(page, SheetAndBonusPage)
    sheet = page.sheet
    assert sheet.blank.isVisible() and not sheet.result.isVisible()
    view = seat.desk.ask("metas.resultados", vigencia="2025-08")
    sheet.choose()
    dialog = next(d for d in seat.window.findChildren(QFileDialog) if d.isVisible())
    dialog.fileSelected.emit(str(manual_sheet(view, tmp_path / "m.xlsx")))
    dialog.reject()
    until(lambda: sheet.model.compared is not None)
    assert page.situation == "9 de 12 metas conferem; 3 diferem, uma sem causa conhecida. A planilha traz todas."
    assert sheet.result.isVisible() and sheet.causes.isVisible() and len(sheet.boxes) == 5
    assert sheet.boxes["pneus meta"].currentText() == "Meta, Pneus"
    sheet.save("csv")
    dialog = next(d for d in seat.window.findChildren(QFileDialog) if d.isVisible())
    dialog.fileSelected.emit(str(tmp_path / "c.csv"))
    dialog.reject()
    assert (tmp_path / "c.csv").exists()
    shown = page.acts["print"]()
    assert shown is not None and shown.pages >= 1
    shown.close()
    page.show_section("premiacao")
    assert page.bonus.blank.isVisible() and not page.bonus.send_button.isEnabled()
    assert "Não há metas publicadas" in page.situation
