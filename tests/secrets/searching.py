"""Looking for a secret: in every file of a folder, in any spelling, inside archives, papers, rows and snapshots."""

import base64
import re
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, suppress
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

import pyarrow.parquet as parquet

from storage.errors import KnownError
from storage.exports.pdf_pages import page_count, page_text

SHORTEST = 10
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_SQLITE, _PARQUET = b"SQLite format 3\x00", b"PAR1"


def spellings(secret: str) -> tuple[bytes, ...]:
    """The secret as bytes in the ways a program writes text, in small letters. ValueError when it is too short."""
    if len(secret) < SHORTEST:
        raise ValueError("so short a secret stands anywhere by chance")
    plain = secret.encode()
    inner = [base64.b64encode(b"x" * shift + plain)[4 : -4 or None] for shift in range(3)]
    found = [
        plain,
        secret.encode("utf-16-le"),
        plain.hex().encode(),
        quote(secret, safe="").encode(),
        *inner,
    ]
    return tuple({each.lower() for each in found})


def stands_in(content: bytes, secret: str) -> bool:
    """True when the secret is in the bytes, in any spelling and any case."""
    small = content.lower()
    return any(spelling in small for spelling in spellings(secret))


def places_of(secret: str, folder: Path) -> tuple[str, ...]:
    """Every place under a folder where the secret stands, names of files included; empty when it is nowhere."""
    found = []
    for file in sorted(folder.rglob("*")):
        if stands_in(str(file.relative_to(folder)).encode(), secret):
            found.append(f"name of {file.name}")
        if file.is_file():
            content = file.read_bytes()
            found += [f"{file.name}: {part}" for part, inner in _layers(file, content) if stands_in(inner, secret)]
    return tuple(found)


def _layers(file: Path, content: bytes) -> Iterator[tuple[str, bytes]]:
    """A file as it lies on the disk, and what it holds once unfolded."""
    yield "bytes", content
    if zipfile.is_zipfile(file):
        with zipfile.ZipFile(file) as archive:
            for name in archive.namelist():
                yield name, archive.read(name)
    elif content.startswith(b"%PDF-"):
        yield from ((f"stream {n}", inner) for n, inner in enumerate(_inflated(content)))
        yield from _pages(content)
    elif content.startswith(_SQLITE):
        yield from _rows(file)


def _inflated(content: bytes) -> Iterator[bytes]:
    for stream in _STREAM.findall(content):
        raw = base64.a85decode(stream.removesuffix(b"~>")) if stream.endswith(b"~>") else stream
        try:
            yield zlib.decompress(raw)
        except zlib.error:
            yield raw


def _pages(content: bytes) -> Iterator[tuple[str, bytes]]:
    """What a reader sees: with embedded fonts the streams hold numbers of glyphs, not letters."""
    with suppress(KnownError):
        for number in range(page_count(content)):
            yield f"page {number + 1}", page_text(content, number).encode()


def _rows(file: Path) -> Iterator[tuple[str, bytes]]:
    """Every row of every table, for a value may be split over pages; snapshots are unpacked."""
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as raw:
        names = [name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for name in names:
            for row in raw.execute(f"SELECT * FROM {name}"):
                yield f"table {name}", repr(row).encode()
                packed = [value for value in row if isinstance(value, bytes) and value.startswith(_PARQUET)]
                for each in packed:
                    yield f"snapshot of {name}", repr(parquet.read_table(BytesIO(each)).to_pylist()).encode()
