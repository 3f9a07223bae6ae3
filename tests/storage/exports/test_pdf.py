"""The PDF: what a reader finds on each page, faces embedded, bookmarks, and equal bytes for equal input."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from engines.report.blocks import Cell, Column, Heading, KeyValues, Paragraph, Row, RowKind, Table, texts_of
from engines.report.document import Document, Status
from storage.errors import KnownError
from storage.exports.pdf import pdf_bytes, save_pdf
from storage.exports.pdf_pages import metadata, outline, page_count, page_text, render_page
from tests.storage.exports.sample_report import HASH, document, meta

PDF = pdf_bytes(document())


def _text(pdf: bytes) -> str:
    return "\n".join(page_text(pdf, index) for index in range(page_count(pdf)))


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_every_text_of_the_document_is_on_the_paper() -> None:
    paper = _squeezed(_text(PDF))
    drawn = {text for block in document().blocks for text in texts_of(block)}
    hidden = {
        "METAS1|123|2025-08|" + HASH + "|2025-08-04T17:42:00Z",
        "ler",
        "calendario",
        "pecas",
        "gama-pecas",
        "anexo",
    }
    missing = {text for text in drawn - hidden if _squeezed(text) not in paper}
    assert missing == set()


def test_furniture_on_every_page() -> None:
    pages = page_count(PDF)
    assert pages == 8
    for index in range(pages):
        text = page_text(PDF, index)
        assert "Viação Planalto (empresa de exemplo)" in text
        assert "Relatório de Transparência, Metas Operacionais, vigência 2025-08" in text
        assert f"página {index + 1} de {pages}" in text
        assert HASH[:16] in text


def test_table_heads_repeat_and_rows_stay_in_order() -> None:
    pages = [page_text(PDF, index) for index in range(4, 8)]
    assert all("Observação" in page for page in pages)
    days = re.findall(r"\d\d/0[5-9]/2025", "\n".join(pages).replace("gerado em 04/08/2025", ""))
    assert len(days) == 120
    assert days == sorted(days, key=lambda text: text[3:5] + text[:2])


def test_a_group_row_never_ends_a_page() -> None:
    groups = [
        Row((Cell(f"{'Grupo' if kind is RowKind.GROUP else 'linha'} {index}"), Cell("1")), kind)
        for index in range(60)
        for kind in (RowKind.GROUP, RowKind.PLAIN)
    ]
    made = Document(meta(), (Table((Column("Nome"), Column("N")), tuple(groups)),))
    pdf = pdf_bytes(made)
    assert page_count(pdf) > 2
    for index in range(page_count(pdf)):
        names = re.findall(r"(Grupo|linha) (\d+)", page_text(pdf, index))
        assert names[-1][0] == "linha"


def test_bookmarks_reach_their_pages() -> None:
    assert outline(PDF) == (
        (0, "Como ler este relatório", 1),
        (0, "Calendário do mês", 1),
        (0, "Peças", 2),
        (1, "GAMA, peças", 2),
        (0, "Anexo: dados diários", 4),
    )


def test_document_information_carries_the_whole_hash() -> None:
    found = metadata(PDF)
    assert found["Title"] == "Metas operacionais de agosto de 2025"
    assert found["Author"] == "Diretor Silva"
    assert found["Keywords"] == f"sha256:{HASH}; calculo:123; cadeia:841 {'be0f' * 16}"
    assert b"/Lang (pt-BR)" in PDF


def test_every_face_is_embedded_truetype() -> None:
    faces = set(re.findall(rb"/BaseFont /([A-Za-z0-9+\-]+)", PDF))
    assert {face.split(b"+")[1] for face in faces} == {b"Roboto-Regular", b"Roboto-Medium", b"Roboto-Bold"}
    assert len(re.findall(rb"/FontFile2 ", PDF)) == len(faces)


def test_equal_documents_give_equal_bytes() -> None:
    assert pdf_bytes(document()) == PDF
    assert pdf_bytes(document(Status.DRAFT)) != PDF


@pytest.mark.parametrize(("status", "label"), [(Status.DRAFT, "RASCUNHO"), (Status.REVERTED, "REVERTIDO")])
def test_what_is_not_approved_says_so_on_every_page(status: Status, label: str) -> None:
    pdf = pdf_bytes(document(status))
    for index in range(page_count(pdf)):
        assert label in page_text(pdf, index)
    assert page_text(pdf, 0).count(label) == 2
    assert "APROVADO" not in _text(pdf)
    assert _text(PDF).count("APROVADO") == 1


def test_hostile_texts_are_printed_and_never_obeyed() -> None:
    texts = ("<b>negrito</b> & <img src='/etc/passwd'/>", "<para>", "&#0;", "a\x00b\x07c", "1.234,56\u00a0km")
    made = Document(meta(), (*(Paragraph(text) for text in texts), Heading("<i>título</i>", 1, "x y'z")))
    pdf = pdf_bytes(made)
    text = _text(pdf)
    for part in ("<b>negrito</b> & <img src='/etc/passwd'/>", "<para>", "&#0;", "abc", "<i>título</i>"):
        assert part in text
    assert "1.234,56 km" in text.replace("\u00a0", " ")
    assert outline(pdf)[0][1] == "<i>título</i>"


def test_a_justification_longer_than_a_page_is_printed_whole() -> None:
    words = [f"palavra{index}" for index in range(1500)]
    pdf = pdf_bytes(
        Document(meta(), (KeyValues((("Motivo", " ".join(words)),)), Paragraph(" ".join(words), lead=True)))
    )
    paper = _squeezed(re.sub(r"Viação.*?vigência 2025-08", "", _text(pdf), flags=re.DOTALL))
    assert all(paper.count(word) >= 2 for word in ("palavra0", "palavra749", "palavra1499"))


def test_a_name_without_spaces_wraps_and_a_number_widens_its_column() -> None:
    from engines.report.blocks import Align
    from storage.exports.paper.tables import column_widths

    columns = (Column("Setor", weight=90), Column("Valor", Align.RIGHT, 1))
    wide = Table(columns, (Row((Cell("X" * 300), Cell("999.999.999.999,99"))),))
    narrow = Table(columns, (Row((Cell("X" * 300), Cell("1"))),))
    assert column_widths(wide)[1] > column_widths(narrow)[1] + 50
    assert sum(column_widths(wide)) == pytest.approx(sum(column_widths(narrow)))
    assert "999.999.999.999,99" in _text(pdf_bytes(Document(meta(), (wide,))))


def test_pages_become_pixels() -> None:
    image = render_page(PDF, 0, 72)
    assert (image.width, image.height) == (596, 842)
    assert len(image.rgb) == image.stride * image.height
    assert image.rgb[:3] == b"\xff\xff\xff"
    assert image.png().startswith(b"\x89PNG")


def test_the_stamp_is_readable_without_colour() -> None:
    """Draft and approved differ in grey, by dashes and words, not by hue alone."""
    greys = []
    for status in (Status.APPROVED, Status.DRAFT):
        image = render_page(pdf_bytes(document(status)), 0, 72)
        greys.append(sum(image.rgb[at] < 128 for at in range(0, len(image.rgb), 3)))
    assert greys[0] != greys[1]


def test_saving_replaces_the_file_whole(tmp_path: Path) -> None:
    path = tmp_path / "relatorio.pdf"
    path.write_bytes(b"antigo")
    assert save_pdf(document(), path) == path
    assert path.read_bytes() == PDF
    assert [item.name for item in tmp_path.iterdir()] == ["relatorio.pdf"]


def test_what_is_no_pdf_is_a_known_refusal() -> None:
    with pytest.raises(KnownError) as refused:
        page_count(b"nada", "nota.txt")
    assert (refused.value.code, refused.value.args_shown) == ("DOCUMENTO_ALHEIO", {"arquivo": "nota.txt"})


def test_a_bridge_that_starts_in_debt_and_an_empty_series_are_drawn() -> None:
    from decimal import Decimal

    from engines.report.blocks import Bridge, BridgeStep, MonthCalendar, Sparkline, Thermometer

    blocks = (
        Bridge("x", (BridgeStep("a", Decimal(-5), "−5", total=True), BridgeStep("b", Decimal(5), "+5"))),
        Bridge("y", ()),
        Sparkline("s", (None, None)),
        Sparkline("s", ()),
        Sparkline("s", (Decimal(1),)),
        MonthCalendar("vazio", (), ()),
        Thermometer(Decimal(0), Decimal(0), Decimal(0), "a", "b", "c", "d"),
    )
    text = _text(pdf_bytes(Document(meta(), blocks)))
    assert "−5" in text and "+5" in text and "vazio" in text


def test_pdfium_opens_every_page() -> None:
    opened = PdfDocument(PDF)
    assert [round(page.get_width()) for page in opened] == [595] * 8
    opened.close()


def test_a_long_title_leaves_room_for_the_stamp() -> None:
    made = Document(replace(meta(), title="Metas operacionais " * 12), ())
    assert "APROVADO" in _text(pdf_bytes(made))
