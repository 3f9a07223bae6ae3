"""Papers known by their bytes and by their 16 signs, with who approved; and the list of what left this machine."""

from pathlib import Path

import pytest

from storage.departures import departures
from storage.errors import KnownError
from storage.exports.pdf import pdf_bytes
from storage.texts.sentences import Texts
from tests.sample_house import VIGENCIA, scope_of
from tests.viewmodels.documentos.months import carried, home
from viewmodels.operations.house import House
from viewmodels.operations.metas import papers
from viewmodels.operations.registry import perform
from viewmodels.operations.scope import Scope
from viewmodels.papers.transparency import report

LOCALES = ("pt", "en", "es")


def _older_layout(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on the program draws the same content with another title."""

    def drawn(texts: Texts, draft: papers._Draft) -> bytes:
        paper = report(texts, draft.view, draft.basis, draft.copy)
        return pdf_bytes(paper.__class__(paper.meta, paper.blocks[:2]))

    monkeypatch.setitem(papers.PRINTERS, papers.PDF, drawn)  # type: ignore[arg-type]


def test_a_paper_of_an_older_layout_checks_by_its_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = carried(tmp_path, "agosto.pdf")
    with home(tmp_path) as (house, scope):
        _older_layout(monkeypatch)
        verdict = perform(house, scope, "documentos.verificar", path=path)
        assert (verdict.code, verdict.good, verdict.differences) == ("VERIFICAR.CONTEUDO", True, ())
        path.write_bytes(path.read_bytes() + b"\n% outro byte")
        assert perform(house, scope, "documentos.verificar", path=path).code == "VERIFICAR.DIFERE"
    assert all(verdict.sentence(Texts(locale)) for locale in LOCALES)


def test_a_paper_says_who_approved_by_file_and_by_its_signs(tmp_path: Path) -> None:
    path = carried(tmp_path, "agosto.pdf")
    with home(tmp_path) as (house, scope):
        by_file = perform(house, scope, "documentos.verificar", path=path)
        by_signs = perform(house, scope, "documentos.verificar_sinais", signs=by_file.hash[:16].upper())
        assert (by_file.code, by_signs.code) == ("VERIFICAR.AUTENTICO", "VERIFICAR.SINAIS")
        assert by_signs.hash == by_file.hash and by_signs.good
        for verdict in (by_file, by_signs):
            assert verdict.approval(house.texts) == "Aprovado em 02/08/2025 às 09:00 por Diretor Silva."
        run = int(by_file.run)
        perform(house, scope, "metas.reverter", run=run, reason="Gasto lançado em dobro", confirmed=True)
        undone = perform(house, scope, "documentos.verificar", path=path)
        assert (undone.code, undone.good) == ("VERIFICAR.AUTENTICO", True)
        assert undone.approval(house.texts).startswith("Atenção: o cálculo foi revertido em")


def test_every_door_writes_what_left(tmp_path: Path) -> None:
    with home(tmp_path) as (house, scope):
        auditor = scope_of(house, "auditor")
        told = [(gone.line.kind, gone.line.name, gone.who) for gone in perform(house, auditor, "documentos.saidas")]
        assert told == [
            ("prova", "agosto.prova", "Diretor Silva"),
            ("json", "agosto.json", "Diretor Silva"),
            ("pdf", "agosto.pdf", "Diretor Silva"),
            ("prova", "decidir.prova", "Diretor Silva"),
        ]
        path = perform(house, auditor, "documentos.saidas_csv", path=tmp_path / "saidas.csv")
        lines = path.read_text(encoding="utf-8-sig").splitlines()
        assert (len(lines), lines[0].split(";")[:4]) == (5, ["Nº", "Quando", "O quê", "Nome"])
        assert perform(house, auditor, "documentos.saidas")[0].line.name == "saidas.csv"
        done = {"kind": "avulso", "name": "tela.pdf", "sha256": "a" * 64, "destination": "impressora"}
        assert perform(house, scope, "documentos.anotar_saida", **done) == 6


def test_a_paper_that_does_not_arrive_is_not_noted(tmp_path: Path) -> None:
    with home(tmp_path) as (house, scope):
        before = _count(house, scope)
        for id, name in (("metas.relatorio", "x.pdf"), ("documentos.exportar_mes", "x.prova")):
            given = {"run": 1} if id == "metas.relatorio" else {"vigencia": VIGENCIA}
            with pytest.raises(KnownError, match="EXPORTAR_RECUSADO"):
                perform(house, scope, id, path=tmp_path / "nao-existe" / name, **given)
        assert _count(house, scope) == before


def _count(house: House, scope: Scope) -> int:
    with house.store.read() as connection:
        return len(departures(connection, scope.client))
