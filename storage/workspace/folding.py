"""A file to decide in whose window was killed: what its log holds is folded into it, once it is known to be whole."""

import os
import shutil
import tempfile
from contextlib import closing
from pathlib import Path

from storage.errors import KnownError
from storage.store.connection import open_raw
from storage.store.faults import known_faults
from storage.store.inspection import refuse_foreign_or_cut
from storage.store.locks import FileLock, Seat, beside
from storage.workspace.looking import looked_into

LOG, INDEX = "-wal", "-shm"


def fold_left_log(path: Path) -> bool:
    """True when a log left by a window that died was folded into the file; False when there was none.

    The work is done on a copy beside it, which takes its place only after it was looked into. Raises KnownError
    ARQUIVO_EM_USO while a window holds the file, and whatever `looked_into` finds wrong.
    """
    log = beside(path, LOG)
    if path.is_symlink() or log.is_symlink() or not log.is_file() or log.stat().st_size == 0:
        return False
    refuse_foreign_or_cut(path)
    seat = FileLock(beside(path, f".{Seat.DESKTOP}-lock"))
    if not seat.try_acquire():
        raise KnownError("ARQUIVO_EM_USO", arquivo=path.name)
    try:
        _fold(path, log)
    finally:
        seat.release()
    return True


def _fold(path: Path, log: Path) -> None:
    with known_faults(path), tempfile.TemporaryDirectory(dir=path.parent, prefix=".prova-") as folder:
        copy = Path(folder) / path.name
        shutil.copyfile(path, copy)
        shutil.copyfile(log, beside(copy, LOG))
        with closing(open_raw(copy)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        with looked_into(copy):
            pass
        os.replace(copy, path)
        for left in (log, beside(path, INDEX)):
            left.unlink(missing_ok=True)
