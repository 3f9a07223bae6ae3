"""Registers on screen: the steps of a new company, what leads where, tables in words, spending that ages a month."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from engines.calendar import Month
from tests.new_company import new_company
from viewmodels.changes import EVERYTHING, Changed
from viewmodels.desk import Desk
from viewmodels.operations.casa.erp import ErpAddress
from viewmodels.operations.registry import perform
from viewmodels.screens import month_pages as pages
from viewmodels.screens.cadastros import CadastrosViewModel, Start
from viewmodels.screens.cockpit import CockpitViewModel
from viewmodels.screens.documents import DocumentsViewModel
from viewmodels.screens.header_feed import HeaderFeed
from viewmodels.screens.lights import lights
from viewmodels.screens.memory_source import MemorySource
from viewmodels.screens.month_wizard import MonthWizard
from viewmodels.screens.next_act import NextStep
from viewmodels.screens.own_sheet_page import OwnSheetViewModel
from viewmodels.screens.sheet_cells import SheetCells
from viewmodels.screens.simulator import SimulatorViewModel
from viewmodels.screens.spending_section import SpendingSection
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
    said = "Outra vigência em planejamento: agosto de 2025. Convém publicar e tornar ativa antes de abrir outra."
    assert (model.others_planned, model.proposed) == (said, Month(2025, 9))
    assert model.open_period("2025-07") is None
    assert new_desk.vigencia == "2025-08", "opening another month does not take the one in front away"
    assert model.gap is None
    refused = model.open_period("2025-07")
    assert refused is not None and refused.code == "METAS.VIGENCIA_EXISTE"


def test_vigencias_say_what_they_wait_for(empty_desk: Desk) -> None:
    model = CadastrosViewModel(empty_desk)
    opened = "02/08/2025, Diretor Silva"
    assert shown(model, "period")[:2] == [
        [
            "Agosto de 2025", "Em planejamento", "jul/2025", opened, "–", "Nenhum", "Espera a publicação das metas",
        ],
        ["Julho de 2025", "Fechada", "jun/2025", opened, opened, "Nenhum", ""],
    ]  # fmt: skip
    assert (len(model.period_table.rows), model.hidden_periods) == (6, 7)
    model.show_all_periods()
    assert (len(model.period_table.rows), model.hidden_periods) == (13, 0)


def spending_of(desk: Desk) -> SpendingSection:
    return SpendingSection(desk, SheetCells(desk, MemorySource(desk)))


def test_spending_in_words_typed_and_taken_back(empty_desk: Desk) -> None:
    model = spending_of(empty_desk)
    texts = [[row.cell(column.key).text for column in model.table.columns] for row in model.table.rows]
    assert texts[10:12] == [
        ["Peças, R$", "", "", "", "", "", "", ""],
        ["GAMA", "100.000,00", "115.000,00", "108.000,00", "7.000,00", "Digitado", "01/08/2025", "Corrigir"],
    ]
    line = model.line("PECAS/1")
    assert line is not None and model.line("grupo/PECAS") is None
    assert model.closing == date(2025, 7, 31)
    refused = model.type_spending(line, Decimal(0), model.closing, REASON)
    assert refused is not None and refused.code == "METAS.GASTO_VALOR"
    assert model.type_spending(line, None, None, REASON) is None
    after = [model.table.rows[11].cell(column.key).text for column in model.table.columns]
    assert after == ["GAMA", "100.000,00", "–", "108.000,00", "–", "–", "–", "Lançar gasto"]
    assert (model.recorded, model.title) == ("11 de 12 gastos", "Metas e gastos de julho de 2025")
    model.show_month(model.before)
    assert (model.title, model.after) == ("Metas e gastos de junho de 2025", Month(2025, 7))


def test_a_spending_typed_after_the_calculation_makes_it_old(desk: Desk) -> None:
    wizard, model = MonthWizard(desk), spending_of(desk)
    assert wizard.facts is not None and wizard.facts.view is not None
    wizard.calculated(wizard.facts.view.run.id)
    assert wizard.calculation_stands
    line = model.line("PECAS/1")
    assert line is not None
    assert model.type_spending(line, Decimal("100000.00"), model.closing, REASON) is None
    told()
    assert not wizard.calculation_stands
    refusals = pages.accept_calculation(wizard.content(pages.CALCULATION), wizard._wizard.state.contents)
    assert [f.code for f in refusals] == ["ASSISTENTE.CALCULO_VELHO"]


def test_who_only_looks_is_told_why_and_offered_nothing(auditor_desk: Desk) -> None:
    model = CadastrosViewModel(auditor_desk)
    assert model.line.endswith(
        "precisa do direito de mudar os parâmetros das metas. Peça a quem administra os usuários."
    )
    rows = [*rows_of(model, "sector"), *rows_of(model, "period"), *spending_of(auditor_desk).table.rows]
    links = [row.cell("ato").action for row in rows]
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


def test_a_gap_between_vigencias_is_told_and_another_process_reaches_the_header(new_desk: Desk) -> None:
    model = CadastrosViewModel(new_desk)
    HeaderFeed(new_desk, CockpitViewModel(new_desk))
    assert model.open_period("2025-05") is None and model.open_period("2025-08") is None
    cell = model.period_table.rows[0].cell("anterior")
    assert (cell.text, cell.state, cell.tooltip) == (
        "mai/2025",
        State.ATENCAO,
        "A vigência anterior é a de maio de 2025: faltam 2 meses entre as duas, e o saldo parte de lá.",
    )
    perform(new_desk.house, new_desk.scope, "metas.abrir_vigencia", vigencia="2025-09")
    assert len(new_desk.shell.context.choices) == 2, "nobody told this desk yet"
    new_desk.changes.publish(Changed(frozenset({EVERYTHING})))
    told()
    assert [c.key for c in new_desk.shell.context.choices] == ["2025-09", "2025-08", "2025-05"]


def test_the_first_day_every_page_says_there_is_no_month(new_desk: Desk) -> None:
    assert SimulatorViewModel(new_desk).situation == "Nenhuma vigência"
    assert DocumentsViewModel(new_desk).export_reason == "Nenhuma vigência"
    assert OwnSheetViewModel(new_desk).choose_reason == "Nenhuma vigência"
