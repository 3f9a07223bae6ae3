"""What a file is before it is trusted: ours or foreign, whole or cut, older or newer than this program."""

import sqlite3
from pathlib import Path

from storage.errors import KnownError
from storage.store.connection import APPLICATION_ID, open_raw
from storage.store.faults import DAMAGED, FOREIGN, known_faults

_MAGIC = b"SQLite format 3\x00"
_HEADER_BYTES = 100


def refuse_foreign_or_cut(path: Path) -> None:
    """Reads the hundred bytes of the header without opening the file as a database.

    Raises KnownError LOJA_AUSENTE, LOJA_ESTRANHA (not SQLite, another program's, or of a format below none) or
    LOJA_DANIFICADA (shorter than its own header says, when no write-ahead log explains it).
    """
    with known_faults(path):
        if not path.is_file():
            raise KnownError("LOJA_AUSENTE", arquivo=str(path))
        with path.open("rb") as file:
            header = file.read(_HEADER_BYTES)
        size = path.stat().st_size
    if len(header) < _HEADER_BYTES or not header.startswith(_MAGIC):
        raise KnownError(FOREIGN, arquivo=str(path))
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID or _format_told(header) < 0:
        raise KnownError(FOREIGN, arquivo=str(path))
    if size < _declared_size(header) and not _has_log(path):
        raise KnownError(DAMAGED, arquivo=str(path))


def _format_told(header: bytes) -> int:
    """user_version as SQLite reads it: signed."""
    return int.from_bytes(header[60:64], "big", signed=True)


def _declared_size(header: bytes) -> int:
    page = int.from_bytes(header[16:18], "big")
    pages = int.from_bytes(header[28:32], "big")
    return (65536 if page == 1 else page) * pages


def _has_log(path: Path) -> bool:
    log = path.with_name(path.name + "-wal")
    return log.exists() and log.stat().st_size > 0


def refuse_damaged(path: Path) -> None:
    """Raises KnownError LOJA_DANIFICADA when SQLite's quick check finds the file inconsistent."""
    with known_faults(path):
        connection = open_raw(path)
        try:
            answer = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        finally:
            connection.close()
    if answer != "ok":
        raise KnownError(DAMAGED, arquivo=str(path))


def format_of(connection: sqlite3.Connection) -> int:
    """Number of the last migration the file has been through."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
