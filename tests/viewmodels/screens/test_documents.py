"""The page Documentos without a window: what it offers, what it refuses with the reason, what it says."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from storage.recent import FILE, MOST, recent_files, remember_file
from tests.sample_house import scope_of
from tests.viewmodels.documentos.months import PHRASE, home
from viewmodels.desk import Desk
from viewmodels.operations.house import House
from viewmodels.operations.scope import Scope
from viewmodels.screens.documents import DocumentsViewModel
from viewmodels.screens.papers_desk import PapersDesk
from viewmodels.shell import ShellViewModel
from viewmodels.state import State


@pytest.fixture(autouse=True)
def application(qapp: object) -> object:
    return qapp


@contextmanager
def page_of(house: House, scope: Scope) -> Iterator[DocumentsViewModel]:
    desk = Desk(house, scope, ShellViewModel())
    desk.refresh_context()
    try:
        yield DocumentsViewModel(desk)
    finally:
        desk.close()


def test_a_published_month_may_leave_and_has_nothing_to_decide(tmp_path: Path) -> None:
    with home(tmp_path) as (house, scope), page_of(house, scope) as page:
        assert page.export_reason == ""
        assert page.send_reason == "Nenhum cálculo da vigência espera decisão"
        assert page.has_key and page.key_words.startswith("Você tem uma chave de assinatura desde")
        page.verify_signs("não são sinais")
        assert page.answer is not None and page.answer.state is State.ERRO
        assert page.month_file() == "Metas 2025-08, Viação Planalto exemplo.prova"
        assert PapersDesk(page.desk).keep(b"1;2", tmp_path / "linhas.csv")
        left = page.desk.ask("documentos.saidas")[0].line
        assert (left.kind, left.name, left.destination) == ("csv", "linhas.csv", str(tmp_path))


def test_a_month_that_waits_may_be_sent_and_not_exported(tmp_path: Path) -> None:
    with home(tmp_path, "espera") as (house, scope):
        with page_of(house, scope) as page:
            assert page.export_reason.startswith("A vigência ago/2025 não tem metas aprovadas")
            assert page.send_reason == page.receive_reason == ""
            assert [each.name for each in page.signers()] == ["Diretor Silva"]
            assert page.decide_file(scope.user) == "Decidir metas 2025-08, Diretor Silva.prova"
            assert page.send(scope.user, tmp_path / "d.prova").startswith("Arquivo para Diretor Silva decidir em")
            assert page.make_key("curta").startswith("A frase de assinatura precisa")
            assert page.make_key(f"{PHRASE} nova") == ""
        with page_of(house, scope_of(house, "auditor")) as page:
            assert "direito" in page.receive_reason and "direito" in page.key_reason


def test_recent_files_are_few_newest_first_and_know_who_is_gone(tmp_path: Path) -> None:
    with home(tmp_path) as (house, _):
        for number in range(MOST + 2):
            remember_file(tmp_path, tmp_path / f"{number}.prova", house.clock.now())
        (tmp_path / "3.prova").touch()
        remember_file(tmp_path, tmp_path / "3.prova", house.clock.now())
    listed = recent_files(tmp_path)
    assert len(listed) == MOST
    assert (listed[0].path.name, listed[0].here, listed[1].here) == ("3.prova", True, False)
    (tmp_path / FILE).write_text("[{", encoding="utf-8")
    assert recent_files(tmp_path) == ()
