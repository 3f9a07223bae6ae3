"""The hash a paper carries: its 16 signs, and reading it back from a PDF or a workbook for `verificar`."""

import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

from storage.errors import KnownError

KEYWORD = "sha256:"
"""Prefix of the full hash in the PDF keywords."""
PROPERTY = "ProvaRealHash"
RUN_PROPERTY = "ProvaRealCalculo"
CHAIN_PROPERTY = "ProvaRealCadeia"
"""Names of the workbook's custom properties."""

_FULL = re.compile(r"[0-9a-f]{64}")
_SIGNS = re.compile(r"[0-9a-f]{16}")
_LARGEST_PROPERTIES = 1_000_000


@dataclass(frozen=True, slots=True)
class Carried:
    """What a file says about itself: kind (`pdf` or `xlsx`), full hash, run and chain as printed ("" when absent)."""

    kind: str
    hash: str
    run: str = ""
    chain: str = ""


def signs(full_hash: str) -> str:
    """First 16 hex digits in four groups, as a person reads them aloud: `7c41 d09a e2b3 5f16`."""
    short = full_hash[:16]
    return " ".join(short[at : at + 4] for at in range(0, len(short), 4))


def parse_signs(typed: str) -> str:
    """The 16 signs as typed by a person (spaces, hyphens, case and a full hash accepted), without separators.

    Raises KnownError SINAIS_INCOMPLETOS when there are not 16 hex digits.
    """
    compact = re.sub(r"[\s\-·.]", "", typed).lower()
    if not _SIGNS.fullmatch(compact) and not _FULL.fullmatch(compact):
        raise KnownError("SINAIS_INCOMPLETOS", digitado=typed[:80])
    return compact[:16]


def carried_by(path: Path) -> Carried:
    """Hash, run and chain a PDF or workbook of ours carries.

    Raises KnownError DOCUMENTO_ILEGIVEL when the file cannot be read, DOCUMENTO_ALHEIO when it is not ours.
    """
    try:
        with path.open("rb") as file:
            start = file.read(8)
    except OSError as error:
        raise KnownError("DOCUMENTO_ILEGIVEL", arquivo=path.name, motivo=error.strerror or "") from error
    if start.startswith(b"%PDF"):
        return _carried_by_pdf(path)
    if start.startswith(b"PK"):
        return _carried_by_workbook(path)
    raise KnownError("DOCUMENTO_ALHEIO", arquivo=path.name)


def _carried_by_pdf(path: Path) -> Carried:
    from storage.exports.pdf_pages import metadata

    words = metadata(path.read_bytes(), path.name).get("Keywords", "")
    found = re.search(KEYWORD + "([0-9a-f]{64})", words)
    if not found:
        raise KnownError("DOCUMENTO_ALHEIO", arquivo=path.name)
    return Carried("pdf", found[1], _keyword(words, "calculo"), _keyword(words, "cadeia"))


def _keyword(words: str, name: str) -> str:
    found = re.search(rf"(?:^|; ){name}:([^;]*)", words)
    return found[1].strip() if found else ""


def _carried_by_workbook(path: Path) -> Carried:
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    try:
        with zipfile.ZipFile(path) as archive:
            entry = archive.getinfo("docProps/custom.xml")
            if entry.file_size > _LARGEST_PROPERTIES:
                raise KnownError("DOCUMENTO_ALHEIO", arquivo=path.name)
            root = fromstring(archive.read(entry))
    except (KeyError, zipfile.BadZipFile, ParseError, DefusedXmlException) as error:
        raise KnownError("DOCUMENTO_ALHEIO", arquivo=path.name) from error
    held = {item.get("name", ""): "".join(item.itertext()).strip() for item in root}
    if not _FULL.fullmatch(held.get(PROPERTY, "")):
        raise KnownError("DOCUMENTO_ALHEIO", arquivo=path.name)
    return Carried("xlsx", held[PROPERTY], held.get(RUN_PROPERTY, ""), held.get(CHAIN_PROPERTY, ""))
