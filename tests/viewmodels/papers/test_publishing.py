"""Publishing papers: recorded with the file or not at all, chained, the same in every copy, made again years later."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from engines.calendar import DayType
from storage.errors import KnownError
from storage.exports.hashing import carried_by
from storage.exports.pdf_pages import page_text
from storage.journal import entries, head, paper_anchors, verify
from storage.runs import find_document
from storage.texts.sentences import Texts
from tests.viewmodels.papers.sample_month import SampleMonth
from viewmodels.operations.metas.papers import PRINTERS, regenerate
from viewmodels.operations.scope import Scope


def published(month: SampleMonth) -> list[dict[str, object]]:
    """What the journal says of the papers, newest first."""
    with month.house.store.read() as connection:
        lines = entries(connection, month.scope.client, verb="DOCUMENT_PUBLISHED")
    return [line.body["after"] for line in lines if line.body is not None]


def test_a_paper_prints_the_head_before_its_own_entry(fresh: SampleMonth, tmp_path: Path) -> None:
    with fresh.house.store.read() as connection:
        before = head(connection, fresh.scope.client)
    paper = fresh.do("metas.relatorio", run=fresh.run, path=tmp_path / "a.pdf")
    with fresh.house.store.read() as connection:
        found = find_document(connection, fresh.scope.client, paper.hash)
        after = head(connection, fresh.scope.client)
        assert verify(connection, fresh.scope.client, paper_anchors(connection, fresh.scope.client)) == ()
    assert before is not None and after is not None and found is not None
    assert found.head == before and after.seq == before.seq + 1
    assert (found.kind, found.run, found.path) == ("pdf", fresh.run, "a.pdf")
    carried = carried_by(paper.path)
    assert (carried.hash, carried.chain) == (paper.hash, f"{before.seq} {before.hash}")


def test_papers_are_chained(fresh: SampleMonth, tmp_path: Path) -> None:
    one = fresh.do("metas.relatorio", run=fresh.run, path=tmp_path / "a.pdf")
    two = fresh.do("metas.planilha", run=fresh.run, path=tmp_path / "a.xlsx")
    assert [told["anterior"] for told in published(fresh)] == [one.hash, ""]
    assert one.hash != two.hash
    assert carried_by(two.path).hash == two.hash


def test_two_hands_on_the_same_paper_leave_it_and_its_second_copy(
    fresh: SampleMonth, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While one hand composes the paper the other publishes it."""
    compose, other = PRINTERS["pdf"], []

    def slowly(*arguments: Any) -> bytes:
        monkeypatch.setitem(PRINTERS, "pdf", compose)
        other.append(fresh.do("metas.relatorio", run=fresh.run, path=tmp_path / "outra.pdf"))
        return compose(*arguments)

    monkeypatch.setitem(PRINTERS, "pdf", slowly)
    mine = fresh.do("metas.relatorio", run=fresh.run, path=tmp_path / "minha.pdf")
    assert (mine.hash, mine.second, other[0].second) == (other[0].hash, True, False)
    assert [(told["arquivo"], told["segunda_via"]) for told in published(fresh)] == [
        ("minha.pdf", True),
        ("outra.pdf", False),
    ]


def test_a_second_copy_keeps_hash_and_first_instant(fresh: SampleMonth, tmp_path: Path) -> None:
    first = fresh.do("metas.relatorio", run=fresh.run, path=tmp_path / "a.pdf")
    second = fresh.do("metas.relatorio", run=fresh.run, path=tmp_path / "b.pdf")
    assert (second.hash, first.second, second.second) == (first.hash, False, True)
    pages = [page_text(paper.path.read_bytes(), 0) for paper in (first, second)]
    assert ["2ª via" in page for page in pages] == [False, True]
    assert [told["segunda_via"] for told in published(fresh)] == [True, False]
    with fresh.house.store.read() as connection:
        found = find_document(connection, fresh.scope.client, first.hash)
    assert found is not None and found.path == "a.pdf"


@pytest.mark.parametrize(("operation", "kind"), [("metas.relatorio", "pdf"), ("metas.planilha", "xlsx")])
def test_made_again_byte_for_byte_after_the_registers_moved_on(
    fresh: SampleMonth, tmp_path: Path, operation: str, kind: str
) -> None:
    fresh.decide()
    paper = fresh.do(operation, run=fresh.run, path=tmp_path / f"a.{kind}")
    fresh.do(
        "metas.editar_parametro", name="PRECO_COMBUSTIVEL_POR_LITRO", value="5.01", justification="Preço de setembro"
    )
    fresh.do("metas.classificar", vigencia="2025-08", day=date(2025, 6, 19), kind=DayType.DOMINGO_FERIADO)
    fresh.do(operation, run=fresh.run, path=tmp_path / f"b.{kind}")
    assert regenerate(fresh.house, fresh.scope, fresh.run, kind) == paper.path.read_bytes()


def test_made_again_in_the_language_it_was_made_in(fresh: SampleMonth, tmp_path: Path) -> None:
    paper = fresh.do("metas.relatorio", run=fresh.run, path=tmp_path / "a.pdf")
    english = replace(fresh.house, texts=Texts("en"))
    assert regenerate(english, fresh.scope, fresh.run, "pdf") == paper.path.read_bytes()


def test_the_annex_is_another_paper_and_is_made_again_too(fresh: SampleMonth, tmp_path: Path) -> None:
    plain = fresh.do("metas.relatorio", run=fresh.run, path=tmp_path / "a.pdf")
    whole = fresh.do("metas.relatorio", run=fresh.run, path=tmp_path / "b.pdf", raw=True)
    assert plain.hash != whole.hash and not whole.second
    assert regenerate(fresh.house, fresh.scope, fresh.run, "pdf") == whole.path.read_bytes()


def test_a_decision_makes_another_paper(fresh: SampleMonth, tmp_path: Path) -> None:
    draft = fresh.do("metas.relatorio", run=fresh.run, path=tmp_path / "a.pdf")
    fresh.decide()
    with pytest.raises(KnownError, match=r"METAS\.PAPEL_AUSENTE"):
        regenerate(fresh.house, fresh.scope, fresh.run, "pdf")
    final = fresh.do("metas.relatorio", run=fresh.run, path=tmp_path / "b.pdf")
    assert final.hash != draft.hash and not final.second
    assert [told["anterior"] for told in published(fresh)] == [draft.hash, ""]
    assert "RASCUNHO" in page_text(draft.path.read_bytes(), 0)


def test_an_undone_month_is_stamped_so(fresh: SampleMonth, tmp_path: Path) -> None:
    fresh.decide()
    fresh.do("metas.reverter", run=fresh.run, reason="Gasto lançado em outro setor", confirmed=True)
    paper = fresh.do("metas.relatorio", run=fresh.run, path=tmp_path / "a.pdf")
    assert "REVERTIDO" in page_text(paper.path.read_bytes(), 0)


def test_a_file_that_cannot_be_written_leaves_no_record(fresh: SampleMonth, tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="EXPORTAR_RECUSADO"):
        fresh.do("metas.relatorio", run=fresh.run, path=tmp_path / "nao_existe" / "a.pdf")
    assert published(fresh) == []
    assert not fresh.do("metas.relatorio", run=fresh.run, path=tmp_path / "a.pdf").second


def test_a_run_of_another_client_is_not_there(fresh: SampleMonth, tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="CORRIDA_AUSENTE"):
        regenerate(fresh.house, Scope("outro", fresh.scope.user), fresh.run, "pdf")
    with pytest.raises(KnownError, match="CORRIDA_AUSENTE"):
        fresh.do("metas.relatorio", run=fresh.run + 1, path=tmp_path / "a.pdf")
