"""Registers on screen: the steps of a new company, what leads where, tables in words, spending that ages a month."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from engines.calendar import Month
from tests.new_company import new_company
from viewmodels.desk import Desk
from viewmodels.operations.casa.erp import ErpAddress
from viewmodels.screens import month_pages as pages
from viewmodels.screens.cadastros import CadastrosViewModel, Start
from viewmodels.screens.cockpit import CockpitViewModel
from viewmodels.screens.lights import lights
from viewmodels.screens.month_wizard import MonthWizard
from viewmodels.screens.next_act import NextStep
from viewmodels.shell import ShellViewModel
from viewmodels.state import State
from viewmodels.table_spec import Row

REASON = "Nota fiscal corrigida"


@pytest.fixture
def new_desk(qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    """The first administrator's desk on the first day."""
    with new_company(tmp_path) as (house, scope):
        made = Desk(house, scope, ShellViewModel())
        made.refresh_context()
        yield made
        made.close()
        made.deleteLater()


def done(model: CadastrosViewModel) -> list[bool]:
    return [light.on for _, light in model.steps]


def told() -> None:
    """Changes reach the other screens with the next turn of the events."""
    QApplication.processEvents()


def shown(model: CadastrosViewModel, table: str) -> list[list[str]]:
    found = getattr(model, f"{table}_table")
    return [[row.cell(column.key).text for column in found.columns] for row in found.rows]


def test_a_new_company_is_led_step_by_step(new_desk: Desk) -> None:
    model, cockpit, wizard = CadastrosViewModel(new_desk), CockpitViewModel(new_desk), MonthWizard(new_desk)
    assert (model.line, done(model)) == ("Nenhum setor ativo, nenhuma vigência.", [False] * 4)
    assert (cockpit.next_act.step, cockpit.next_act.text) == (NextStep.REGISTER, "Fazer os cadastros")
    assert cockpit.line == "Antes do primeiro mês, cadastre os setores da empresa."
    assert (model.next_step, wizard.ready, model.gap) == (Start.SECTORS, False, None)

    assert model.save_sector("", "Norte", "", True) is None
    told()
    assert cockpit.line == "Nenhum setor tem código no ERP: sem ele não há o que calcular."
    assert shown(model, "sector") == [["Norte", "Sem código no ERP: não entra no cálculo", "Ativo", "Editar"]]
    assert model.next_step is Start.SECTORS, "a company whose sectors the ERP does not know calculates nothing"
    assert model.save_sector("1", "Norte", "240", True) is None
    assert model.save_sector("", "Sul", "", True) is None
    told()
    assert model.steps[0][1].note == "1 de 2 setores têm o código do ERP; sem ele, um setor não entra no cálculo."

    assert (model.next_step, model.proposed, model.others_planned) == (Start.PERIOD, Month(2025, 8), "")
    assert cockpit.line == "Abra a primeira vigência para preparar o mês."
    assert model.open_period("2025-08") is None
    told()
    assert (new_desk.vigencia, new_desk.shell.context.text) == ("2025-08", "Agosto de 2025")
    assert wizard.ready and cockpit.next_act.step is NextStep.PREPARE
    assert model.gap == Month(2025, 7)

    assert model.next_step is Start.PARAMETERS
    assert model.give_parameters() == "5 parâmetros receberam o valor do programa."
    told()
    assert (done(model), model.next_step) == ([True, True, True, False], Start.ERP)
    assert [light.on for light in lights(wizard)] == [True, False, False, True]
    assert lights(wizard)[2].note == (
        "O endereço do ERP ainda não foi informado. Informe-o em Ajustes, Conectar ao meu ERP."
    )
    new_desk.act("erp.guardar", "erp", address=ErpAddress("erp.local", "ERP", "leitura"))
    told()
    assert (done(model), model.next_step) == ([True] * 4, Start.PREPARE)
    wizard.refresh()
    assert lights(wizard)[2].note == "O ERP ainda não foi lido para esta vigência."


def test_a_month_without_sectors_is_not_prepared(new_desk: Desk) -> None:
    model = CadastrosViewModel(new_desk)
    assert model.open_period("2025-08") is None
    wizard, cockpit = MonthWizard(new_desk), CockpitViewModel(new_desk)
    assert (wizard.can_next, wizard.reason) == (False, "Nenhum setor com código no ERP: faça os cadastros antes")
    assert cockpit.next_act.step is NextStep.REGISTER
    model.save_sector("", "Norte", "240", True)
    told()
    assert (wizard.can_next, cockpit.next_act.step) == (True, NextStep.PREPARE)


def test_another_vigencia_in_planning_is_told_before_a_second_is_opened(new_desk: Desk) -> None:
    model = CadastrosViewModel(new_desk)
    model.open_period("2025-08")
    said = "Outra vigência em planejamento: agosto de 2025. Convém publicar antes de abrir outra."
    assert (model.others_planned, model.proposed) == (said, Month(2025, 9))
    assert model.open_period("2025-07") is None
    assert new_desk.vigencia == "2025-08", "opening another month does not take the one in front away"
    assert model.spending_title == "Metas e gastos de julho de 2025"
    refused = model.open_period("2025-07")
    assert refused is not None and refused.code == "METAS.VIGENCIA_EXISTE"


def test_vigencias_say_what_they_wait_for(empty_desk: Desk) -> None:
    model = CadastrosViewModel(empty_desk)
    assert shown(model, "period")[:2] == [
        ["Agosto de 2025", "Em planejamento", "Nenhum", "Espera a publicação das metas"],
        ["Julho de 2025", "Fechada", "Nenhum", ""],
    ]
    assert (len(model.period_table.rows), model.hidden_periods) == (6, 7)
    model.show_all_periods()
    assert (len(model.period_table.rows), model.hidden_periods) == (13, 0)


def test_spending_in_words_typed_and_taken_back(empty_desk: Desk) -> None:
    model = CadastrosViewModel(empty_desk)
    assert shown(model, "spending")[10:12] == [
        ["Peças, R$", "", "", "", "", ""],
        ["GAMA", "100.000,00", "115.000,00", "Digitado", "01/08/2025", "Corrigir"],
    ]
    row = model.spent("PECAS/1")
    assert row is not None and model.spent("grupo/PECAS") is None
    assert model.closing == date(2025, 8, 1)
    refused = model.type_spending(row, Decimal(0), model.closing, REASON)
    assert refused is not None and refused.code == "METAS.GASTO_VALOR"
    assert model.type_spending(row, None, None, REASON) is None
    assert shown(model, "spending")[11] == ["GAMA", "100.000,00", "–", "–", "–", "Lançar gasto"]
    assert model.spending_counts == "11 de 12 gastos"


def test_a_spending_typed_after_the_calculation_makes_it_old(desk: Desk) -> None:
    wizard, model = MonthWizard(desk), CadastrosViewModel(desk)
    assert wizard.facts is not None and wizard.facts.view is not None
    wizard.calculated(wizard.facts.view.run.id)
    assert wizard.calculation_stands
    row = model.spent("PECAS/1")
    assert row is not None
    assert model.type_spending(row, Decimal("100000.00"), model.closing, REASON) is None
    told()
    assert not wizard.calculation_stands
    refusals = pages.accept_calculation(wizard.content(pages.CALCULATION), wizard._wizard.state.contents)
    assert [f.code for f in refusals] == ["ASSISTENTE.CALCULO_VELHO"]


def test_who_only_looks_is_told_why_and_offered_nothing(auditor_desk: Desk) -> None:
    model = CadastrosViewModel(auditor_desk)
    assert model.line.endswith(
        "precisa do direito de mudar os parâmetros das metas. Peça a quem administra os usuários."
    )
    links = [row.cell("ato").action for table in ("sector", "period", "spending") for row in rows_of(model, table)]
    assert len(links) == 4 + 6 + 15 and not any(links)


def rows_of(model: CadastrosViewModel, table: str) -> list[Row]:
    return list(getattr(model, f"{table}_table").rows)


def test_a_sector_without_code_asks_for_attention_unless_out_of_use(empty_desk: Desk) -> None:
    model = CadastrosViewModel(empty_desk)
    model.save_sector("", "Leste", "", True)
    model.save_sector("", "Oeste", "", False)
    states = {row.cell("nome").text: row.cell("codigo").state for row in model.sector_table.rows}
    assert (states["Leste"], states["Oeste"], states["GAMA"]) == (State.ATENCAO, State.SEM_DADOS, None)
    assert [row.cell("nome").text for row in model.sector_table.rows][-1] == "Oeste"
