"""Data: coverage, findings and consents on a sample whose ERP lost something."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from storage.sample.scenarios import SCENARIOS, apply_to_erp
from tests.viewmodels.screens.sample_desk import desk_on, templates
from tests.viewmodels.screens.test_wizard_month import walk_to
from tests.viewmodels.screens.waiting import until
from viewmodels.desk import Desk
from viewmodels.screens import month_pages as pages
from viewmodels.screens.data_page import DataPage
from viewmodels.screens.month_wizard import MonthWizard
from viewmodels.state import State

Spoilt = Callable[[str], Path]


@pytest.fixture
def spoilt(qapp: QApplication, tmp_path: Path) -> Spoilt:
    """A sample whose ERP has one of the scenarios."""

    def made(key: str) -> Path:
        folder = tmp_path / key
        shutil.copytree(templates().empty, folder)
        scenario = next(each for each in SCENARIOS.values() if each.key == key)
        apply_to_erp(folder / "exemplo" / "exemplo-erp.sqlite", scenario)
        return folder

    return made


def read_on(desk: Desk) -> DataPage:
    wizard = MonthWizard(desk)
    walk_to(wizard, pages.DATA)
    page = DataPage(wizard)
    page.read()
    until(lambda: not page.running)
    return page


def test_whole_sample_reads_whole(empty_desk: Desk) -> None:
    page = read_on(empty_desk)
    assert page.result == "ERP lido em 02/08/2025 às 09:00: 1.948 dias de operação, de exemplo-erp.sqlite."
    assert page.source_line == (
        "ERP lido em 02/08/2025 às 09:00. Frota: 137 veículos ativos, que contam; 129 operacionais."
    )
    assert [row.count for row in page.coverage] == ["12 de 12"] * 4
    assert [banner.code for banner in page.banners] == ["SALDO_DEVEDOR"] * 3
    assert (page.consents, page.wizard.can_next) == ((), True)
    page.ask_month(("1", "2025-02"))
    assert page.effect is not None and page.effect.title == "GAMA, fev/2025"
    assert page.effect.sentence == "28 de 28 dias: o mês está completo e é usado."


def test_a_missing_month_asks_for_a_consent_with_its_reason(spoilt: Spoilt, tmp_path: Path) -> None:
    with desk_on(spoilt("JULHO_FALTA_EM_UM_SETOR"), tmp_path / "casa") as desk:
        page = read_on(desk)
        assert "11 de 12" in [row.count for row in page.coverage]
        assert any(cell.state is State.SEM_DADOS for row in page.coverage for cell in row.cells)
        assert len(page.consents) == 1
        page.ask_month(("2", "2025-07"))
        assert page.effect is not None and not page.effect.may_leave_out
        assert page.effect.sentence.startswith("Nenhum dos 31 dias tem dados")
        assert "PARANOÁ: dados incompletos, 2 de 3 meses" in page.effect.asked[0]
        line = page.consents[0]
        assert line.code == "ORG_002"
        assert page.wizard.reason == "Falta um consentimento"
        page.consent(line.key, True, "")
        assert (page.consents[0].given, page.wizard.can_next) == (True, False)
        page.consent(line.key, True, "A carga de julho chega só na segunda")
        assert page.wizard.can_next
        page.consent(line.key, False, "")
        assert page.wizard.reason == "Falta um consentimento"


def test_cancelled_reading_keeps_nothing(empty_desk: Desk) -> None:
    wizard = MonthWizard(empty_desk)
    walk_to(wizard, pages.DATA)
    page = DataPage(wizard)
    page.read()
    page.cancel()
    until(lambda: not page.running)
    assert page.result == "Interrompido a pedido. Nada foi gravado."
    assert wizard.reason == "Falta ler o ERP"
