"""Gaps on the data page: the effect of a month, one click out and back, means typed, files, a silent ERP."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from engines.calendar import Month
from engines.goals.approval import Decision
from storage.erp.profile import default_profile
from storage.metas.targets import performances, set_spending
from storage.sample.silent import SilentSource
from tests.viewmodels.screens.sample_desk import desk_on
from tests.viewmodels.screens.test_data_page import Spoilt, read_on, spoilt
from tests.viewmodels.screens.waiting import until
from viewmodels.desk import Desk
from viewmodels.jobs import drive
from viewmodels.operations.metas.calculating import Consent
from viewmodels.screens import month_pages as pages
from viewmodels.screens.before_approval import BeforeApproval
from viewmodels.screens.calculation_page import CalculationPage
from viewmodels.screens.cockpit import CockpitViewModel
from viewmodels.screens.data_page import FILE, KEPT, RETRY, DataPage
from viewmodels.screens.goals_page import GoalsPage
from viewmodels.screens.header_feed import HeaderFeed
from viewmodels.screens.month_wizard import MonthWizard
from viewmodels.state import State

__all__ = ["spoilt"]
JULY = ("1", "2025-07")


def test_a_partial_month_shows_its_effect_and_leaves_with_one_click(spoilt: Spoilt, tmp_path: Path) -> None:
    with desk_on(spoilt("MES_PARCIAL_EM_UM_SETOR"), tmp_path / "casa") as desk:
        page = read_on(desk)
        gama = page.coverage[0]
        assert (gama.label, gama.count, gama.cells[-1].state) == ("GAMA", "12 de 12", State.ATENCAO)
        assert gama.cells[-1].sentence == "24 dias de 31, parcial"
        assert [(line.title, line.note, line.left_out) for line in page.partial] == [
            ("GAMA, jul/2025", "24 dias de 31", False)
        ]
        assert page.wizard.can_next and "MES_PARCIAL" not in [b.key for b in page.banners]
        page.ask_month(JULY)
        assert page.effect is not None
        assert page.effect.title == "GAMA, jul/2025"
        assert page.effect.sentence == "24 de 31 dias: o mês parcial está nas médias."
        names = [row.cell("nome").text for row in page.effect.rows]
        assert names[0] == "Média diária, Útil" and "KM prevista" in names and names[-1] == "Meta, Peças"
        assert "2 de 3 meses" in page.effect.asked[0]
        before = [row.cell("com").text for row in page.effect.rows]
        page.leave_out(JULY, True)
        until(lambda: page.partial[0].left_out)
        assert page.refusal == ""
        assert "Fora desde 02/08/2025" in page.partial[0].note and "Mês parcial: 24 de 31" in page.partial[0].note
        assert page.coverage[0].cells[-1].state is State.ESPERA and page.coverage[0].count == "11 de 12"
        assert page.wizard.reason == "Falta um consentimento"
        assert page.effect.left_out and [row.cell("com").text for row in page.effect.rows] == before
        page.consent(page.consents[0].key, True, "Carga perdida no ERP")
        assert page.wizard.can_next
        page.leave_out(JULY, False)
        until(lambda: not page.partial[0].left_out)
        assert page.consents == () and page.wizard.can_next


def test_a_choice_after_the_calculation_makes_it_old(spoilt: Spoilt, tmp_path: Path) -> None:
    with desk_on(spoilt("MES_PARCIAL_EM_UM_SETOR"), tmp_path / "casa") as desk:
        page = read_on(desk)
        page.wizard.next()
        calculation = CalculationPage(page.wizard)
        calculation.calculate()
        until(lambda: not calculation.running)
        assert calculation.is_fresh
        page.leave_out(JULY, True)
        until(lambda: not calculation.is_fresh)


def test_a_mean_nothing_gives_is_typed(spoilt: Spoilt, tmp_path: Path) -> None:
    with desk_on(spoilt("SEM_DIA_UTIL"), tmp_path / "casa") as desk:
        page = read_on(desk)
        (line,) = page.means
        assert (line.place, line.value) == (("2", "UTIL"), None)
        assert "10 letras" in page.type_mean(line.place, Decimal(5871), "curto")
        assert page.type_mean(line.place, Decimal(5871), "Média do contrato de PARANOÁ") == ""
        until(lambda: page.means[0].value is not None)
        assert [(m.value, m.why) for m in page.means] == [(Decimal(5871), "Média do contrato de PARANOÁ")]
        assert page.type_mean(line.place, None, "O histórico chegou depois") == ""
        until(lambda: page.means[0].value is None)


def test_months_are_reconciled_in_a_table(empty_desk: Desk) -> None:
    page = read_on(empty_desk)
    assert page.reconciliation.rowCount() == 12
    first = [page.reconciliation.data(page.reconciliation.index(0, at)) for at in range(5)]
    assert first[0] == "GAMA, mai/2025" and first[1] == first[2] and first[3:] == ["0,00", "0,0000"]


def test_one_reason_answers_for_all_of_its_kind(empty_desk: Desk) -> None:
    desk = empty_desk
    month = Month(2025, 7)
    with desk.house.store.write() as connection:
        for held in performances(connection, desk.scope.client, month).values():
            early = replace(held, until=date(2025, 7, 28))
            set_spending(connection, desk.scope.client, month, early, desk.house.clock.now(), desk.scope.user)
    page = read_on(desk)
    assert len(page.consents) == 8
    page.consent(page.consents[0].key, True, "Fechamento só dia 5")
    assert page.consents[0].alike == 7 and not page.wizard.can_next
    page.consent_alike(page.consents[0].key)
    assert page.wizard.can_next and {line.why for line in page.consents} == {"Fechamento só dia 5"}


@pytest.fixture
def silent(monkeypatch: pytest.MonkeyPatch) -> Callable[[Desk], None]:
    """Takes the ERP off the network."""
    monkeypatch.setattr(SilentSource, "patience", 0.02)

    def off(desk: Desk) -> None:
        source = SilentSource(desk.house.store.path.parent / "exemplo-erp.sqlite", default_profile())
        desk.house = replace(desk.house, erp=lambda client: source)

    return off


def test_a_silent_erp_has_three_ways_out_and_the_header_says_it(
    empty_desk: Desk, silent: Callable[[Desk], None], tmp_path: Path
) -> None:
    desk = empty_desk
    header = HeaderFeed(desk, CockpitViewModel(desk))
    page = read_on(desk)
    assert desk.shell.sync is not None and desk.shell.sync.text == "ERP lido às 09:00"
    silent(desk)
    page.read()
    until(lambda: not page.running)
    assert page.error is not None
    assert [key for key, _ in page.error.actions] == [RETRY, FILE, KEPT]
    until(lambda: desk.shell.sync is not None and desk.shell.sync.state is State.ERRO)
    assert desk.shell.sync.text == "ERP não respondeu às 09:00; lido às 09:00"
    page.use_kept()
    assert page.error is None and [line.code for line in page.consents] == ["ORG_001"]
    assert page.wizard.reason == "Falta um consentimento"
    page.consent(page.consents[0].key, True, "Prazo da diretoria é hoje")
    assert page.wizard.can_next
    header.deleteLater()


def test_files_at_fault_are_listed_and_nothing_is_taken(empty_desk: Desk, tmp_path: Path) -> None:
    page = read_on(empty_desk)
    before = page.snapshot
    path = tmp_path / "operacao.csv"
    path.write_text("data_operacao;codigo_setor;km_rodada\n31/02/2025;240;10,5\n", "utf-8")
    page.read_files([path])
    until(lambda: not page.running)
    assert page.snapshot == before and page.result_state is State.CRITICO
    assert page.result.startswith("Nada foi importado.") and page.fault_table.rowCount() == len(page.faults) == 3
    shown = [page.fault_table.data(page.fault_table.index(0, at)) for at in range(3)]
    assert shown == ["operacao.csv", "2", "data_operacao"]


def test_kept_data_and_provisional_spending_are_looked_at_before_publishing(
    empty_desk: Desk, silent: Callable[[Desk], None]
) -> None:
    desk, month = empty_desk, Month(2025, 7)

    def spend(value: Decimal, until_day: date) -> None:
        with desk.house.store.write() as connection:
            held = performances(connection, desk.scope.client, month)["PNEUS", "1"]
            now = replace(held, realized=value, until=until_day)
            set_spending(connection, desk.scope.client, month, now, desk.house.clock.now(), desk.scope.user)

    spend(Decimal("41250.40"), date(2025, 7, 28))
    page = read_on(desk)
    silent(desk)
    page.read()
    until(lambda: not page.running)
    page.use_kept()
    given = [Consent(line.key, "Prazo da diretoria é hoje") for line in page.consents]
    run = drive(desk.ask("metas.calcular", vigencia=desk.vigencia, snapshot=page.snapshot, consents=given))
    assert run
    page.wizard.refresh()
    goals, before = GoalsPage(page.wizard, True), BeforeApproval(page.wizard)
    before.refresh()
    assert before.is_provisional and before.kept is not None and before.kept.missing
    before.check_again()
    assert before.said.startswith("Conferido em") and before.table.rowCount() == 0
    spend(Decimal("50000.00"), date(2025, 7, 31))
    before.check_again()
    assert "um gasto mudou" in before.said and before.table.rowCount() == 1
    goals.approve_clean()
    assert "10 letras" in before.consent("curto")
    assert before.consent("O ERP volta só na segunda") == ""
    assert before.kept is not None and not before.kept.missing
    assert "O ERP volta só na segunda" in before.kept_words


def test_a_published_month_has_its_parameters_looked_at(desk: Desk) -> None:
    wizard = MonthWizard(desk)
    goals = GoalsPage(wizard, True)
    view = goals.view
    assert view is not None
    desk.act("metas.decidir", run=view.run.id, digest=view.digest, chosen={g.key: Decision(True) for g in view.goals})
    desk.act("metas.aprovar", run=view.run.id, digest=view.digest)
    desk.act("metas.descartar_rascunho", vigencia=desk.vigencia)
    wizard = MonthWizard(desk)
    steps = {step.key: step for step in wizard.steps}
    assert (steps[pages.PARAMETERS].note, steps[pages.PARAMETERS].state) == ("5 conferidos", State.OK)
    assert DataPage(wizard).partial == ()
