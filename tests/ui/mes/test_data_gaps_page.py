"""The data page by keyboard: the strip walked, a gap asked about, the month left out and taken back, a mean typed."""

import shutil
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from storage.sample.scenarios import SCENARIOS, apply_to_erp
from tests.ui.mes.looking import cut, nameless
from tests.ui.mes.window import empty, window_on
from tests.viewmodels.screens.test_wizard_month import walk_to
from ui.desktop.kit.theme import Mode, Theme
from ui.desktop.mes.data_page import DataStep
from viewmodels.screens import month_pages as pages


def test_a_gap_is_asked_about_and_left_out_by_keyboard(dressed: Theme, tmp_path: Path) -> None:
    dressed.apply(Mode.ESCURO, 130)
    folder = tmp_path / "modelo"
    shutil.copytree(empty(), folder)
    for key in ("MES_PARCIAL_EM_UM_SETOR", "SEM_DIA_UTIL"):
        apply_to_erp(folder / "exemplo" / "exemplo-erp.sqlite", SCENARIOS[key])
    with window_on(folder, tmp_path / "casa") as hands:
        hands.window.go("metas", "preparar")
        walk_to(hands.wizard, pages.DATA)
        step = hands.page.steps[pages.DATA]
        assert isinstance(step, DataStep)
        step.model.read()
        hands.until(lambda: not step.model.running)
        step.strip.setFocus()
        for _ in range(12):
            hands.press(Qt.Key.Key_Right)
        assert step.strip.accessibleName().endswith("GAMA, jul, 24 dias de 31, parcial")
        hands.press(Qt.Key.Key_Return)
        assert step.effect.isVisible() and step.effect.words.text() == "GAMA, jul/2025"
        assert nameless(hands.window) == [] and cut(hands.page.frame) == []
        hands.tab_to(step.effect.act)
        hands.press(Qt.Key.Key_Return)
        hands.until(lambda: step.model.effect is not None and step.model.effect.left_out)
        assert step.effect.act.text() == "Trazer de volta"
        hands.tab_to(step.partial.buttons["1", "2025-07"])
        hands.press(Qt.Key.Key_Return)
        hands.until(lambda: step.model.effect is not None and not step.model.effect.left_out)
        assert QApplication.focusWidget() is step.partial.buttons["1", "2025-07"]
        (mean,) = step.means.items
        mean.value.edit.setFocus()
        hands.write("5871,5")
        hands.tab_to(mean.why.edit)
        hands.write("Contrato de 2025")
        hands.tab_to(mean.keep)
        hands.press(Qt.Key.Key_Return)
        hands.until(lambda: bool(step.model.means) and step.model.means[0].value is not None)
        assert step.means.items[0].value.edit.text() == "5871,5"
