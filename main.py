"""Prova Real: plugs the real parts together and picks the face; the only file that sees every floor."""

import getpass
import os
import sys
import time
from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path

import platformdirs

from storage.clock import Clock
from storage.errors import KnownError
from storage.resources import lay_over
from storage.secrets import Secrets, SessionSecrets, system_secrets
from storage.store import Seat
from storage.texts.sentences import LOCALES, SOURCE_LOCALE, Texts
from storage.version import VERSION
from storage.workspace.looking import SUFFIX
from viewmodels.carried_house import open_any
from viewmodels.opening import Surroundings
from viewmodels.operations.crash import write_crash_report
from viewmodels.operations.house import House
from viewmodels.operations.registry import load_all
from viewmodels.scenarios import open_scenario

BASE_OPTION, BASE_VARIABLE, FOLDER_VARIABLE = "--base", "PROVA_BASE", "PROVA_PASTA"
LANGUAGE_VARIABLE, RESOURCES_VARIABLE = "PROVA_IDIOMA", "PROVA_RECURSOS"


def main(arguments: Sequence[str]) -> int:
    """Exit status: the desktop when no command is given, the command otherwise."""
    own = os.environ.get(RESOURCES_VARIABLE)
    if own:
        lay_over(Path(own))
    load_all()
    around = Surroundings(_clock(), _secrets(), _folder(), getpass.getuser(), _language())
    base, rest = _desktop_base(arguments)
    if rest:
        from ui.terminal import main as terminal

        folder, now = around.folder, around.clock.now
        return terminal(arguments, lambda path: open_any(around, path), folder, now, around.locale)
    return _desktop(around, base)


def _desktop(around: Surroundings, base: Path | None) -> int:
    from ui.desktop.app import run

    def opened() -> AbstractContextManager[House]:
        return open_any(around, base, Seat.DESKTOP)

    def report(error: BaseException) -> str:
        return str(write_crash_report(error, around.folder, around.clock.now(), VERSION))

    def switched(scenario: str) -> AbstractContextManager[House]:
        if scenario.lower().endswith(SUFFIX):
            return open_any(around, Path(scenario), Seat.DESKTOP)
        return open_scenario(around, scenario, Seat.DESKTOP)

    return run(sys.argv[:1], opened, report, Texts(around.locale), switched)


def _clock() -> Clock:
    return Clock(wall=lambda: datetime.now(UTC), monotonic=time.monotonic)


def _secrets() -> Secrets:
    """The system's keyring; where there is none, memory of this session: a password is asked for each time."""
    try:
        return system_secrets()
    except KnownError:
        return SessionSecrets()


def _folder() -> Path:
    return Path(os.environ.get(FOLDER_VARIABLE) or platformdirs.user_data_dir("ProvaReal", appauthor=False))


def _language() -> str:
    """Language asked for (pt, en, es); Portuguese for anything else. Each person's own choice wins at the desk."""
    asked = os.environ.get(LANGUAGE_VARIABLE, "")[:2].lower()
    return asked if asked in LOCALES else SOURCE_LOCALE


def _desktop_base(arguments: Sequence[str]) -> tuple[Path | None, list[str]]:
    """The store the desktop opens and whatever is left of the line: anything left makes it a command."""
    words = list(arguments)
    chosen = os.environ.get(BASE_VARIABLE) or ""
    if words[:1] == [BASE_OPTION] and len(words) > 1:
        chosen, words = words[1], words[2:]
    elif len(words) == 1 and words[0].lower().endswith(SUFFIX):
        chosen, words = words[0], []  # a carried file, named alone: what a double click on it does
    return (Path(chosen) if chosen else None), words


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
