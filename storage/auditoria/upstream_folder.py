"""Texts of the source under a folder: only those that are watched, never through a link, never without end."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from storage.errors import KnownError

MOST_FILES = 20_000
MOST_BYTES = 2_000_000
MOST_IN_ALL = 200_000_000


def folder_texts(folder: Path, watched: Callable[[str], bool]) -> dict[str, str]:
    """Path from the folder, with "/" -> text of each watched file. Raises KnownError."""
    if not folder.is_dir():
        raise KnownError("IMPORTACAO.FONTE.PASTA", pasta=str(folder))
    texts: dict[str, str] = {}
    total = 0
    for path in _files(folder):
        name = path.relative_to(folder).as_posix()
        if watched(name):
            texts[name] = one_text(path)
            total += len(texts[name])
            refuse_excess(str(folder), len(texts), total)
    return texts


def refuse_excess(place: str, files: int, total: int) -> None:
    """Raises KnownError when there is more than any source would have."""
    if files > MOST_FILES or total > MOST_IN_ALL:
        raise KnownError("IMPORTACAO.FONTE.ARQUIVOS_DEMAIS", pasta=place, limite=MOST_FILES)


def one_text(path: Path) -> str:
    """UTF-8 text of a file, what is not UTF-8 marked. Raises KnownError."""
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError:
        raise KnownError("IMPORTACAO.FONTE.ARQUIVO", arquivo=str(path)) from None
    return text_of(str(path), content)


def text_of(shown: str, content: bytes) -> str:
    """Text of some bytes. Raises KnownError when they are too many."""
    if len(content) > MOST_BYTES:
        raise KnownError("IMPORTACAO.FONTE.GRANDE", arquivo=shown, limite=MOST_BYTES)
    return content.decode("utf-8", errors="replace").replace("\r\n", "\n")


def _files(folder: Path) -> Iterator[Path]:
    seen = 0
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            seen += 1
            refuse_excess(str(folder), seen // 10, 0)
            path = Path(parent, name)
            if path.is_file() and not path.is_symlink():
                yield path
