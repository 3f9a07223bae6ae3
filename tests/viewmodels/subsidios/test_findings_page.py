"""The page Achados: findings by standing and R$, moved on and reviewed, their rows as frozen, the end of the audit."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from engines.finding import Severity
from storage.auditoria.findings import NewFinding, Standing
from storage.auditoria.row_conditions import Filter
from storage.auditoria.rows import RowsAsked
from tests.viewmodels.screens.waiting import until
from tests.viewmodels.subsidios.audits import bring, calculate, new_audit, sitting
from viewmodels.desk import Desk
from viewmodels.operations.registry import perform
from viewmodels.operations.subsidios.evidence import EvidenceOf
from viewmodels.screens.memory_source import MemorySource
from viewmodels.screens.subsidios.audit import AuditViewModel
from viewmodels.screens.subsidios.findings import FindingsViewModel, board_of
from viewmodels.screens.subsidios.findings_ending import JOIN, REPRODUCE, SEAL, EndingViewModel
from viewmodels.screens.subsidios.findings_memory import FindingsMemory
from viewmodels.screens.subsidios.findings_rows import FindingFigure
from viewmodels.screens.subsidios.stage_filters import TypedFilter
from viewmodels.shell import ShellViewModel
from viewmodels.state import State

CASE, KNOWN_ON = "simples-v19-2025-11-12", "2026-05-26"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An audit with two findings, one of them with the trips of the day frozen."""
    path = new_audit(tmp_path_factory.mktemp("auditoria"))
    with sitting(path) as (house, scope):
        bring(house, scope, CASE)
        calculate(house, scope, KNOWN_ON)
        rows = NewFinding("Viagens sem faixa", Severity.WARNING, "SUB_VERIFICA.VIAGEM_SEM_FAIXA", Decimal("524.6051"))
        perform(house, scope, "subsidios.abrir_achado", new=rows, relation="folha_viagem")
        perform(house, scope, "subsidios.abrir_achado", new=NewFinding("Falta uma tabela", Severity.ERROR))
    return path


@contextmanager
def board(path: Path, os_user: str = "ana") -> Iterator[tuple[Desk, FindingsViewModel]]:
    """The board as who sits at a machine sees it, without anything calculated."""
    with sitting(path, os_user) as (house, scope):
        desk = Desk(house, scope, ShellViewModel())
        MemorySource(desk)
        yield desk, board_of(AuditViewModel(desk, desk))
        desk.close()
        desk.deleteLater()


@pytest.fixture
def copy(made: Path, tmp_path: Path, qapp: QApplication) -> Path:
    return Path(shutil.copy(made, tmp_path / made.name))


def test_the_board_shows_the_gravest_first_and_adds_up_each_standing(copy: Path) -> None:
    with board(copy) as (_desk, model):
        assert (model.numbers, model.number) == ((2, 1), 2)
        row = model.table.row_at(1)
        shown = [row.cell(key).text for key in ("titulo", "codigo", "efeito", "linhas", "situacao", "quem", "revisor")]
        expected = ["1. Viagens sem faixa", "SUB-PLA-001", "524,61", "118", "Aberto", "Ana Auditora", "–"]
        assert shown == expected
        first = model.tiles[0]
        assert (first.count, first.caption) == ("2", "R$\u00a0524,61 e um sem valor")
        model.filter("CONFIRMADO")
        assert (model.numbers, model.chosen) == ((), None)
        model.filter("CONFIRMADO")
        model.search("sub-pla")
        assert model.numbers == (1,)


def test_a_finding_is_moved_on_with_its_reason_and_reviewed_by_another_person(copy: Path) -> None:
    with board(copy) as (_desk, model):
        model.bring(1)
        assert model.ways == ("EM_ANALISE", "CONFIRMADO", "DESCARTADO")
        assert model.review_reason == "Quem abriu o achado não o revisa: a revisão é de outra pessoa."
        assert model.move("CONFIRMADO", " ") == "Diga por quê: a nota fica no diário com quem decidiu."
        assert model.move("EM_ANALISE", "") == ""
    with board(copy, "bia") as (_desk, model):
        model.bring(1)
        assert (model.review_reason, model.review("conferi as 118")) == ("", "")
        assert model.move("CONFIRMADO", "a conta é esta") == ""
        until(lambda: model.chips[1] == (State.OK, "Confirmado"))
        acts = [(row.cell("quem").text, row.cell("ato").text, row.cell("nota").text) for row in model.history.rows]
        assert acts == [
            ("bia", "Mudou a situação: Confirmado", "a conta é esta"),
            ("bia", "Revisou", "conferi as 118"),
            ("Ana Auditora", "Mudou a situação: Em análise", ""),
            ("Ana Auditora", "Abriu o achado", ""),
        ]
        assert model.totals[Standing.CONFIRMED].effect == Decimal("524.6051")
        assert "conferi as 118" in model.authors[1]


def test_the_rows_are_those_frozen_with_nothing_on_the_bench(copy: Path) -> None:
    with board(copy) as (desk, model):
        model.bring(1)
        evidence = model.evidence
        assert (model.audit.laid, evidence.total) == (None, 118)
        evidence.table.sort_by("km", descending=True)
        lengths = [evidence.table.row_at(row).cell("km").raw for row in range(118)]
        assert lengths == sorted(lengths, reverse=True)  # type: ignore[type-var]
        services = {evidence.table.row_at(row).cell("servico").text for row in range(118)}
        assert "2110" in services
        evidence.search("2110")
        found = evidence.total
        evidence.unfilter()
        for kind, until_, expected in (
            ("igual", None, found),
            ("diferente", None, 118 - found),
            ("contem", None, found),
        ):
            evidence.filter(TypedFilter("servico", Filter("servico", kind, "2110", until_)))
            assert (evidence.total, len(evidence.filters)) == (expected, 1)
        evidence.unfilter("servico")
        evidence.filter(TypedFilter("km", Filter("km", "entre", Decimal("10.0000000001"), None)))
        assert evidence.total == sum(length > 10 for length in lengths if isinstance(length, Decimal))
        evidence.filter(TypedFilter("km", Filter("km", "vazio")))
        assert evidence.rows_said == "nenhuma linha de 118"
        evidence.unfilter()
        page = desk.ask(
            "subsidios.linhas_de_evidencia", of=EvidenceOf(finding=1), asked=RowsAsked("", sort="km"), limit=3
        )
        assert (len(page.rows), page.total) == (3, 118)
        model.choose(2)
        assert not evidence.there


def test_the_dock_tells_the_amount_of_a_finding(copy: Path) -> None:
    with board(copy) as (desk, model):
        memory = desk.findChild(MemorySource)
        assert memory is not None
        told = FindingsMemory(model, memory).figure(FindingFigure(1, "efeito"))
        assert told is not None
        assert (told.view.value, told.view.unit) == ("524,61", "R$")


def test_a_finding_by_hand_needs_a_title(copy: Path) -> None:
    with board(copy) as (_desk, model):
        draft = model.draft()
        assert (draft.by_hand, draft.open("", "INFO", "", None)) == (True, "Dê um título ao achado.")
        assert draft.open("Visto na garagem", "INFO", "", Decimal(10)) == ""
        until(lambda: model.numbers == (2, 1, 3))


def test_the_calculation_is_reproduced_and_another_copy_is_told_about(copy: Path, tmp_path: Path) -> None:
    other = Path(shutil.copy(copy, tmp_path / "copia.prova"))
    with board(copy) as (desk, model):
        ending, told = EndingViewModel(model, desk), list[object]()
        ending.told.connect(told.append)
        ending.reproduce()
        until(lambda: not ending.running)
        assert ending.result == "Cálculo 1 refeito: as 13 etapas saíram idênticas, linha por linha."
        ending.look_at(other)
        until(lambda: not ending.running)
        banner = told[-1]
        assert getattr(banner, "code", "") == "AUDITORIA_NAO_JUNTA"
        assert "copia.prova" in getattr(banner, "title", "")


def test_sealing_says_what_stays_and_shuts_every_act(copy: Path, tmp_path: Path) -> None:
    target = tmp_path / "lacrada.prova"
    with board(copy) as (desk, model):
        ending, wanted = EndingViewModel(model, desk), list[str]()
        desk.switching.connect(wanted.append)
        view = ending.danger(target)
        assert [row.cell("antes").text for row in view.rows] == ["Aberta", "1", "2", "2"]
        assert view.typed == "LACRAR"
        ending.seal(copy, "no próprio lugar")
        until(lambda: not ending.running)
        assert (wanted, ending.result_state) == ([], State.ERRO)
        assert ending.result.startswith("auditoria.prova é o próprio arquivo de trabalho.")
        ending.seal(target, "fim do trabalho")
        until(lambda: not ending.running)
        assert (wanted, target.exists()) == ([str(target)], True)
    with board(target, "bia") as (desk, model):
        shut = "A auditoria foi lacrada e só pode ser lida. Para continuar, crie outra com as mesmas tabelas."
        ending = EndingViewModel(model, desk)
        assert (model.move_reason, model.review_reason, model.open_reason, ending.reason(SEAL)) == (shut,) * 4
        assert (ending.reason(REPRODUCE), ending.reason(JOIN)) == ("", "")
        model.bring(1)
        assert model.evidence.total == 118
