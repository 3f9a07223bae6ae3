"""The month wizard without a window: the way on, reasons, draft, what a change upstream marks."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from engines.calendar import DayType
from engines.goals.approval import Decision
from storage.errors import KnownError
from tests.viewmodels.screens.sample_desk import MONTH, desk_on, templates
from tests.viewmodels.screens.waiting import until
from viewmodels.desk import Desk
from viewmodels.jobs import drive
from viewmodels.operations.metas.recalculating_with import Chosen
from viewmodels.screens import month_pages as pages
from viewmodels.screens.calculation_page import CalculationPage
from viewmodels.screens.data_page import DataPage
from viewmodels.screens.holidays_page import HolidaysPage
from viewmodels.screens.month_wizard import MonthWizard
from viewmodels.screens.parameters_page import ParametersPage
from viewmodels.screens.record_page import RecordPage
from viewmodels.screens.recording import record
from viewmodels.state import State

EXTRA = date(2025, 8, 15)


def statuses(wizard: MonthWizard) -> dict[str, tuple[State, bool]]:
    return {step.key: (step.state, step.stale) for step in wizard.steps}


def read(wizard: MonthWizard) -> None:
    data = DataPage(wizard)
    data.read()
    until(lambda: not data.running)


def calculate(wizard: MonthWizard) -> None:
    page = CalculationPage(wizard)
    page.calculate()
    until(lambda: not page.running)


def walk_to(wizard: MonthWizard, key: str) -> None:
    """Goes on, doing what each page asks for."""
    while wizard.current != key:
        here = wizard.current
        if here == pages.PARAMETERS:
            ParametersPage(wizard).look(True)
        elif here == pages.DATA:
            read(wizard)
        elif here == pages.CALCULATION:
            calculate(wizard)
        elif here == pages.APPROVAL:
            publish(wizard)
        assert wizard.can_next, (here, wizard.reason)
        wizard.next()
        assert wizard.current != here


def publish(wizard: MonthWizard) -> None:
    assert wizard.facts is not None and wizard.facts.view is not None
    view = wizard.facts.view
    assert record(wizard.desk, view, {goal.key: Decision(True) for goal in view.goals}) is None
    wizard.desk.act("metas.aprovar", "metas.publicacao", run=view.run.id, digest=view.digest)
    wizard.refresh()


def test_the_whole_month(empty_desk: Desk) -> None:
    wizard = MonthWizard(empty_desk)
    assert (wizard.current, wizard.can_back, wizard.next_title) == (pages.PREPARATION, False, "Próximo: feriados")
    walk_to(wizard, pages.RECORD)
    assert wizard.reason == "Faltam 2 itens da lista"
    page = RecordPage(wizard)
    assert page.table.rowCount() == 12
    page.tick("guardado", True)
    assert wizard.reason == "Falta um item da lista"
    page.tick("avisada", True)
    assert (wizard.can_next, wizard.next_title) == (True, "Concluir o mês")
    left: list[bool] = []
    wizard.left.connect(lambda: left.append(True))
    wizard.next()
    assert left == [True]
    assert empty_desk.ask("metas.abrir_rascunho", vigencia=MONTH) is None
    assert wizard.current == pages.RECORD, "a published month opens on its record"


def test_reasons_of_each_page(empty_desk: Desk) -> None:
    wizard = MonthWizard(empty_desk)
    said = {}
    for _ in range(4):
        said[wizard.current] = wizard.reason
        if wizard.current == pages.PARAMETERS:
            ParametersPage(wizard).look(True)
        wizard.next()
    assert said == {
        pages.PREPARATION: "",
        pages.HOLIDAYS: "",
        pages.PARAMETERS: "Falta marcar os parâmetros como conferidos",
        pages.DATA: "Falta ler o ERP",
    }
    assert wizard.current == pages.DATA
    assert statuses(wizard)[pages.PREPARATION][0] is State.EM_CURSO, "3 of 4 conditions are not done"
    read(wizard)
    assert statuses(wizard)[pages.PREPARATION][0] is State.OK
    wizard.next()
    assert wizard.reason == "Falta calcular"
    calculate(wizard)
    wizard.next()
    wizard.next()
    assert wizard.reason == "Falta decidir 12 metas"


def test_a_day_still_to_be_typed_closes_the_way_and_says_which(empty_desk: Desk) -> None:
    wizard = MonthWizard(empty_desk)
    page = HolidaysPage(wizard)
    wizard.next()
    assert page.add(EXTRA, "Emenda do GDF", None) == ""
    assert (wizard.can_next, wizard.reason) == (False, "Falta classificar 15/08, Emenda do GDF")
    page.choose(EXTRA, DayType.SABADO)
    assert (wizard.can_next, wizard.reason) == (True, "")
    page.remove(EXTRA)
    assert [line.date_text for line in page.lines] == ["01/05", "19/06"]


def test_change_upstream_marks_what_stood_on_it_and_keeps_it(empty_desk: Desk) -> None:
    wizard = MonthWizard(empty_desk)
    walk_to(wizard, pages.RESULTS)
    before = wizard.content(pages.CALCULATION)["calculo"]
    HolidaysPage(wizard).add(EXTRA, "Emenda do GDF", DayType.SABADO)
    marked = {key for key, (_, stale) in statuses(wizard).items() if stale}
    assert marked == {pages.HOLIDAYS, pages.DATA, pages.CALCULATION}
    assert wizard.content(pages.CALCULATION)["calculo"] == before
    wizard.go(pages.CALCULATION)
    assert wizard.reason == "Algo mudou desde o cálculo: calcule de novo"
    calculate(wizard)
    assert (wizard.can_next, wizard.content(pages.CALCULATION)["calculo"]) == (True, before + 1)  # type: ignore[operator]


def test_a_parameter_changed_elsewhere_asks_to_be_looked_at_again(empty_desk: Desk) -> None:
    wizard = MonthWizard(empty_desk)
    walk_to(wizard, pages.DATA)
    empty_desk.act(
        "metas.editar_parametro",
        "metas.parametros",
        name="FATOR_REDUCAO_COMBUSTIVEL",
        value="0.02",
        justification="Acordo da diretoria de agosto",
    )
    QApplication.processEvents()
    assert statuses(wizard)[pages.PARAMETERS] == (State.OK, True)
    wizard.go(pages.PARAMETERS)
    assert wizard.reason == "Falta marcar os parâmetros como conferidos"


def test_draft_is_taken_up_where_it_stopped(qapp: QApplication, tmp_path: Path) -> None:
    """The process is killed: nothing is saved on the way out, everything was saved on the way in."""
    with desk_on(templates().empty, tmp_path / "casa") as desk:
        wizard = MonthWizard(desk)
        walk_to(wizard, pages.CALCULATION)
        held = {key: dict(wizard.content(key)) for key in pages.KEYS}
        shown = statuses(wizard)
    with desk_on(tmp_path / "casa", tmp_path / "outra") as desk:
        again = MonthWizard(desk)
        assert again.current == pages.CALCULATION
        assert {key: dict(again.content(key)) for key in pages.KEYS} == held
        assert statuses(again) == shown
        assert again.saved == "Rascunho retomado de onde parou."


def test_a_draft_of_another_version_starts_again_and_says_so(empty_desk: Desk) -> None:
    empty_desk.act("metas.rascunho", vigencia=MONTH, content={"versao": 99})
    wizard = MonthWizard(empty_desk)
    assert wizard.current == pages.PREPARATION
    assert wizard.saved == "O rascunho guardado era de outra versão. A preparação começou de novo."


def test_drafts_are_of_each_person(qapp: QApplication, tmp_path: Path) -> None:
    with desk_on(templates().empty, tmp_path / "casa") as desk:
        MonthWizard(desk).next()
    with desk_on(tmp_path / "casa", tmp_path / "outra", "operador") as desk:
        assert MonthWizard(desk).current == pages.PREPARATION


def test_looking_again_writes_nothing(empty_desk: Desk) -> None:
    wizard = MonthWizard(empty_desk)
    wizard.next()
    version = empty_desk.house.store.data_version()
    wizard.refresh()
    assert empty_desk.house.store.data_version() == version


def test_month_not_in_planning_is_closed_with_its_reason(empty_desk: Desk) -> None:
    empty_desk.choose("2025-07")
    wizard = MonthWizard(empty_desk)
    assert (wizard.can_next, wizard.reason) == (False, "A vigência não está em planejamento")


def test_another_month_has_its_own_draft(empty_desk: Desk) -> None:
    wizard = MonthWizard(empty_desk)
    wizard.next()
    empty_desk.choose("2025-07")
    assert wizard.title == "Preparar julho de 2025"
    assert wizard.current == pages.PREPARATION
    empty_desk.choose(MONTH)
    assert wizard.current == pages.HOLIDAYS


def test_silent_erp_offers_what_is_kept_and_blocks_until_answered(empty_desk: Desk) -> None:
    wizard = MonthWizard(empty_desk)
    walk_to(wizard, pages.DATA)
    read(wizard)
    data = DataPage(wizard)
    data._refused(KnownError("ORG_001.SILENT", segundos=10, servidor="erp:1521", servico="X", usuario="y"))
    assert (wizard.reason, wizard.reason_state) == ("O ERP não respondeu", State.ERRO)
    assert statuses(wizard)[pages.DATA][0] is State.ERRO
    banner = data.error
    assert banner is not None
    assert banner.title == "O ERP não respondeu em 10 segundos (erp:1521)"
    assert [key for key, _ in banner.actions] == ["tentar", "arquivo", "guardado"]
    data.use_kept()
    assert (data.error, wizard.can_next) == (None, True)


def test_published_month_without_draft_opens_on_its_record(desk: Desk) -> None:
    view = desk.ask("metas.resultados", vigencia=MONTH)
    record(desk, view, {goal.key: Decision(True) for goal in view.goals})
    desk.act("metas.aprovar", run=view.run.id, digest=view.digest)
    wizard = MonthWizard(desk)
    assert wizard.current == pages.RECORD
    assert all(state is State.OK and not stale for state, stale in list(statuses(wizard).values())[:-1])


def test_who_may_only_look_is_told_why(auditor_desk: Desk) -> None:
    wizard = MonthWizard(auditor_desk)
    assert "Classificar um feriado" in HolidaysPage(wizard).reason
    assert "Ler o ERP" in DataPage(wizard).reason
    data = DataPage(wizard)
    data.read()
    assert not data.running


@pytest.mark.parametrize("cancelled", [True])
def test_cancelled_calculation_leaves_no_run(empty_desk: Desk, cancelled: bool) -> None:
    wizard = MonthWizard(empty_desk)
    walk_to(wizard, pages.CALCULATION)
    page = CalculationPage(wizard)
    page.progressed.connect(page.cancel)
    page.calculate()
    page.cancel()
    until(lambda: not page.running)
    assert page.result == "Interrompido a pedido. Nada foi gravado."
    assert wizard.reason == "Falta calcular"


def test_a_decision_that_recalculates_leaves_no_page_to_redo(empty_desk: Desk) -> None:
    wizard = MonthWizard(empty_desk)
    walk_to(wizard, pages.APPROVAL)
    assert wizard.facts is not None and wizard.facts.view is not None
    view = wizard.facts.view
    chosen = Chosen("parcelas", {"setor": "1", "criterio": "PECAS"}, Decimal(3), "Combinado com a diretoria")
    debt = ("PECAS", "1")
    run = drive(
        empty_desk.act("metas.recalcular_com", run=view.run.id, digest=view.digest, approve=debt, chosen=chosen)
    )
    wizard.refresh()
    assert wizard.content(pages.CALCULATION)["calculo"] == run and wizard.calculation_stands
    assert not any(stale for _state, stale in statuses(wizard).values())
