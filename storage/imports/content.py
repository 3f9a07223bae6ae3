"""The bytes of a file somebody brings: what may be read at all, and how large."""

from hashlib import sha256
from pathlib import Path

from storage.errors import KnownError

LARGEST = 20 * 1024 * 1024
"""Bytes of a file: a year of day x sector rows of 60 garages takes less."""


def content_of(source: Path | bytes, name: str = "") -> tuple[bytes, str]:
    """Bytes and name of a file.

    Raises KnownError IMPORTACAO.ILEGIVEL, IMPORTACAO.GRANDE or IMPORTACAO.VAZIO.
    """
    shown = name or (source.name if isinstance(source, Path) else "")
    content = source if isinstance(source, bytes) else _read(source, shown)
    if len(content) > LARGEST:
        raise KnownError("IMPORTACAO.GRANDE", arquivo=shown, limite=LARGEST // (1024 * 1024))
    if not content.strip():
        raise KnownError("IMPORTACAO.VAZIO", arquivo=shown)
    return content, shown


def fingerprint(content: bytes) -> str:
    """SHA-256 of the bytes, as the journal keeps it."""
    return sha256(content).hexdigest()


def _read(path: Path, shown: str) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as error:
        raise KnownError("IMPORTACAO.ILEGIVEL", arquivo=shown) from error
