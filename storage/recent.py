"""Files opened lately on this machine, for the person who opened them: a short list in the folder of their data."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from storage.errors import KnownError
from storage.exports.delivery import deliver
from storage.store.types import instant_of, instant_text

FILE, MOST = "recentes.json", 8
_LARGEST = 100_000


@dataclass(frozen=True, slots=True)
class Recent:
    """One file: where, when it was last opened, and whether it still is there."""

    path: Path
    at: datetime
    here: bool


def recent_files(folder: Path) -> tuple[Recent, ...]:
    """Files opened lately, newest first; a list that cannot be read is an empty one."""
    try:
        text = (folder / FILE).read_text(encoding="utf-8")[:_LARGEST]
        told = [(Path(each["caminho"]), instant_of(each["quando"])) for each in json.loads(text)]
    except (OSError, ValueError, TypeError, KeyError):
        return ()
    return tuple(Recent(path, at, path.is_file()) for path, at in told[:MOST])


def remember_file(folder: Path, path: Path, at: datetime) -> None:
    """Puts a file at the head of the list; a folder that cannot be written keeps the list as it was."""
    others = [each for each in recent_files(folder) if each.path != path.absolute()]
    told = [{"caminho": str(path.absolute()), "quando": instant_text(at)}]
    told += [{"caminho": str(each.path), "quando": instant_text(each.at)} for each in others[: MOST - 1]]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        deliver(folder / FILE, json.dumps(told, ensure_ascii=False).encode())
    except (KnownError, OSError):
        return  # the list is a convenience: opening the file must not fail for it
