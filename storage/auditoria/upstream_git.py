"""Texts of the source at a revision of a git repository, read by the `git` program when there is one.

The repository is somebody else's: nothing is checked out, no hook, filter, network or user's setting is used, every
argument is ours but the revision, which is refused unless it looks like one, and every answer has an end.
"""

import os
import re
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from storage.auditoria.upstream_folder import MOST_BYTES, MOST_IN_ALL, refuse_excess, text_of
from storage.errors import KnownError

SECONDS = 60.0
MOST_LISTED = 64_000_000
FOLDERS = ("queries", "pipelines", "models", "macros", "tests", "snapshots", "dbt_project.yml")
_REVISION = re.compile(r"[0-9A-Za-z][0-9A-Za-z._/-]{0,199}")
_SETTINGS = {
    "core.hooksPath": os.devnull,
    "core.fsmonitor": "false",
    "core.pager": "cat",
    "protocol.allow": "never",
    "core.attributesFile": os.devnull,
}
_SURROUNDINGS = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "LC_ALL": "C",
}


def git_texts(repository: Path, revision: str, watched: Callable[[str], bool]) -> dict[str, str]:
    """Path -> text of each watched file at a revision (a commit, a branch, a tag). Raises KnownError."""
    if not repository.is_dir():
        raise KnownError("IMPORTACAO.FONTE.PASTA", pasta=str(repository))
    commit = _commit(repository, revision)
    wanted = {path: size for path, size in _listed(repository, commit) if watched(path)}
    refuse_excess(str(repository), len(wanted), sum(wanted.values()))
    large = next((path for path, size in wanted.items() if size > MOST_BYTES), None)
    if large is not None:
        raise KnownError("IMPORTACAO.FONTE.GRANDE", arquivo=large, limite=MOST_BYTES)
    return _contents(repository, commit, wanted)


def _commit(repository: Path, revision: str) -> str:
    if not _REVISION.fullmatch(revision) or ".." in revision:
        raise KnownError("IMPORTACAO.FONTE.REVISAO", revisao=revision)
    try:
        return _answer(repository, ["rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}"], 200).decode().strip()
    except _Refused:
        raise KnownError("IMPORTACAO.FONTE.REVISAO", revisao=revision) from None


def _listed(repository: Path, commit: str) -> Iterator[tuple[str, int]]:
    """Path and size of every plain file of the folders that matter; links and modules are left out."""
    lines = _asked(repository, ["ls-tree", "-r", "-l", "-z", "--full-tree", commit, "--", *FOLDERS], MOST_LISTED)
    for line in lines.split(b"\0"):
        about, _, path = line.partition(b"\t")
        mode, kind, _, size = (about.split() + [b""] * 4)[:4]
        if kind == b"blob" and mode.startswith(b"100") and size.isdigit():
            yield path.decode("utf-8", errors="replace"), int(size)


def _contents(repository: Path, commit: str, wanted: Mapping[str, int]) -> dict[str, str]:
    names = [path for path in wanted if "\n" not in path]
    asked = "".join(f"{commit}:{path}\n" for path in names).encode()
    most = sum(wanted.values()) + 200 * len(wanted) + 200
    return dict(_split(names, _asked(repository, ["cat-file", "--batch"], min(most, 2 * MOST_IN_ALL), asked)))


def _split(names: list[str], answer: bytes) -> Iterator[tuple[str, str]]:
    """Each answer is a head with the size, that many bytes and a line break; one that is missing is only a head."""
    place = 0
    for name in names:
        end = answer.find(b"\n", place)
        head, place = answer[place:end].split(), end + 1
        if len(head) == 3 and head[1] == b"blob":
            size = int(head[2])
            yield name, text_of(name, answer[place : place + size])
            place += size + 1


class _Refused(Exception):
    """The program said no."""


def _asked(repository: Path, args: list[str], most: int, given: bytes = b"") -> bytes:
    try:
        return _answer(repository, args, most, given)
    except _Refused:
        raise KnownError("IMPORTACAO.FONTE.GIT", pasta=str(repository)) from None


def _answer(repository: Path, args: list[str], most: int, given: bytes = b"") -> bytes:
    """What the program answers, at most so many bytes and so many seconds."""
    with tempfile.TemporaryFile() as asked:
        asked.write(given)
        asked.seek(0)
        command = [_program(), "-C", str(repository), "--no-pager", *_settings(), *args]
        with subprocess.Popen(  # noqa: S603 - fixed arguments, no shell
            command, stdin=asked, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_environment()
        ) as running:
            bell = threading.Timer(SECONDS, running.kill)
            bell.start()
            try:
                assert running.stdout is not None
                answer = running.stdout.read(most + 1)
            finally:
                bell.cancel()
                running.kill() if running.poll() is None and len(answer) > most else running.wait()
    if len(answer) > most or running.returncode != 0:
        raise _Refused
    return answer


def _program() -> str:
    found = shutil.which("git")
    if found is None:
        raise KnownError("IMPORTACAO.FONTE.SEM_GIT")
    return found


def _settings() -> list[str]:
    return [part for name, value in _SETTINGS.items() for part in ("-c", f"{name}={value}")]


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TEMP", "TMP") if name in os.environ}
    return kept | _SURROUNDINGS
