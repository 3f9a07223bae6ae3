"""Which failures of SQLite and of the disk are the world's, and the code each one is known by."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from storage.errors import KnownError

FULL = "SYS_003.DISCO"
DAMAGED = "LOJA_DANIFICADA"
FOREIGN = "LOJA_ESTRANHA"
READ_ONLY = "LOJA_SO_LEITURA"
BUSY = "SYS_001.OCUPADA"
DISK = "LOJA_DISCO_FALHOU"
CANNOT_OPEN = "LOJA_NAO_ABRE"

_EXACT = {
    # SQLite says FULL only for ENOSPC; a quota or a file size limit arrives as a failed write.
    "SQLITE_FULL": FULL,
    "SQLITE_IOERR_WRITE": FULL,
    "SQLITE_IOERR_SHMSIZE": FULL,
    "SQLITE_NOTADB": FOREIGN,
}
_FAMILIES = {
    "SQLITE_CORRUPT": DAMAGED,
    "SQLITE_READONLY": READ_ONLY,
    "SQLITE_BUSY": BUSY,
    "SQLITE_LOCKED": BUSY,
    "SQLITE_IOERR": DISK,
    "SQLITE_CANTOPEN": CANNOT_OPEN,
}
_ERRNO = {
    errno.ENOSPC: FULL,
    errno.EFBIG: FULL,
    errno.EDQUOT: FULL,
    errno.EACCES: READ_ONLY,
    errno.EPERM: READ_ONLY,
    errno.EROFS: READ_ONLY,
    errno.EIO: DISK,
    errno.EEXIST: CANNOT_OPEN,
    errno.ENOENT: CANNOT_OPEN,
    errno.ENOTDIR: CANNOT_OPEN,
    errno.EISDIR: CANNOT_OPEN,
}


def code_of(error: BaseException) -> str | None:
    """Code of a failure of the world, None when the failure is our own and must stay loud."""
    if isinstance(error, DBAPIError):
        return code_of(error.orig) if error.orig is not None else None
    if isinstance(error, sqlite3.Error):
        return _sqlite_code(getattr(error, "sqlite_errorname", ""))
    if isinstance(error, OSError):
        return _ERRNO.get(error.errno or 0)
    return None


def _sqlite_code(name: str) -> str | None:
    if name in _EXACT:
        return _EXACT[name]
    return next((code for family, code in _FAMILIES.items() if name.startswith(family)), None)


@contextmanager
def known_faults(path: Path, reading: bool = False) -> Iterator[None]:
    """Turns failures of the world inside the block into KnownError(code, arquivo=path); lets others through.

    While `reading`, a refused write is our own mistake (a change attempted in `store.read()`) and stays loud.
    """
    try:
        yield
    except (DBAPIError, sqlite3.Error, OSError) as error:
        code = code_of(error)
        if code is None or (reading and code == READ_ONLY):
            raise
        raise KnownError(code, arquivo=str(path)) from error
