"""The search finds what it is for: a secret planted in each kind of place."""

import base64
import sqlite3
import zipfile
import zlib
from contextlib import closing
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pyarrow
import pyarrow.parquet as parquet
import pytest

from engines.report.document import Document
from storage.exports.pdf import save_pdf
from tests.secrets.searching import places_of
from tests.storage.exports.sample_report import document, meta

SECRET = "Zx81-nunca/dito"


@pytest.mark.parametrize(
    "content",
    [
        f"conectando com {SECRET} agora".encode(),
        f"password={SECRET.upper()}".encode(),
        SECRET.encode("utf-16"),
        SECRET.encode().hex().encode(),
        b"pwd=Zx81-nunca%2Fdito",
        *(base64.b64encode(b"u" * shift + b":" + SECRET.encode() + b" e mais") for shift in range(3)),
    ],
)
def test_in_a_file_in_any_spelling(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "registro.log").write_bytes(content)
    assert places_of(SECRET, tmp_path) == ("registro.log: bytes",)


def test_in_the_name_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "falha-zx81-nunca.txt").write_bytes(b"")
    assert places_of("Zx81-nunca", tmp_path) == ("name of falha-zx81-nunca.txt",)


def test_in_a_workbook_and_in_a_paper(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", f"<t>{SECRET}</t>")
    packed = zlib.compress(f"({SECRET}) Tj".encode())
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.4\nstream\n" + packed + b"\nendstream")
    assert places_of(SECRET, tmp_path) == ("a.xlsx: xl/sharedStrings.xml", "b.pdf: stream 0")


def test_in_a_real_paper(tmp_path: Path) -> None:
    told = Document(replace(meta(), subtitle=f"Senha {SECRET}"), document().blocks[:3])
    save_pdf(told, tmp_path / "meta.pdf")
    assert any(place.startswith("meta.pdf: page 1") for place in places_of(SECRET, tmp_path))


def test_in_a_row_and_in_a_snapshot(tmp_path: Path) -> None:
    packed = BytesIO()
    parquet.write_table(pyarrow.table({"a": [SECRET]}), packed, compression="zstd")
    with closing(sqlite3.connect(tmp_path / "loja")) as raw, raw:
        raw.execute("CREATE TABLE t (a, b)")
        raw.execute("INSERT INTO t VALUES (?, ?)", ("x" * 5000 + SECRET, packed.getvalue()))
    places = places_of(SECRET, tmp_path)
    assert "loja: table t" in places and "loja: snapshot of t" in places


def test_what_is_not_there_is_not_found(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Zx81 nunca dito", encoding="utf-8")
    assert places_of(SECRET, tmp_path) == ()
