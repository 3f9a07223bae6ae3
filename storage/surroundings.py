"""What lies around the program: versions of its parts, and the room left on a disk."""

import os
import platform
import shutil
import sqlite3
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from storage.errors import KnownError
from storage.version import VERSION

_PARTS = {
    "Qt": "PySide6-Essentials",
    "Oracle": "oracledb",
    "SQLAlchemy": "sqlalchemy",
    "openpyxl": "openpyxl",
    "ReportLab": "reportlab",
}
SYSTEM = "Sistema"
"""The operating system among the versions."""
ABSENT = "-"


def versions() -> Mapping[str, str]:
    """Part -> version, without importing any of them; `-` for one that is not installed."""
    own = {"Prova Real": VERSION, "Python": platform.python_version(), "SQLite": sqlite3.sqlite_version}
    system = {SYSTEM: f"{platform.system()} {platform.release()}"}
    return {**own, **{name: _version(package) for name, package in _PARTS.items()}, **system}


def memory_mib() -> int | None:
    """Memory this process holds now, in MiB; None where the system does not tell (Windows)."""
    try:
        resident = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
        return resident * os.sysconf("SC_PAGE_SIZE") // (1024 * 1024)
    except (OSError, ValueError, IndexError):
        return _peak_mib()


def _peak_mib() -> int | None:
    """The most this process ever held, where that is all the system tells (macOS, in bytes)."""
    try:
        import resource
    except ImportError:
        return None
    return int(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) // (1024 * 1024)


def free_bytes(folder: Path) -> int:
    """Bytes free for this user on the disk of a folder. Raises KnownError LOJA_DISCO_FALHOU."""
    try:
        return shutil.disk_usage(folder).free
    except OSError as error:
        raise KnownError("LOJA_DISCO_FALHOU", arquivo=str(folder)) from error


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ABSENT
