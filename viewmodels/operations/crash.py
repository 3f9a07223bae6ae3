"""The report of a fault of ours: where it happened and in which versions, never a value of the user's."""

import json
import platform
import traceback
from datetime import datetime
from pathlib import Path

from storage.exports.delivery import deliver

_ROOT = Path(__file__).resolve().parents[2]


def write_crash_report(error: BaseException, folder: Path, instant: datetime, version: str) -> Path:
    """Path of the report written in `folder`. Raises KnownError when the disk does not take it."""
    folder.mkdir(parents=True, exist_ok=True)
    content = json.dumps(crash_facts(error, instant, version), ensure_ascii=False, indent=2)
    return deliver(folder / f"falha-{instant:%Y%m%d-%H%M%S}.json", content.encode())


def crash_facts(error: BaseException, instant: datetime, version: str) -> dict[str, object]:
    """Instant, versions and the chain of errors by type and place; messages are left out, for they quote data."""
    return {
        "instante": instant.isoformat(timespec="seconds"),
        "programa": version,
        "python": platform.python_version(),
        "sistema": platform.system(),
        "erros": [_facts_of(each) for each in _chain(error)],
    }


def _chain(error: BaseException) -> list[BaseException]:
    chain: list[BaseException] = []
    current: BaseException | None = error
    while current is not None and current not in chain:
        chain.append(current)
        current = current.__cause__ or current.__context__
    return chain


def _facts_of(error: BaseException) -> dict[str, object]:
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{_inside(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
    return {"tipo": type(error).__qualname__, "onde": places}


def _inside(file: str) -> str:
    """Path inside the project; only the file's name for what lies outside, so that no folder of the user shows."""
    path = Path(file)
    return path.relative_to(_ROOT).as_posix() if path.is_relative_to(_ROOT) else path.name
