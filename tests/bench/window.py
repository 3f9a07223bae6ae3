"""How long until the first window: the real program in a process of its own, from its start to its first paint."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tests.bench.measuring import ROUNDS, Measured

BUDGET = 2.0
PAINTED = "pintada"
ROOT = Path(__file__).resolve().parents[2]


def measure_window(folder: Path) -> Iterator[Measured]:
    """The sample company's desktop, made and read once before so that the disk is warm and the modules compiled.

    The seconds of processor beside it are what is left where other programs take turns.
    """
    _until_painted(folder)
    rounds = [_until_painted(folder) for _ in range(ROUNDS)]
    yield Measured("primeira janela, disco quente", tuple(wall for wall, _ in rounds), BUDGET)
    yield Measured("   do processador", tuple(worked for _, worked in rounds))


def _until_painted(folder: Path) -> tuple[float, float]:
    """Seconds, and seconds of processor, from starting the program to its first paint and its leaving.

    Raises RuntimeError with what it said when there is no paint.
    """
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PROVA_PASTA": str(folder)}
    surroundings["PYTHONPYCACHEPREFIX"] = str(folder / "modulos")
    surroundings.pop("PYTHONDONTWRITEBYTECODE", None)
    before = _worked()
    began = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", __name__], cwd=ROOT, env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as program:
        assert program.stdout is not None
        said = program.stdout.readline().decode()
        spent = time.perf_counter() - began
        _, complaint = program.communicate()
    if said.strip() != PAINTED:
        raise RuntimeError(f"no window was painted: {said}{complaint.decode()}")
    return spent, _worked() - before


def _worked() -> float:
    """Seconds of processor of the children that have ended."""
    times = os.times()
    return times.children_user + times.children_system


def _paint_and_leave() -> int:
    """main.py as it is, except that the event loop ends with the first paint of a window."""
    from PySide6.QtCore import QEvent, QObject
    from PySide6.QtWidgets import QApplication, QWidget

    class Watch(QObject):
        painted = False

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            window = isinstance(watched, QWidget) and watched.isWindow() and watched.isVisible()
            self.painted = self.painted or (window and event.type() == QEvent.Type.Paint)
            return False

    def until_painted() -> int:
        app, watch, limit = QApplication.instance(), Watch(), time.monotonic() + 30
        assert app is not None
        app.installEventFilter(watch)
        while not watch.painted and time.monotonic() < limit:
            app.processEvents()
        app.removeEventFilter(watch)
        print(PAINTED if watch.painted else "", flush=True)
        return 0

    QApplication.exec = staticmethod(until_painted)  # type: ignore[method-assign]
    import main

    return main.main([])


if __name__ == "__main__":
    sys.exit(_paint_and_leave())
