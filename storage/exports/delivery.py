"""Bytes reach the disk whole or not at all, and a file somebody has open gets a clear answer."""

import os
import tempfile
from pathlib import Path

from storage.errors import KnownError


def deliver(path: Path, content: bytes) -> Path:
    """Write `content` beside `path`, then rename it into place; the old file stays until the new one is whole.

    Raises KnownError EXPORTAR_ABERTO (open in another program; argument `sugestao` is a free name) and
    EXPORTAR_RECUSADO (folder missing, no right to write, disk full).
    """
    try:
        temporary = _written_beside(path, content)
    except OSError as error:
        raise KnownError("EXPORTAR_RECUSADO", arquivo=path.name, motivo=error.strerror or "") from error
    try:
        os.replace(temporary, path)
    except PermissionError as error:
        temporary.unlink(missing_ok=True)
        raise KnownError("EXPORTAR_ABERTO", arquivo=path.name, sugestao=free_name(path).name) from error
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise KnownError("EXPORTAR_RECUSADO", arquivo=path.name, motivo=error.strerror or "") from error
    return path


def free_name(path: Path) -> Path:
    """The first of `nome (2).ext`, `nome (3).ext`, … that does not exist yet."""
    number = 2
    while True:
        candidate = path.with_name(f"{path.stem} ({number}){path.suffix}")
        if not candidate.exists():
            return candidate
        number += 1


def _written_beside(path: Path, content: bytes) -> Path:
    handle, name = tempfile.mkstemp(prefix=".prova-", suffix=path.suffix + ".tmp", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    temporary.chmod(0o644)
    return temporary
