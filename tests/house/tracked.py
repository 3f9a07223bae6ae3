"""The files of the project, as the house tests walk them."""

import shutil
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TEXT = frozenset(".py .yaml .yml .sql .md .toml .lock .qss .svg .ts .json .sh .csv".split())
NAMED = frozenset({"Makefile", "LICENSE", ".gitignore", ".ci/run"})
_OUTSIDE = frozenset({".git", ".venv", "out", "build", "dist", "__pycache__"})


@cache
def tracked() -> tuple[Path, ...]:
    """Files git knows; without git (an unpacked archive), every file that is not a by-product."""
    if shutil.which("git") and (ROOT / ".git").exists():
        command = ["git", "-c", f"safe.directory={ROOT}", "-C", str(ROOT), "ls-files", "-z"]
        listed = subprocess.run(command, capture_output=True, check=True, text=True).stdout
        found = [ROOT / name for name in listed.split("\0") if name]
    else:
        found = [path for path in ROOT.rglob("*") if path.is_file() and not _by_product(path)]
    return tuple(sorted(path for path in found if path.is_file()))


def name_of(path: Path) -> str:
    """Path inside the project, with slashes."""
    return path.relative_to(ROOT).as_posix()


def texts() -> list[tuple[str, str]]:
    """Name and text of every file people write."""
    chosen = [path for path in tracked() if path.suffix in TEXT or name_of(path) in NAMED]
    return [(name_of(path), path.read_text(encoding="utf-8")) for path in chosen]


def sources() -> list[tuple[str, str]]:
    """Name and text of every Python file."""
    return [(name, text) for name, text in texts() if name.endswith(".py")]


def _by_product(path: Path) -> bool:
    return any(part in _OUTSIDE or part.endswith("_cache") for part in path.relative_to(ROOT).parts)
