"""Files on disk: written whole, kept when refused, and read back for the hash they carry; the CSV twin."""

import os
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engines.figure import Missing
from storage.errors import KnownError
from storage.exports.csv_text import csv_bytes
from storage.exports.delivery import deliver, free_name
from storage.exports.hashing import Carried, carried_by, parse_signs, signs
from storage.exports.pdf import save_pdf
from storage.exports.workbook import save_workbook
from storage.texts.sentences import LOCALES, Texts
from tests.storage.exports.sample_report import document
from tests.storage.exports.sample_workbook import HASH, content

CHAIN = "841 " + "be0f" * 16


def test_a_pdf_and_a_workbook_give_back_their_hash(tmp_path: Path) -> None:
    pdf = save_pdf(document(), tmp_path / "r.pdf")
    book = save_workbook(content(), tmp_path / "p.xlsx")
    assert carried_by(pdf) == Carried("pdf", HASH, "123", CHAIN)
    assert carried_by(book) == Carried("xlsx", HASH, "123", CHAIN)


def test_signs_are_read_as_people_type_them() -> None:
    assert signs(HASH) == "7c41 d09a e2b3 5f16"
    for typed in (
        "7c41 d09a e2b3 5f16",
        "7C41D09AE2B35F16",
        "7c41-d09a-e2b3-5f16",
        HASH,
        " 7c41\u00a0d09a e2b3 5f16\n",
    ):
        assert parse_signs(typed) == "7c41d09ae2b35f16"
    for typed in ("", "7c41", "7c41 d09a e2b3 5f1g", HASH + "0"):
        with pytest.raises(KnownError, match="SINAIS_INCOMPLETOS"):
            parse_signs(typed)


def test_files_that_are_not_ours_are_known_refusals(tmp_path: Path) -> None:
    cases = {"a.txt": b"texto", "b.pdf": b"%PDF-1.4 quebrado", "c.xlsx": b"PK\x03\x04quebrado", "d.txt": b""}
    for name, body in cases.items():
        (tmp_path / name).write_bytes(body)
        with pytest.raises(KnownError, match="DOCUMENTO_ALHEIO"):
            carried_by(tmp_path / name)
    with pytest.raises(KnownError, match="DOCUMENTO_ILEGIVEL"):
        carried_by(tmp_path / "nenhum.pdf")


@pytest.mark.parametrize(
    "properties",
    [
        "<Properties/>",
        '<!DOCTYPE p [<!ENTITY e SYSTEM "file:///etc/passwd">]><p>&e;</p>',
        '<p><property name="ProvaRealHash"><v>curto</v></property></p>',
        "<p",
        "<p>" + "x" * 1_000_001 + "</p>",
    ],
    ids=["empty", "entity", "short", "broken", "huge"],
)
def test_hostile_properties_are_known_refusals(properties: str, tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("docProps/custom.xml", properties)
    with pytest.raises(KnownError, match="DOCUMENTO_ALHEIO"):
        carried_by(path)


def test_a_file_open_elsewhere_keeps_its_content_and_offers_a_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "metas.xlsx"
    path.write_bytes(b"antigo")
    (tmp_path / "metas (2).xlsx").write_bytes(b"outro")

    def busy(*_: object) -> None:
        raise PermissionError(13, "aberto")

    monkeypatch.setattr(os, "replace", busy)
    with pytest.raises(KnownError) as refused:
        deliver(path, b"novo")
    assert refused.value.code == "EXPORTAR_ABERTO"
    assert refused.value.args_shown == {"arquivo": "metas.xlsx", "sugestao": "metas (3).xlsx"}
    assert path.read_bytes() == b"antigo"
    assert sorted(item.name for item in tmp_path.iterdir()) == ["metas (2).xlsx", "metas.xlsx"]


def test_a_disk_that_fills_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "metas.pdf"
    path.write_bytes(b"antigo")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(KnownError) as refused:
        deliver(path, b"novo")
    assert refused.value.code == "EXPORTAR_RECUSADO"
    assert path.read_bytes() == b"antigo"
    assert list(tmp_path.iterdir()) == [path]
    with pytest.raises(KnownError, match="EXPORTAR_RECUSADO"):
        deliver(tmp_path / "nenhuma" / "x.pdf", b"")


def test_free_names_count_up(tmp_path: Path) -> None:
    assert free_name(tmp_path / "a.pdf").name == "a (2).pdf"


def test_every_failure_has_its_sentence() -> None:
    for language in LOCALES:
        texts = Texts(language)
        for error in (
            KnownError("EXPORTAR_ABERTO", arquivo="a.xlsx", sugestao="a (2).xlsx"),
            KnownError("EXPORTAR_RECUSADO", arquivo="a.xlsx", motivo="disco cheio"),
            KnownError("PLANILHA_CHEIA", tabela="Viagens", linhas=Decimal(2000000)),
            KnownError("DOCUMENTO_ILEGIVEL", arquivo="a.pdf", motivo=""),
            KnownError("DOCUMENTO_ALHEIO", arquivo="a.pdf"),
            KnownError("SINAIS_INCOMPLETOS", digitado="7c41"),
        ):
            assert len(texts.say_error(error)) > 20


def test_the_csv_twin_opens_in_a_brazilian_spreadsheet() -> None:
    rows = [
        (date(2025, 8, 1), "SÃO SEBASTIÃO", Decimal("-1234.50"), True, Missing("NO_ROWS")),
        (date(2025, 8, 2), "=1+1", Decimal("0.000001"), False, 'a;"b"'),
    ]
    assert (
        csv_bytes(("Data", "Setor", "Km", "Ok", "Nota"), rows)
        == (
            "\ufeffData;Setor;Km;Ok;Nota\r\n"
            "01/08/2025;SÃO SEBASTIÃO;-1234,50;1;\r\n"
            '02/08/2025;\'=1+1;0,000001;0;"a;""b"""\r\n'
        ).encode()
    )
    with pytest.raises(TypeError):
        csv_bytes(("x",), [(datetime(2025, 8, 1, tzinfo=UTC),)])


@given(st.text(max_size=30))
def test_no_text_of_a_csv_cell_starts_a_formula(text: str) -> None:
    import csv as reader
    from io import StringIO

    body = csv_bytes(("x",), [(text,)]).decode("utf-8-sig")
    cell = list(reader.reader(StringIO(body, newline=""), delimiter=";"))[1:]
    shown = cell[0][0] if cell and cell[0] else ""
    assert not shown.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
