"""Every widget test: off-screen, bundled face, theme installed once, and nothing left behind."""

import gc
import os
import threading
from collections.abc import Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["PROVA_FONTE"] = "embutida"

import pytest  # noqa: E402
from PySide6.QtCore import QCoreApplication, QEvent, QThreadPool  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

from ui.desktop.kit.focus import follow_focus  # noqa: E402
from ui.desktop.kit.theme import Mode, Theme, install  # noqa: E402
from ui.desktop.language import speak  # noqa: E402
from ui.desktop.trouble import TroubleDialog  # noqa: E402


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> Theme:
    """The application with the theme, the focus rings and its own language, once for all tests."""
    shown = install(qapp, Mode.CLARO, 100, bundled=True)
    follow_focus(qapp)
    speak(qapp, "pt")
    return shown


def _settle() -> None:
    """Carry out the deletions that were posted."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _new_windows(known: set[int]) -> list[QWidget]:
    """Windows that were not there before; cycles are collected only when something seems left, for speed."""
    _settle()
    if any(id(widget) not in known for widget in QApplication.topLevelWidgets()):
        gc.collect()
        _settle()
    return [widget for widget in QApplication.topLevelWidgets() if id(widget) not in known]


@pytest.fixture(autouse=True)
def trouble(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, dressed: Theme) -> Iterator[list[str]]:
    """Fail a test in which a refusal or a fault of ours was shown, with what it said.

    Its dialog waits for a person, and the limit of time of a test does not reach inside that waiting. Who expects one
    takes it out of this list; who wants the dialog itself is marked `shows_trouble` and closes it.
    """
    said: list[str] = []
    if request.node.get_closest_marker("shows_trouble") is None:
        monkeypatch.setattr(TroubleDialog, "exec", lambda dialog: said.append(dialog.copied))
    yield said
    assert not said, "shown to the person: " + "; ".join(said)


@pytest.fixture(autouse=True)
def nothing_left(dressed: Theme) -> Iterator[None]:
    """Fail a test that leaves a window or a thread behind; give the next one the plain theme."""
    _settle()
    widgets, threads = set(map(id, QApplication.topLevelWidgets())), set(threading.enumerate())
    yield
    left = _new_windows(widgets)
    assert not left, f"widgets left behind: {left}"
    running = [thread for thread in threading.enumerate() if thread not in threads and thread.is_alive()]
    assert not running, f"threads left behind: {running}"
    assert QThreadPool.globalInstance().waitForDone(2000), "pool threads left behind"
    if (dressed.mode, dressed.percent) != (Mode.CLARO, 100):
        dressed.apply(Mode.CLARO, 100, alternative=False)
