"""The report of an audit: its figures are the calculation's, its questions are answered, it is made again the same."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from engines.finding import Severity
from engines.report.blocks import texts_of
from storage.auditoria.findings import NewFinding
from storage.errors import KnownError
from storage.exports.pdf_pages import outline
from storage.journal import entries, head
from storage.runs import find_document
from storage.texts.sentences import Texts
from tests.viewmodels.subsidios.audits import NOW, bring, calculate, new_audit, sitting
from tests.viewmodels.subsidios.published_audit import Audit, said
from viewmodels.jobs import drive
from viewmodels.operations.house import House
from viewmodels.operations.registry import perform
from viewmodels.operations.scope import Scope
from viewmodels.papers.matter import Copy
from viewmodels.papers.subsidios.book import audit_workbook
from viewmodels.papers.subsidios.report import audit_report

OURS, THEIRS = Decimal("-5580.594840000"), Decimal("-4315.708560000")


def test_consortiums_days_and_the_saved_run_say_one_total(audit: Audit) -> None:
    summary = audit.figures.summary
    assert (summary.payable, summary.theirs) == (OURS, THEIRS)
    assert summary.closes
    assert {share.key: share.difference for share in summary.consortiums} == {
        "Internorte": Decimal("-353.512460000"),
        "Intersul": Decimal("-60.193980000"),
        "Santa Cruz": Decimal("-129.144050000"),
        "Transcarioca": Decimal("-722.035790000"),
    }
    assert [share.key for share in summary.days] == [date(2025, 11, 20)]
    assert (summary.trips_in_no_band, summary.km_in_no_band) == (34, Decimal("417.528"))


def test_what_is_not_paid_has_one_reason_and_the_parts_add_up(audit: Audit) -> None:
    summary = audit.figures.summary
    lost = {r: sum(x.lost for x in summary.losses if x.reason == r) for r in ("pof", "teto", "tipo")}
    assert summary.at_ceiling == Decimal("7283.146500000")
    assert summary.at_ceiling - sum(lost.values()) + summary.penalty == OURS
    assert lost == {
        "pof": Decimal("1667.579130000"), "teto": Decimal("286.323240000"), "tipo": Decimal("3498.068970000"),
    }  # fmt: skip
    assert sum(penalty.value for penalty in summary.penalties) == summary.penalty == Decimal("-7411.770000000")


def test_the_worked_band_adds_up_to_what_it_is_paid(audit: Audit) -> None:
    worked = audit.figures.answers.worked
    assert worked is not None
    paid = [group.km * group.tariff for group in worked.groups if group.inside and group.tariff is not None]
    band = worked.band
    assert band.penalty is not None and band.pof is not None
    assert sum(paid) + band.penalty == band.payable == Decimal("293.795220000")
    assert band.pof >= worked.least_pof
    assert "Uma viagem: Licenciado sem ar e não autuado" in audit.text


def test_the_causes_add_up_to_the_difference(audit: Audit) -> None:
    compared = audit.figures.comparison
    assert compared is not None
    assert sum(cause.effect for cause in compared.causes) == compared.difference == OURS - THEIRS
    assert "17 unidades pagas diferem, de 47 comparadas" in audit.text


def test_the_five_questions_come_in_order_and_everything_has_its_place(audit: Audit) -> None:
    titles = [title for level, title, _ in outline(audit.pdf.read_bytes()) if level == 0]
    assert [title[:2] for title in titles if title[0].isdigit()] == ["1.", "2.", "3.", "4.", "5."]
    for title in (
        "Achados do auditor",
        "Verificações permanentes",
        "Não verificável",
        "O que é recalculado sem árbitro",
    ):
        assert title in titles
    assert "Nenhum achado foi registrado nesta auditoria." in audit.text
    assert "Ordens de pagamento (ordem_pagamento)" in audit.text
    assert "Suspensão judicial das glosas, de 16/07/2023 a 31/08/2023." in audit.text


def test_the_paper_says_amounts_and_proof_and_is_the_same_the_second_time(audit: Audit) -> None:
    assert "o subsídio a pagar é R$ −5.580,59. A SMTR publicou R$ −4.315,71: R$ 1.264,89 além" in audit.text
    assert "somam R$ −5.580,59. Fecha." in audit.text
    again = drive(perform(audit.house, audit.scope, "subsidios.relatorio", path=audit.pdf.with_name("de_novo.pdf")))
    assert again.again
    assert again.path.read_bytes() == audit.pdf.read_bytes()
    with audit.house.store.read() as connection:
        known = find_document(connection, audit.scope.client, again.hash)
    assert known is not None
    assert f"Registro {known.head.seq} da cadeia" in audit.text
    assert known.head.hash in audit.text
    assert again.hash in audit.text


def test_rules_that_changed_after_the_days_are_told_with_their_commit(audit: Audit) -> None:
    changed = {change.rule: (change.before, change.after, change.commit) for change in audit.figures.changes}
    assert changed["infracao_cancelada_conta"] == ("True", "False", "299d33f9")
    assert "299d33f9" in audit.text


def test_a_finding_makes_another_paper_and_the_sealed_file_makes_it_again(tmp_path: Path) -> None:
    with sitting(new_audit(tmp_path)) as (house, scope):
        bring(house, scope, "simples-v4-2024-01-18")
        calculate(house, scope, "2024-02-20")
        with pytest.raises(KnownError, match="EXPORTAR_RECUSADO"):
            drive(perform(house, scope, "subsidios.relatorio", path=tmp_path / "nao_ha" / "antes.pdf"))
        first = drive(perform(house, scope, "subsidios.relatorio", path=tmp_path / "antes.pdf"))
        assert not first.again
        _write_finding(house, scope)
        second = drive(perform(house, scope, "subsidios.relatorio", path=tmp_path / "depois.pdf"))
        assert first.hash != second.hash
        verdict = perform(house, scope, "documentos.verificar", path=second.path)
        assert (verdict.code, verdict.good, verdict.run) == ("VERIFICAR.AUTENTICO", True, "1")
        sealed = perform(house, scope, "subsidios.lacrar", target=tmp_path / "lacrada.prova")
    with sitting(sealed) as (house, scope):
        made = perform(house, scope, "documentos.refazer", run=1, kind="pdf", path=tmp_path / "refeito.pdf")
    assert made.read_bytes() == second.path.read_bytes()
    text = said(made.read_bytes())
    assert "Nestes dias o pagamento é do serviço no dia, não da faixa." in text
    assert "as tabelas publicadas pela SMTR não foram trazidas" in text
    assert "Nenhuma regra de exceção vale nestes dias" in text
    assert "Atenção. Viagens que ninguém pagou" in text
    assert "Efeito: R$ 563,28. Falta o ato. Registrado por Ana Auditora" in text
    assert "e mais 10 linhas, no arquivo da auditoria" in text
    assert f"Papel anterior {first.hash}" in text


def test_without_a_calculation_there_is_no_report(tmp_path: Path) -> None:
    with sitting(new_audit(tmp_path)) as (house, scope), pytest.raises(KnownError, match="AUDITORIA_SEM_CALCULO"):
        drive(perform(house, scope, "subsidios.relatorio", path=tmp_path / "r.pdf"))


def _write_finding(house: House, scope: Scope) -> None:
    new = NewFinding("Viagens que ninguém pagou", Severity.WARNING, effect=Decimal("563.28"), note="Falta o ato.")
    perform(house, scope, "subsidios.abrir_achado", new=new, relation="verificacao_viagem_sem_faixa")


@pytest.mark.parametrize(("locale", "said_so"), [("en", "1,264.89 more than the recalculation"), ("es", "Cierra.")])
def test_the_same_report_in_another_language(audit: Audit, locale: str, said_so: str) -> None:
    texts = Texts(locale, audit.house.texts.zone)
    assert audit.house.audit is not None
    with audit.house.store.read() as connection:
        standing = head(connection, audit.scope.client)
    assert standing is not None
    copy = Copy("0" * 64, NOW, standing)
    words = " ".join(texts_of(audit_report(texts, audit.figures, copy).blocks)).replace("\u00a0", " ")
    assert said_so in words
    book = audit_workbook(texts, audit.figures, copy, audit.house.audit.bench.cursor())
    assert len(book.sheets) == 11


def test_stopped_half_way_nothing_is_recorded_and_the_bench_is_free(audit: Audit, tmp_path: Path) -> None:
    path = tmp_path / "parado.pdf"
    work = perform(audit.house, audit.scope, "subsidios.relatorio", path=path)
    steps = [next(work).step for _ in range(14)]
    work.close()
    assert {"SUB_RELATORIO.COMPARANDO", "SUB_RELATORIO.VERIFICANDO"} == set(steps)
    assert not path.exists()
    with audit.house.store.read() as connection:
        told = [line.body for line in entries(connection, audit.scope.client, verb="DOCUMENT_PUBLISHED")]
    assert path.name not in {body["after"]["arquivo"] for body in told if body}
    assert audit.house.audit is not None
    with audit.house.audit.bench.working():
        assert perform(audit.house, audit.scope, "subsidios.resumo").payable == OURS
