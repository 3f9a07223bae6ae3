"""Verifying papers: authentic, altered in what they say or show, unknown, forged, typed by their signs; and stores."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from engines.report.blocks import Paragraph
from engines.report.document import Chain, Document, Meta, Stamp, Status
from storage.backup import copy
from storage.clock import stopped_clock
from storage.errors import KnownError
from storage.exports.pdf import pdf_bytes
from storage.exports.workbook import workbook_bytes
from storage.journal import head
from storage.people import Grant, NewUser, assign, create_client, create_user, seed_roles
from storage.runs import Document as Record
from storage.runs import NewRun, record_document, start
from storage.store import Store
from storage.texts.sentences import Texts
from tests.storage.exports import sample_workbook
from viewmodels.operations import registry
from viewmodels.operations.documentos import Verdict, verify_alone, verifying
from viewmodels.operations.gate import StoreGate
from viewmodels.operations.house import House
from viewmodels.operations.scope import Scope

NOON = datetime(2025, 8, 2, 15, 0, tzinfo=UTC)
CLIENT = "viacao"
HASH = "7c41d09ae2b35f16" + "0" * 48


@dataclass
class Desk:
    """A house with one run whose paper was published, and the way its papers are made again."""

    house: House
    scope: Scope
    run: int
    folder: Path
    anchor: Chain
    made: dict[tuple[int, str], bytes]
    monkeypatch: pytest.MonkeyPatch

    def patch(self, regenerate: verifying.Regenerate) -> None:
        self.monkeypatch.setattr(verifying, "_regenerate_of", lambda area: regenerate)

    def verify(self, path: Path) -> Verdict:
        verdict = registry.perform(self.house, self.scope, "documentos.verificar", path=path)
        for locale in ("pt", "en", "es"):
            assert verdict.sentence(Texts(locale))
        assert isinstance(verdict, Verdict)
        return verdict

    def file(self, content: bytes, name: str = "papel.pdf") -> Path:
        path = self.folder / name
        path.write_bytes(content)
        return path

    def pdf(self, text: str = "Meta: 40.501,64 L", hash: str = HASH, chain: Chain | None = None) -> bytes:
        stamp = Stamp(Status.APPROVED, "APROVADO")
        meta = Meta(
            "Relatório", "", "Viação", "agosto de 2025", str(self.run), "gerado", "{page} de {pages}", stamp, hash,
            chain or self.anchor,
        )  # fmt: skip
        return pdf_bytes(Document(meta, (Paragraph(text),)))

    def publish(self, content: bytes, kind: str, hash: str = HASH) -> None:
        self.made[self.run, kind] = content
        with self.house.store.write() as connection:
            entry = head(connection, CLIENT)
            assert entry is not None
            record_document(
                connection, Record(CLIENT, hash, kind, f"papel.{kind}", entry, NOON, self.scope.user, self.run)
            )


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "loja.sqlite", stopped_clock(NOON)) as store:
        yield store


@pytest.fixture
def desk(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    registry.load_all()
    with store.write() as connection:
        seed_roles(connection)
        create_client(connection, "Viação", NOON, actor="x", client_id=CLIENT)
        create_client(connection, "Outra", NOON, actor="x", client_id="outra")
        user = create_user(connection, NewUser(CLIENT, "ana", "Ana Lima", "x"), actor="", at=NOON)
        for client in (CLIENT, "outra"):
            assign(connection, user, Grant("auditor", client), actor=user, at=NOON)
        run = start(connection, NewRun(CLIENT, "metas", "2025-08", user, "dono", NOON, "0", "1"))
        entry = head(connection, CLIENT)
        assert entry is not None
    gate = StoreGate(store)
    house = House(store=store, clock=store.clock, texts=Texts(), rights=gate, refused=gate.refused)
    desk = Desk(house, Scope(CLIENT, user), run, tmp_path, Chain(entry.seq, entry.hash), {}, monkeypatch)
    desk.patch(lambda house, scope, run, kind: desk.made[run, kind])
    return desk


def test_an_untouched_paper_is_authentic_and_says_by_whom(desk: Desk) -> None:
    desk.publish(desk.pdf(), "pdf")
    verdict = desk.verify(desk.file(desk.pdf()))
    assert (verdict.code, verdict.good, verdict.differences) == ("VERIFICAR.AUTENTICO", True, ())
    assert (verdict.author, verdict.run, verdict.context, verdict.published) == ("Ana Lima", "1", "2025-08", NOON)
    assert verdict.sentence(Texts()) == (
        "Autêntico: é o que foi publicado em 02/08/2025 às 12:00 por Ana Lima, do cálculo 1 (2025-08)."
    )


def test_the_right_hash_on_other_numbers_is_not_authentic(desk: Desk) -> None:
    desk.publish(desk.pdf(), "pdf")
    verdict = desk.verify(desk.file(desk.pdf("Meta: 40.501,65 L")))
    assert (verdict.code, verdict.good) == ("VERIFICAR.DIFERE", False)
    ((place, ours, theirs),) = [(d.place, d.ours, d.theirs) for d in verdict.differences]
    assert place["pagina"] == 1
    assert (ours, theirs) == ("Meta: 40.501,64 L", "Meta: 40.501,65 L")


def test_a_drawing_over_the_numbers_is_seen(desk: Desk) -> None:
    desk.publish(desk.pdf(), "pdf")
    verdict = desk.verify(desk.file(_painted_over(desk.pdf())))
    assert [d.code for d in verdict.differences] == ["DIFERENCA.DESENHO"]


def _painted_over(pdf: bytes) -> bytes:
    """The same paper with a drawn rectangle on its first page; its text is untouched."""
    import ctypes

    import pypdfium2 as pdfium
    from pypdfium2 import raw

    document = pdfium.PdfDocument(pdf)
    page = document[0]
    box = raw.FPDFPageObj_CreateNewRect(ctypes.c_float(60), ctypes.c_float(600), 200, 100)
    raw.FPDFPageObj_SetFillColor(box, 0, 0, 0, 255)
    raw.FPDFPath_SetDrawMode(box, raw.FPDF_FILLMODE_WINDING, False)
    raw.FPDFPage_InsertObject(page, box)
    page.gen_content()
    out = BytesIO()
    document.save(out)
    page.close()
    document.close()
    return out.getvalue()


def test_a_second_copy_differs_by_its_mark_alone(desk: Desk) -> None:
    first, second = (
        Texts().say(code, calculo="1") for code in ("RELATORIO.SUBTITULO", "RELATORIO.SUBTITULO_SEGUNDA_VIA")
    )
    desk.publish(desk.pdf(first), "pdf")
    verdict = desk.verify(desk.file(desk.pdf(second)))
    assert (verdict.code, verdict.good, verdict.differences) == ("VERIFICAR.SEGUNDA_VIA", True, ())
    assert desk.verify(desk.file(_painted_over(desk.pdf(second)))).code == "VERIFICAR.DIFERE"
    assert desk.verify(desk.file(desk.pdf(f"{second} e mais"))).code == "VERIFICAR.DIFERE"


def test_a_run_that_moved_on_no_longer_makes_the_older_paper(desk: Desk) -> None:
    desk.publish(desk.pdf(), "pdf")
    desk.made[desk.run, "pdf"] = desk.pdf("Aprovado", hash="ee" * 32)
    assert desk.verify(desk.file(desk.pdf())).code == "VERIFICAR.REGISTRADO"

    def gone(house: House, scope: Scope, run: int, kind: str) -> bytes:
        raise KnownError("METAS.PAPEL_AUSENTE", calculo=run, tipo=kind)

    desk.patch(gone)
    assert desk.verify(desk.file(desk.pdf())).code == "VERIFICAR.REGISTRADO"
    assert desk.verify(desk.file(desk.pdf(hash="dd" * 32))).code == "VERIFICAR.NAO_PROVADO"


def test_a_run_whose_data_were_altered_is_said_and_not_hidden(desk: Desk) -> None:
    desk.publish(desk.pdf(), "pdf")

    def altered(house: House, scope: Scope, run: int, kind: str) -> bytes:
        raise KnownError("FOTO_ALTERADA", foto="x", tabela="dias")

    desk.patch(altered)
    with pytest.raises(KnownError, match="FOTO_ALTERADA"):
        desk.verify(desk.file(desk.pdf()))


def test_a_paper_nobody_recorded_is_compared_with_the_run_it_names(desk: Desk) -> None:
    desk.made[desk.run, "pdf"] = desk.pdf()
    assert desk.verify(desk.file(desk.pdf())).code == "VERIFICAR.CONFERE"
    verdict = desk.verify(desk.file(desk.pdf("Outra coisa")))
    assert (verdict.code, len(verdict.differences)) == ("VERIFICAR.DIFERE", 1)


def test_a_paper_of_another_store_is_consistent_and_not_proved(desk: Desk) -> None:
    desk.made[desk.run, "pdf"] = desk.pdf()
    foreign = desk.pdf(hash="ab" * 32, chain=Chain(desk.anchor.seq, "cd" * 32))
    assert desk.verify(desk.file(foreign)).code == "VERIFICAR.NAO_PROVADO"
    assert desk.verify(desk.file(desk.pdf(chain=Chain(999, "cd" * 32)))).code == "VERIFICAR.NAO_PROVADO"


def test_without_a_store_only_the_parts_are_weighed(desk: Desk) -> None:
    verdict = verify_alone(desk.file(desk.pdf()))
    assert (verdict.code, verdict.hash, verdict.run) == ("VERIFICAR.NAO_PROVADO", HASH, "1")
    forged = desk.pdf().replace(HASH[:16].encode(), b"0000000000000000")
    path = desk.file(forged)
    assert verify_alone(path).code == "VERIFICAR.INCONSISTENTE"


def test_a_published_paper_catches_a_cut_journal(desk: Desk) -> None:
    desk.publish(desk.pdf(), "pdf")
    late = desk.pdf(chain=Chain(desk.anchor.seq + 50, "ab" * 32))
    desk.made[desk.run, "pdf"] = late
    verdict = desk.verify(desk.file(late))
    assert (verdict.code, verdict.good) == ("VERIFICAR.AUTENTICO", False)
    assert [finding.code for finding in verdict.findings] == ["DIARIO_CAUDA"]


def test_a_recorded_paper_that_cannot_be_made_again_is_only_recorded(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.publish(desk.pdf(), "pdf")
    monkeypatch.setattr(verifying, "_regenerate_of", lambda area: None)
    assert desk.verify(desk.file(desk.pdf())).code == "VERIFICAR.REGISTRADO"


def test_another_client_knows_nothing_of_it(desk: Desk) -> None:
    desk.publish(desk.pdf(), "pdf")
    desk.scope = replace(desk.scope, client="outra")
    assert desk.verify(desk.file(desk.pdf())).code == "VERIFICAR.NAO_PROVADO"
    verdict = registry.perform(desk.house, desk.scope, "documentos.verificar_sinais", signs=HASH[:16])
    assert verdict.code == "VERIFICAR.DESCONHECIDO"


@pytest.mark.parametrize("typed", ["7c41 d09a e2b3 5f16", "7C41-D09A-E2B3-5F16", HASH])
def test_signs_read_off_a_paper_find_it(desk: Desk, typed: str) -> None:
    desk.publish(desk.pdf(), "pdf")
    verdict = registry.perform(desk.house, desk.scope, "documentos.verificar_sinais", signs=typed)
    assert (verdict.code, verdict.author, verdict.hash) == ("VERIFICAR.SINAIS", "Ana Lima", HASH)


def test_signs_nobody_published_and_signs_that_are_none(desk: Desk) -> None:
    verdict = registry.perform(desk.house, desk.scope, "documentos.verificar_sinais", signs="0" * 16)
    assert verdict.code == "VERIFICAR.DESCONHECIDO"
    assert "0000 0000 0000 0000" in verdict.sentence(Texts())
    with pytest.raises(KnownError, match="SINAIS_INCOMPLETOS"):
        registry.perform(desk.house, desk.scope, "documentos.verificar_sinais", signs="7c41")


def test_a_workbook_saved_again_is_the_same_until_a_number_changes(desk: Desk) -> None:
    content = workbook_bytes(sample_workbook.content())
    hash = sample_workbook.content().cover.hash
    desk.publish(content, "xlsx", hash)
    assert desk.verify(desk.file(content, "m.xlsx")).code == "VERIFICAR.AUTENTICO"
    assert verify_alone(desk.file(content, "m.xlsx")).code == "VERIFICAR.NAO_PROVADO"
    repacked = desk.file(_repacked(content, {}), "m.xlsx")
    assert desk.verify(repacked).code == "VERIFICAR.AUTENTICO"
    sheet, cell, value = _some_number(content)
    changed = desk.file(_with_number(content, sheet, cell, value + 1), "m.xlsx")
    verdict = desk.verify(changed)
    assert verdict.code == "VERIFICAR.DIFERE"
    assert {"folha": sheet, "celula": cell} in [dict(d.place) for d in verdict.differences]


def _repacked(content: bytes, parts: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(out, "w") as target:
        for entry in source.namelist():
            target.writestr(entry, parts.get(entry, source.read(entry)))
    return out.getvalue()


def _some_number(content: bytes) -> tuple[str, str, float]:
    book = load_workbook(BytesIO(content))
    for sheet in book.worksheets[1:]:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, (int, float)) and not isinstance(cell.value, bool):
                    return sheet.title, cell.coordinate, cell.value
    raise AssertionError("a workbook without numbers")


def _with_number(content: bytes, sheet: str, cell: str, value: float) -> bytes:
    """The workbook with one stored number changed in place; everything else, properties too, byte by byte."""
    import re

    book = load_workbook(BytesIO(content))
    entry = f"xl/worksheets/sheet{book.sheetnames.index(sheet) + 1}.xml"
    with zipfile.ZipFile(BytesIO(content)) as archive:
        xml = archive.read(entry).decode()
    changed, count = re.subn(rf'(<c r="{cell}"[^>]*><v>)[^<]*(</v>)', rf"\g<1>{value}\g<2>", xml)
    assert count == 1
    return _repacked(content, {entry: changed.encode()})


def test_files_that_are_not_ours_are_refused(desk: Desk) -> None:
    swollen = BytesIO()
    with zipfile.ZipFile(swollen, "w") as archive:
        archive.writestr("a", "b")
    for content in (b"", b"texto", b"%PDF-1.4 nada", b"PK\x03\x04nada", swollen.getvalue()):
        with pytest.raises(KnownError, match="DOCUMENTO_ALHEIO"):
            desk.verify(desk.file(content))
    with pytest.raises(KnownError, match="DOCUMENTO_ILEGIVEL"):
        desk.verify(desk.folder / "nada.pdf")


def test_a_store_is_whole_or_not(desk: Desk) -> None:
    assert desk.verify(desk.house.store.path).code == "VERIFICAR.ARMAZEM"
    kept = copy(desk.house.store, desk.folder / "copias")
    assert (desk.verify(kept).code, verify_alone(kept).code) == ("VERIFICAR.ARMAZEM",) * 2
    content = bytearray(kept.read_bytes())
    at = content.index(b"usuario.dar_papel")
    content[at : at + 3] = b"xxx"
    kept.write_bytes(bytes(content))
    verdict: Any = desk.verify(kept)
    assert (verdict.code, verdict.good, verdict.args["codigo"]) == ("VERIFICAR.ARMAZEM_QUEBRADO", False, "COPIA_DIARIO")
    kept.write_bytes(bytes(content[: len(content) // 2]))
    assert desk.verify(kept).args["codigo"] == "LOJA_DANIFICADA"


def test_a_store_somebody_else_has_open_is_not_judged(desk: Desk) -> None:
    other = desk.folder / "outra.sqlite"
    with Store.create(other, stopped_clock(NOON)) as store, store.write() as connection:
        create_client(connection, "Uma", NOON, actor="x")
    other.with_name(other.name + "-wal").write_bytes(b"alguma coisa")
    with pytest.raises(KnownError, match="VERIFICAR.EM_USO"):
        desk.verify(other)
