"""The face without a window: commands for schedulers and for proof."""

import getpass
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path

from ui.terminal.commands import COMMANDS
from ui.terminal.frame import Surroundings, run_command
from ui.terminal.secret import ask_secret
from viewmodels.operations.faces import House, Texts, load_all, program_version


def main(
    argv: Sequence[str],
    open_house: Callable[[Path | None], AbstractContextManager[House]],
    folder: Path,
    now: Callable[[], datetime],
    locale: str = "pt",
) -> int:
    """Exit status of one command line: 0 done, 1 a known refusal, 2 wrong usage, 3 our bug.

    `open_house` opens the store of a path (None: the sample company's), `folder` takes the reports of our bugs and
    `now` is the real clock's instant.
    """
    load_all()
    texts = Texts(locale)
    around = Surroundings(
        texts=texts,
        open_house=open_house,
        out=sys.stdout,
        err=sys.stderr,
        environ=os.environ,
        user=getpass.getuser(),
        now=now,
        crash_folder=folder / "falhas",
        version=program_version(),
        ask_secret=lambda prompt: ask_secret(prompt, sys.stdin, sys.stderr),
    )
    return run_command(argv, COMMANDS, around)
