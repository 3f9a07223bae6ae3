"""Settings: preferences kept per person, ERP tried and kept without its password, copies, diagnosis."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.viewmodels.screens.sample_desk import desk_on, templates
from tests.viewmodels.screens.waiting import until
from viewmodels.desk import Desk
from viewmodels.operations.casa.erp import ErpAddress
from viewmodels.preferences import Preferences, keep_preferences, preferences_of
from viewmodels.screens.settings_page import AppearancePage, CopiesPage, ErpPage, diagnosis, limits
from viewmodels.state import State

PASSWORD = "segredo-do-erp-2025"


def test_preferences_are_kept_for_each_person(qapp: QApplication, tmp_path: Path) -> None:
    with desk_on(templates().empty, tmp_path / "casa") as desk:
        page = AppearancePage(desk)
        worn: list[Preferences] = []
        page.chosen.connect(worn.append)
        page.choose_theme("escuro")
        page.choose_size("130")
        assert worn == [Preferences("escuro", 100), Preferences("escuro", 130)]
    with desk_on(tmp_path / "casa", tmp_path / "outra") as desk:
        assert preferences_of(desk.house, desk.scope) == Preferences("escuro", 130)
    with desk_on(tmp_path / "casa", tmp_path / "terceira", "operador") as desk:
        assert preferences_of(desk.house, desk.scope) == Preferences()


@pytest.mark.parametrize("wrong", [Preferences("roxo", 100), Preferences("claro", 101)])
def test_what_is_not_offered_is_refused(empty_desk: Desk, wrong: Preferences) -> None:
    with pytest.raises(ValueError, match="not offered"):
        keep_preferences(empty_desk.house, empty_desk.scope, wrong)


def test_address_is_kept_and_the_password_is_nowhere_on_disk(empty_desk: Desk) -> None:
    page = ErpPage(empty_desk)
    assert page.keep(ErpAddress("erp.local", "PROD", "leitor", 1521), PASSWORD) == ("", "")
    again = ErpPage(empty_desk)
    assert again.settings.address == ErpAddress("erp.local", "PROD", "leitor", 1521)
    assert again.settings.password_known
    folder = empty_desk.house.store.path.parent
    assert all(PASSWORD.encode() not in file.read_bytes() for file in folder.rglob("*") if file.is_file())


@pytest.mark.parametrize(
    ("address", "field"),
    [
        (ErpAddress("erp local", "PROD", "leitor"), "host"),
        (ErpAddress("erp", "PR(OD", "leitor"), "service"),
        (ErpAddress("erp", "PROD", ""), "user"),
        (ErpAddress("erp", "PROD", "leitor", 70_000), "port"),
    ],
)
def test_a_wrong_field_is_named(empty_desk: Desk, address: ErpAddress, field: str) -> None:
    told, sentence = ErpPage(empty_desk).keep(address, "")
    assert (told, bool(sentence)) == (field, True)


def test_sample_answers_the_test(empty_desk: Desk) -> None:
    page = ErpPage(empty_desk)
    page.probe(ErpAddress(), "")
    until(lambda: not page.running)
    assert page.result == "O ERP respondeu a 7 verificações; nenhuma pede atenção."
    assert {line.state for line in page.lines} == {State.OK}


def test_profile_shows_what_means_what(empty_desk: Desk) -> None:
    listed = [row for row in ErpPage(empty_desk).mapping.rows if "/" in row.key]
    rows = {row.key: row.cell("nome").text for row in listed}
    assert (rows["OPERACAO/tabela"], rows["TIPOS/PNEUS"] != "") == ("operacao_frota", True)
    assert {"Veículo", "Pneus", "Situação do registro"} <= {row.cell("campo").text for row in listed}
    assert all(row.cell("campo").text[0].isupper() for row in listed)


def test_copy_now(empty_desk: Desk) -> None:
    page = CopiesPage(empty_desk)
    assert page.situation.startswith("Ainda não há cópia.")
    page.copy()
    assert page.table.rowCount() == 1
    assert page.situation.startswith("Última cópia em 02/08/2025 às 09:00. Há uma cópia em ")


def test_diagnosis_and_limits_are_sentences(empty_desk: Desk) -> None:
    assert len(diagnosis(empty_desk)) >= 6
    assert ("Teste da conexão com o ERP", "até 10 segundos") in limits(empty_desk)
