"""The page Verificações: every check asked once of a calculation, by outcome, each with its rows and its finding."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QApplication

from engines.subsidy.checking.outcomes import Verdict
from storage.auditoria.row_conditions import Filter
from tests.viewmodels.screens.waiting import until
from tests.viewmodels.subsidios.audits import bring, calculate, new_audit, sitting
from viewmodels.desk import Desk
from viewmodels.screens.memory_source import MemorySource
from viewmodels.screens.subsidios.audit import CALCULATION, AuditViewModel
from viewmodels.screens.subsidios.checks import ChecksViewModel
from viewmodels.screens.subsidios.checks_memory import ChecksMemory
from viewmodels.screens.subsidios.checks_words import CheckFigure
from viewmodels.screens.subsidios.stage_filters import TypedFilter
from viewmodels.shell import ShellViewModel
from viewmodels.state import State
from viewmodels.table_spec import RowKind

CASE, KNOWN_ON = "simples-v19-2025-11-12", "2026-05-26"
EFFECT = Decimal("524.605100000")


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Iterator[tuple[Desk, ChecksViewModel]]:
    """A desk on a calculated audit, its checks made once."""
    path = new_audit(tmp_path_factory.mktemp("auditoria"))
    with sitting(path) as (house, scope):
        bring(house, scope, CASE)
        calculate(house, scope, KNOWN_ON)
        desk = Desk(house, scope, ShellViewModel())
        MemorySource(desk)
        audit = AuditViewModel(desk, desk)
        model = ChecksViewModel(audit, desk)
        model.run_when_stale()
        until(lambda: not model.running)
        yield desk, model
        desk.close()
        desk.deleteLater()


@pytest.fixture
def model(opened: tuple[Desk, ChecksViewModel]) -> ChecksViewModel:
    found = opened[1]
    found.search("")
    found.filter("achado")
    return found


def test_every_check_comes_out_one_way_and_the_list_is_grouped_gravest_first(model: ChecksViewModel) -> None:
    assert {verdict.value: model.count(verdict) for verdict in Verdict} == {
        "achado": 27, "em_ordem": 60, "nao_verificavel": 20, "nao_se_aplica": 16,
    }  # fmt: skip
    assert [(tile.word, tile.count) for tile in model.tiles[:2]] == [("Achado", "27"), ("Em ordem", "60")]
    rows = list(model.table.rows)
    assert (rows[0].kind, rows[0].cell("titulo").text) == (RowKind.GROUP, "Regra perdida, 1")
    inside: list[list[int]] = []
    for row in rows:
        if row.kind is RowKind.GROUP:
            inside.append([])
        else:
            raw = row.cell("gravidade").raw
            assert isinstance(raw, int)
            inside[-1].append(raw)
    assert inside and all(group == sorted(group, reverse=True) for group in inside)
    assert len(model.names) == 27


def test_a_check_in_front_says_what_why_and_how_and_shows_its_rows(model: ChecksViewModel) -> None:
    model.choose("viagem_sem_faixa")
    view, evidence = model.view, model.evidence
    assert view is not None
    assert (view.check.short, view.state, view.effect) == ("SUB-PLA-001", State.ATENCAO, "Efeito: R$\u00a0524,61.")
    assert [key for key, _ in view.paragraphs] == ["", "porque", "acerto"]
    assert (evidence.total, evidence.rows_said) == (32, "32 linhas")
    evidence.table.sort_by("km", descending=True)
    column = [spec.key for spec in evidence.table.columns].index("km")
    lengths = [evidence.table.cell_at(row, column).raw for row in range(evidence.total)]
    assert lengths == sorted(lengths, reverse=True)  # type: ignore[type-var]
    amounts = [evidence.table.row_at(row).cell("valor").raw for row in range(evidence.total)]
    assert sum(each for each in amounts if isinstance(each, Decimal)) == EFFECT
    evidence.filter(TypedFilter("sinal", Filter("sinal", "igual", "sem_plano")))
    assert 0 < evidence.total < 32 and evidence.filters == (("sinal", "é “sem_plano”"),)
    evidence.unfilter()
    evidence.search("nada assim")
    assert evidence.rows_said == "nenhuma linha de 32"


def test_a_check_that_could_not_be_asked_says_what_to_bring(model: ChecksViewModel) -> None:
    model.filter("nao_verificavel")
    model.choose("ordem_pagamento_total")
    view = model.view
    assert view is not None
    assert "ordem_pagamento" in dict(view.paragraphs)["falta"]
    assert (view.state, model.draft(), model.evidence.there) == (State.SEM_DADOS, None, False)


def test_search_looks_in_code_title_and_sentence(model: ChecksViewModel) -> None:
    model.search("sub-pla-001")
    assert (model.names, model.name) == (("viagem_sem_faixa",), "viagem_sem_faixa")
    model.search("xyzw")
    assert (model.names, model.chosen) == ((), None)


def test_a_finding_is_opened_with_the_words_the_amount_and_the_rows_of_the_check(model: ChecksViewModel) -> None:
    model.choose("viagem_sem_faixa")
    draft = model.draft()
    assert draft is not None
    assert (draft.new.title, draft.new.severity.value) == ("Viagens em nenhuma faixa planejada", "WARNING")
    assert draft.new.effect == EFFECT
    assert draft.open("  ", "ERROR", "", draft.new.effect) == "Dê um título ao achado."
    assert draft.open("Viagens sem faixa", "ERROR", "vistas", draft.new.effect) == ""
    until(lambda: bool(model.opened))
    (opened,) = model.opened
    assert (opened.title, opened.severity.value, opened.effect) == ("Viagens sem faixa", "ERROR", draft.new.effect)
    assert (opened.evidence_rows, opened.code) == (32, "SUB_VERIFICA.VIAGEM_SEM_FAIXA")


def test_the_dock_tells_a_count_and_an_amount(opened: tuple[Desk, ChecksViewModel], model: ChecksViewModel) -> None:
    memory = opened[0].findChild(MemorySource)
    assert memory is not None
    taught = ChecksMemory(model, memory)
    told = taught.figure(CheckFigure("viagem_sem_faixa", "efeito"))
    assert told is not None
    assert (told.view.value, told.view.unit, told.view.unit_first) == ("524,61", "R$", True)
    cases = taught.figure(CheckFigure("viagem_sem_faixa", "casos"))
    assert cases is not None and "32 casos" in cases.view.sentence
    model.choose("viagem_sem_faixa")
    address = model.evidence.table.row_at(0).cell("valor").figure_address
    row = model.evidence.tell(address)  # type: ignore[arg-type]
    assert row is not None and any(line.label == "Viagem" for line in row.view.rules)


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_evidence_is_saved_as_asked(model: ChecksViewModel, tmp_path: Path, ending: str) -> None:
    model.choose("viagem_sem_faixa")
    path = tmp_path / f"evidencia.{ending}"
    model.evidence.export(path)
    until(path.exists)
    if ending == "csv":
        assert len(path.read_text(encoding="utf-8-sig").splitlines()) == 33
    else:
        rows = list(load_workbook(path).worksheets[0].values)
        assert (len(rows), rows[0][0]) == (33, "Data")


def test_another_calculation_makes_them_stale_and_they_are_asked_again(
    opened: tuple[Desk, ChecksViewModel], model: ChecksViewModel
) -> None:
    desk = opened[0]
    job = desk.work_on_bench("subsidios.preparar", CALCULATION)
    job.start()
    until(lambda: model.stale and not model.outcomes)
    assert (model.stale, model.names, model.evidence.there) == (True, (), False)
    until(lambda: model.can_run)
    model.run_when_stale()
    model.cancel()
    until(lambda: not model.running)
    until(lambda: model.can_run)
    model.run()
    until(lambda: not model.running)
    assert (model.count(Verdict.FOUND), model.stale) == (27, False)
