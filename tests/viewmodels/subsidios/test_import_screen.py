"""The page Importação without a window: what is there, the wizard step by step, faults taken away."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from storage.auditoria.sources import SourceKind
from tests.viewmodels.screens.waiting import until
from tests.viewmodels.subsidios.audits import CASES, bring, new_audit, sitting
from tests.viewmodels.subsidios.import_sources import CASE, TRIPS, case_folder, faulty, renamed, with_one_day_more
from viewmodels.desk import Desk
from viewmodels.operations.registry import perform
from viewmodels.screens.subsidios.audit import AuditViewModel
from viewmodels.screens.subsidios.import_columns import How
from viewmodels.screens.subsidios.import_page import ImportViewModel
from viewmodels.screens.subsidios.import_way import COLUMNS, ORIGIN, READING
from viewmodels.screens.subsidios.import_wizard import ImportWizard
from viewmodels.shell import ShellViewModel
from viewmodels.state import State
from viewmodels.table_spec import RowKind


@pytest.fixture
def page(tmp_path: Path, qapp: QApplication) -> Iterator[ImportViewModel]:
    """The page of an audit into which nothing was brought."""
    with sitting(new_audit(tmp_path)) as (house, scope):
        desk = Desk(house, scope, ShellViewModel())
        yield ImportViewModel(AuditViewModel(desk))
        desk.close()


def wizard_on(page: ImportViewModel, path: Path, kind: SourceKind = SourceKind.INPUT) -> ImportWizard:
    wizard = page.begin(kind, path)
    assert wizard is not None
    until(lambda: not wizard.running)
    return wizard


def read(wizard: ImportWizard) -> None:
    assert wizard.can_next, wizard.reason
    wizard.next()
    until(lambda: not wizard.running)


def test_a_column_nobody_could_guess_is_said_once_and_remembered(page: ImportViewModel, tmp_path: Path) -> None:
    wizard = wizard_on(page, renamed(tmp_path))
    assert (wizard.current, wizard.table, wizard.next_title) == (COLUMNS, TRIPS, "Ler 16 tabelas")
    assert (wizard.can_next, wizard.reason) == (False, "Falta dizer qual é uma coluna")
    assert wizard.pairs is not None
    lines = {line.ours: (line.how, line.theirs) for line in wizard.pairs.lines(TRIPS)}
    assert lines["id_veiculo"] == (How.LACKING, "")
    assert lines["servico_realizado"] == (How.SYNONYM, "linha")
    assert lines["data"] == (How.NAME, "data")
    wizard.take("id_veiculo", "cod_onibus")
    read(wizard)
    assert wizard.is_in
    assert wizard.result == "Tudo entrou: 16 tabelas, 1.929 linhas, um dia a apurar, 12/11/2025."
    wizard.save_and_leave()
    again = wizard_on(page, tmp_path / "tabelas")
    assert again.pairs is not None
    assert {line.ours: line.how for line in again.pairs.lines(TRIPS)}["id_veiculo"] is How.MEMORY
    assert again.can_next


def test_a_column_taken_for_another_frees_the_first(page: ImportViewModel, tmp_path: Path) -> None:
    wizard = wizard_on(page, renamed(tmp_path))
    wizard.take("id_veiculo", "cod_onibus")
    wizard.take("servico_realizado", "cod_onibus")
    assert wizard.pairs is not None
    assert wizard.pairs.said() == {TRIPS: {"servico_realizado": "cod_onibus"}}
    assert wizard.reason == "Falta dizer qual é uma coluna"
    wizard.take("servico_realizado", "")
    assert wizard.pairs.said() is None


def test_faults_bring_nothing_and_are_listed_with_how_to_mend_them(page: ImportViewModel, tmp_path: Path) -> None:
    wizard = wizard_on(page, faulty(tmp_path))
    read(wizard)
    assert (wizard.is_in, wizard.current, wizard.next_title) == (False, READING, "Ler de novo")
    assert wizard.result == "Nada foi importado: há 41 falhas em tabelas."
    assert (wizard.steps[2].state, wizard.steps[2].note) == (State.CRITICO, "nada foi importado")
    assert wizard.faults.caption == "21 de 41, as primeiras de cada coluna"
    first, second = wizard.faults.table.rows[:2]
    assert (first.kind, first.cell("coluna").text, first.cell("falta").text) == (RowKind.GROUP, TRIPS, f"{TRIPS}.csv")
    assert [second.cell(key).text for key in ("coluna", "linha", "falta", "conserto")] == [
        "data", "5", "«31/02/2025» não é uma data", "Escreva como 2026-01-20 ou 20/01/2026.",
    ]  # fmt: skip
    assert wizard.faults.save(tmp_path / "falhas.csv")
    kept = (tmp_path / "falhas.csv").read_text(encoding="utf-8-sig").splitlines()
    assert kept[0] == "Tabela;Arquivo;Linha;Coluna;O que há;Como consertar"
    assert (len(kept), len(wizard.faults.as_text.splitlines())) == (22, 22)
    assert page.is_blank
    case_folder(tmp_path / "outra")
    (tmp_path / "tabelas" / f"{TRIPS}.csv").unlink()
    (tmp_path / "outra" / "tabelas" / f"{TRIPS}.parquet").rename(tmp_path / "tabelas" / f"{TRIPS}.parquet")
    wizard.next()
    until(lambda: not wizard.running)
    read(wizard)
    assert wizard.is_in


def test_what_blocks_the_way_is_said(page: ImportViewModel, tmp_path: Path) -> None:
    wizard = page.begin(SourceKind.INPUT)
    assert wizard is not None
    assert (wizard.current, wizard.reason) == (ORIGIN, "Escolha de onde vêm as tabelas")
    wizard.choose(tmp_path / "nenhuma")
    until(lambda: not wizard.running)
    assert (wizard.current, wizard.result_state, "não abriu a pasta" in wizard.result) == (ORIGIN, State.ERRO, True)
    place = case_folder(tmp_path)
    (place / "subsidio_data_versao_efetiva.parquet").rename(tmp_path / "calendario.parquet")
    wizard.choose(place)
    until(lambda: not wizard.running)
    assert wizard.reason == "Falta a tabela Calendário: tipo de dia e ordem de serviço"
    (tmp_path / "calendario.parquet").rename(place / "subsidio_data_versao_efetiva.parquet")
    wizard.choose(place)
    until(lambda: not wizard.running)
    wizard.say_days("2025-11-12", "")
    assert wizard.reason == "Escreva a data como 20/01/2026"
    wizard.say_days("12/11/2025", "12/11/2025")
    assert wizard.can_next


def test_days_of_the_calendar_without_rows_are_told_table_by_table(page: ImportViewModel, tmp_path: Path) -> None:
    wizard = wizard_on(page, with_one_day_more(tmp_path))
    read(wizard)
    assert wizard.result == "Tudo entrou: 16 tabelas, 1.930 linhas, 2 dias a apurar, 12/11/2025 a 13/11/2025."
    bare = {row.cell("tabela").text: row.cell("dias").text for row in wizard.bare_days.rows}
    assert bare["Planejamento por faixa horária"] == "13/11/2025"
    assert "Calendário: tipo de dia e ordem de serviço" not in bare


def test_a_reading_that_is_stopped_brings_nothing(page: ImportViewModel, tmp_path: Path) -> None:
    wizard = wizard_on(page, case_folder(tmp_path))
    wizard.read()
    wizard.cancel()
    until(lambda: not wizard.running)
    assert (wizard.current, wizard.result, page.is_blank) == (COLUMNS, "Interrompido a pedido. Nada foi gravado.", True)
    left: list[bool] = []
    wizard.left.connect(lambda: left.append(True))
    wizard.read()
    wizard.save_and_leave()
    until(lambda: bool(left))
    assert page.wizard is None


def test_after_the_reading_the_stages_are_calculated(page: ImportViewModel, tmp_path: Path) -> None:
    wizard = wizard_on(page, case_folder(tmp_path))
    read(wizard)
    assert (wizard.next_title, wizard.known_on, wizard.reason) == ("Calcular as etapas", "20/11/2026", "")
    wizard.say_known_on("ontem")
    assert wizard.reason == "Escreva a data como 20/01/2026"
    wizard.say_known_on("28/11/2025")
    wizard.next()
    assert page.wizard is None
    until(lambda: not page.audit.running)
    assert page.audit.standing == "Recalculado com as regras conhecidas em 28/11/2025."


def test_the_page_tells_what_is_there_what_is_not_and_the_imports_before(tmp_path: Path, qapp: QApplication) -> None:
    with sitting(new_audit(tmp_path)) as (house, scope):
        bring(house, scope, CASE)
        bring(house, scope, CASE, CASE)
        desk = Desk(house, scope, ShellViewModel())
        page = ImportViewModel(AuditViewModel(desk))
        said = page.told(SourceKind.INPUT)
        assert said == ("16 tabelas, 1.929 linhas, um dia, 12/11/2025", "20/11/2026 às 12:00, por Ana Auditora")
        trips = next(row for row in page.tables[SourceKind.INPUT].rows if row.key == TRIPS)
        assert [trips.cell(key).text for key in ("tabela", "linhas", "dias", "arquivo")] == [
            "Viagens identificadas", "188", "1 de 1", f"{TRIPS}.parquet",
        ]  # fmt: skip
        assert trips.cell("sha").tooltip.startswith(trips.cell("sha").text)
        missing = {row.key: row.cell("permite").text for row in page.missing.rows if row.kind is RowKind.LINE}
        assert missing["ENTRADA/ordem_pagamento"] == "O que foi pago de fato, ao lado do que se apurou."
        assert {row.cell("situacao").text for row in page.missing.rows if row.kind is RowKind.LINE} == {
            "Não verificável", "Não comparada",
        }  # fmt: skip
        assert [row.cell("situacao").text for row in page.history.rows] == ["Em vigor", "Em vigor", "Substituída"]
        desk.close()


def test_a_sealed_audit_brings_nothing_more_and_says_why(tmp_path: Path, qapp: QApplication) -> None:
    with sitting(new_audit(tmp_path)) as (house, scope):
        bring(house, scope, CASE)
        sealed = perform(house, scope, "subsidios.lacrar", target=tmp_path / "lacrada.prova")
    with sitting(sealed) as (house, scope):
        desk = Desk(house, scope, ShellViewModel())
        page = ImportViewModel(AuditViewModel(desk))
        assert page.begin(SourceKind.INPUT, CASES / CASE) is None
        assert "lacrada" in page.reason
        assert page.in_force(SourceKind.INPUT) is not None
        desk.close()
