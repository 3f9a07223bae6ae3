"""Hands on a real X window: Xvfb and openbox around the real program, keys pressed by xdotool."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
TOOLS = ("Xvfb", "openbox", "xdotool")
SCREEN = "1366x768x24"
ANSWER_SECONDS = 3.0
START_SECONDS = 40.0
_NAMES = {"Space": "space", "Esc": "Escape", "PgDown": "Next", "PgUp": "Prior"}
_MODIFIERS = {"Ctrl": "ctrl", "Alt": "alt", "Shift": "shift"}


def missing_tools() -> list[str]:
    """What this machine lacks for a real X window."""
    return [tool for tool in TOOLS if shutil.which(tool) is None]


@contextmanager
def display() -> Iterator[str]:
    """An X server with a window manager, for as long as the block lasts; gives its name (`:7`)."""
    ours, theirs = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(theirs), "-screen", "0", SCREEN, "-nolisten", "tcp"],
        pass_fds=[theirs], stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(theirs)
    with os.fdopen(ours) as told:
        name = f":{told.readline().strip()}"
    manager = subprocess.Popen(
        ["openbox"], env={**os.environ, "DISPLAY": name}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield name
    finally:
        for process in (manager, server):
            process.terminate()
            process.wait()


class XHands:
    """Keys through the X server; the eyes are what the program tells of its focus on its output."""

    def __init__(self, screen: str, arguments: list[str], environment: Mapping[str, str]) -> None:
        """Starts the program on a screen."""
        self._screen = {**os.environ, "DISPLAY": screen}
        self._seen: dict[str, Any] = {"releases": 0, "focus": "", "window": ""}
        self._rest = b""
        self.program = subprocess.Popen(
            [sys.executable, "-m", "tests.ui.journey.watched", *arguments],
            cwd=ROOT, env={**self._screen, **environment, "QT_QPA_PLATFORM": "xcb"},
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        assert self.program.stdout is not None
        os.set_blocking(self.program.stdout.fileno(), False)

    def _look(self) -> dict[str, Any]:
        """The last thing the program told."""
        assert self.program.stdout is not None
        told = self._rest + (self.program.stdout.read() or b"")
        *whole, self._rest = told.split(b"\n")
        for line in whole:
            self._seen = json.loads(line)
        return self._seen

    def _xdotool(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], env=self._screen, check=True, capture_output=True)

    def _after(self, releases: int, *words: str) -> None:
        """Do it and wait until the program saw the keys go up; a key that closed its window may never tell."""
        before = self._look()["releases"]
        self._xdotool(*words)
        limit = time.monotonic() + ANSWER_SECONDS
        while self._look()["releases"] < before + releases and time.monotonic() < limit:
            if self.program.poll() is not None:
                return
            time.sleep(0.005)

    def press(self, keys: str) -> None:
        """A chord."""
        *held, key = keys.split("+")
        name = _NAMES.get(key, key.lower() if len(key) == 1 else key)
        chord = "+".join([*(_MODIFIERS[one] for one in held), name])
        self._after(1 + len(held), "key", "--clearmodifiers", chord)

    def write(self, text: str) -> None:
        """Letters, one key after the other."""
        self._after(len(text), "type", "--delay", "6", text)

    def focus(self) -> str:
        """Spoken name of what has the focus."""
        return str(self._look()["focus"])

    def window(self) -> str:
        """Title of the window in front."""
        return str(self._look()["window"])

    def pause(self, seconds: float) -> None:
        """Leave the program to its work."""
        time.sleep(seconds)

    def end(self, seconds: float) -> tuple[int, str]:
        """Exit status and complaints of the program; it is killed when it does not end by itself."""
        try:
            _, complaints = self.program.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            self.program.kill()
            _, complaints = self.program.communicate()
        return self.program.returncode, complaints.decode()
