"""Copies of a store while it is in use: whole, in one file, checked, and in place only when finished."""

import os
import sqlite3
import sys
from pathlib import Path

from storage.errors import KnownError
from storage.store.connection import open_raw
from storage.store.faults import DAMAGED, known_faults


def copy_file(source: Path, target: Path) -> Path:
    """Consistent copy of the database at `source`, renamed to `target` once checked and on disk.

    The copy has no write-ahead log, so it is one file. Raises KnownError when the disk fails or fills up,
    leaving nothing half written under the target's name.
    """
    partial = target.with_name(target.name + ".parcial")
    with known_faults(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            partial.unlink(missing_ok=True)
            _copy_pages(source, partial)
            sync_to_disk(partial)
            os.replace(partial, target)
            sync_to_disk(target.parent)
        finally:
            _discard(partial)
    return target


def _copy_pages(source: Path, partial: Path) -> None:
    origin = open_raw(source)
    copy = sqlite3.connect(partial, isolation_level=None)
    try:
        origin.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
        if copy.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise KnownError(DAMAGED, arquivo=str(source))
    finally:
        copy.close()
        origin.close()
    os.chmod(partial, 0o600)


def _discard(partial: Path) -> None:
    for suffix in ("", "-journal", "-wal", "-shm"):
        partial.with_name(partial.name + suffix).unlink(missing_ok=True)


def sync_to_disk(path: Path) -> None:
    """Asks the system to put a file, or a folder's list of names, on the disk; Windows has no such call for folders."""
    if path.is_dir() and sys.platform == "win32":
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
