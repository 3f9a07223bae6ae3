"""Another copy of an audit is never joined: it is looked at, told about and left alone."""

import hashlib
from pathlib import Path

import pytest

from engines.finding import Severity
from storage.auditoria.findings import NewFinding
from storage.auditoria.workspace import create_audit
from storage.errors import KnownError
from tests.viewmodels.subsidios.audits import around, bring, calculate, new_audit, sitting
from viewmodels.jobs import drive
from viewmodels.operations.registry import perform
from viewmodels.operations.scope import Scope

CASE = "simples-v19-2025-11-12"


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An audit with its tables brought: what both copies begin with."""
    path = new_audit(tmp_path_factory.mktemp("auditoria"))
    with sitting(path) as (house, scope):
        bring(house, scope, CASE)
    return path


def copied(begun: Path, folder: Path, name: str) -> Path:
    path = folder / name
    path.write_bytes(begun.read_bytes())
    return path


def refused(house: object, scope: Scope, path: Path) -> KnownError:
    with pytest.raises(KnownError) as caught:
        drive(perform(house, scope, "subsidios.juntar", path=path))  # type: ignore[arg-type]
    return caught.value


def test_two_copies_that_went_on_apart_are_told_apart_and_left_as_they_were(begun: Path, tmp_path: Path) -> None:
    here, there = copied(begun, tmp_path, "aqui.prova"), copied(begun, tmp_path, "la.prova")
    with sitting(there, "bia") as (house, scope):
        perform(house, scope, "subsidios.abrir_achado", new=NewFinding("Viagens fora de faixa", Severity.WARNING))
        calculate(house, scope, "2026-05-26")
    before = hashlib.sha256(there.read_bytes()).digest()
    with sitting(here) as (house, scope):
        perform(house, scope, "subsidios.abrir_achado", new=NewFinding("Outro", Severity.INFO))
        error = refused(house, scope, there)
        told = house.texts.say_error(error)
        assert len(perform(house, scope, "subsidios.achados").findings) == 1
    assert error.code == "AUDITORIA_NAO_JUNTA"
    assert {key: error.args_shown[key] for key in ("calculos", "achados", "titulos", "nossos")} == {
        "calculos": 1, "achados": 1, "titulos": "Viagens fora de faixa", "nossos": 1,
    }  # fmt: skip
    assert "um achado: Viagens fora de faixa" in told
    assert hashlib.sha256(there.read_bytes()).digest() == before


def test_a_copy_further_on_and_one_further_back_say_so(begun: Path, tmp_path: Path) -> None:
    old, new = copied(begun, tmp_path, "antes.prova"), copied(begun, tmp_path, "depois.prova")
    with sitting(new) as (house, scope):
        perform(house, scope, "subsidios.abrir_achado", new=NewFinding("Só na nova", Severity.INFO))
        assert refused(house, scope, old).code == "AUDITORIA_NAO_JUNTA.NADA_NOVO"
        assert refused(house, scope, new).code == "AUDITORIA_NAO_JUNTA.ESTE"
    with sitting(old) as (house, scope):
        ahead = refused(house, scope, new)
    assert (ahead.code, ahead.args_shown["achados"]) == ("AUDITORIA_NAO_JUNTA.ADIANTE", 1)


def test_another_audit_and_any_other_file_are_refused(begun: Path, tmp_path: Path) -> None:
    here, clock = copied(begun, tmp_path, "aqui.prova"), around(tmp_path).clock
    other = create_audit(tmp_path / "outra.prova", clock, "Outra auditoria", "ana", "Ana Auditora")
    (tmp_path / "carta.prova").write_text("não sou um arquivo da Prova Real", encoding="utf-8")
    with sitting(here) as (house, scope):
        error = refused(house, scope, other)
        assert (error.code, error.args_shown["nome"]) == ("AUDITORIA_NAO_JUNTA.OUTRA", "Outra auditoria")
        assert refused(house, scope, tmp_path / "carta.prova").code == "LOJA_ESTRANHA"
        assert refused(house, scope, tmp_path / "nenhuma.prova").code == "LOJA_AUSENTE"
