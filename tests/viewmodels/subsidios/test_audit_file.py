"""The file of an audit: brought, calculated, opened again, reviewed by a second person, sealed and never changed."""

import sqlite3
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from engines.finding import Severity
from storage.auditoria.findings import NewFinding, Standing
from storage.errors import KnownError
from tests.viewmodels.subsidios.audits import CASES, bring, calculate, new_audit, sitting
from viewmodels.jobs import drive
from viewmodels.operations.registry import perform

CASE, KNOWN, TOTAL = "simples-v19-2025-11-12", "2026-05-26", Decimal("-7133.072750000")


@pytest.fixture(scope="module")
def calculated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An audit with one case brought and calculated; each test works on a copy."""
    path = new_audit(tmp_path_factory.mktemp("auditoria"))
    with sitting(path) as (house, scope):
        bring(house, scope, CASE)
        calculate(house, scope, KNOWN)
    return path


@pytest.fixture
def audit(calculated: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "auditoria.prova"
    copy.write_bytes(calculated.read_bytes())
    return copy


def test_what_was_calculated_is_there_when_the_file_is_opened_again(audit: Path) -> None:
    with sitting(audit) as (house, scope):
        before = perform(house, scope, "subsidios.situacao")
        assert (before.lead, len(before.runs), before.calculated) == ("Ana Auditora", 1, False)
        assert drive(perform(house, scope, "subsidios.preparar")) is True
        told = house.audit.bench.cursor().execute("SELECT SUM(valor_a_pagar) FROM sumario_faixa_servico_dia_pagamento")
        assert told.fetchone() == (TOTAL,)


def test_a_calculation_is_reproduced_row_by_row_from_the_file(audit: Path) -> None:
    with sitting(audit) as (house, scope):
        again = drive(perform(house, scope, "subsidios.reproduzir"))
    assert (again.identical, len(again.same), again.run) == (True, 13, 1)


def test_a_calculation_left_half_way_leaves_the_file_as_it_was(audit: Path) -> None:
    with sitting(audit) as (house, scope):
        runs = len(perform(house, scope, "subsidios.situacao").runs)
        work = perform(house, scope, "subsidios.calcular", known_on=date(2025, 11, 28))
        for _ in range(20):
            next(work)
        work.close()
        after = perform(house, scope, "subsidios.situacao")
        assert (len(after.runs), after.calculated) == (runs, False)
        assert drive(perform(house, scope, "subsidios.preparar")) is True


def test_two_works_at_once_are_refused(audit: Path) -> None:
    with sitting(audit) as (house, scope):
        first = perform(house, scope, "subsidios.calcular", known_on=date(2025, 11, 28))
        next(first)
        with pytest.raises(KnownError, match="AUDITORIA_OCUPADA"):
            drive(perform(house, scope, "subsidios.calcular", known_on=date(2025, 11, 28)))
        first.close()


def test_a_second_person_reviews_what_the_first_one_found(audit: Path) -> None:
    new = NewFinding("Viagens fora de faixa", Severity.WARNING, "SUB_VERIFICA.VIAGEM_SEM_FAIXA", Decimal("161.31"))
    with sitting(audit) as (house, scope):
        drive(perform(house, scope, "subsidios.preparar"))
        number = perform(house, scope, "subsidios.abrir_achado", new=new, relation="folha_viagem")
        with pytest.raises(KnownError, match="ACHADO_MESMA_PESSOA"):
            perform(house, scope, "subsidios.revisar_achado", number=number, note="visto")
        with pytest.raises(KnownError, match="ACHADO_SEM_MOTIVO"):
            perform(house, scope, "subsidios.mover_achado", number=number, standing=Standing.CONFIRMED)
    with sitting(audit, "bia") as (house, scope):
        perform(house, scope, "subsidios.revisar_achado", number=number, note="confere")
        perform(house, scope, "subsidios.mover_achado", number=number, standing=Standing.CONFIRMED, note="são sete")
        board = perform(house, scope, "subsidios.achados")
        (found,) = board.findings
        assert (found.standing, found.effect, found.evidence_rows) == (Standing.CONFIRMED, Decimal("161.31"), 118)
        assert (board.names[found.created_by], found.review_note) == ("Ana Auditora", "confere")
        assert len(perform(house, scope, "subsidios.evidencia", number=number)) == 118
        with pytest.raises(KnownError, match="ACESSO.SEM_DIREITO"):
            drive(perform(house, scope, "subsidios.importar", path=CASES / CASE))


def test_a_sealed_audit_is_only_read_and_tells_when_it_was_changed(audit: Path, tmp_path: Path) -> None:
    sealed = tmp_path / "lacrada.prova"
    with sitting(audit) as (house, scope):
        perform(house, scope, "subsidios.lacrar", target=sealed)
        with pytest.raises(KnownError, match="AUDITORIA_LACRADA"):
            perform(house, scope, "subsidios.lacrar", target=sealed)
    for path in (audit, sealed):
        with sitting(path, "bia") as (house, scope):
            assert drive(perform(house, scope, "subsidios.preparar")) is True
            with pytest.raises(KnownError, match="AUDITORIA_LACRADA"):
                drive(perform(house, scope, "subsidios.calcular", known_on=date(2025, 11, 28)))
    with closing(sqlite3.connect(sealed)) as raw, raw:
        raw.execute("UPDATE app_user SET name = 'Outra'")
    with pytest.raises(KnownError, match="AUDITORIA_ALTERADA"), sitting(sealed):
        pass


def test_wrong_tables_bring_nothing(tmp_path: Path) -> None:
    path = new_audit(tmp_path)
    (tmp_path / "pasta").mkdir()
    (tmp_path / "pasta" / "viagem_completa.csv").write_text("data;id_viagem\n2025-11-12;x\n", encoding="utf-8")
    with sitting(path) as (house, scope):
        brought = drive(perform(house, scope, "subsidios.importar", path=tmp_path / "pasta"))
        assert brought.fault_count > 0
        assert perform(house, scope, "subsidios.situacao").inputs is None
        with pytest.raises(KnownError, match="AUDITORIA_SEM_TABELAS"):
            drive(perform(house, scope, "subsidios.calcular", known_on=date(2025, 11, 28)))
