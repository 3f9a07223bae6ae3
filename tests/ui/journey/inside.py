"""Hands inside this process: the program runs on the main thread, the person on another one presses its keys."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as Unanswered
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.journey.seen import spoken, title_in_front

ANSWER_SECONDS = 20.0
KEY_SECONDS = 0.3
"""A key that opens a dialog answers only when the dialog is closed: the person does not wait for it."""


class _MainThread(QObject):
    """Carries calls to the thread of the windows."""

    _asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._asked.connect(lambda call: call(), Qt.ConnectionType.QueuedConnection)

    def ask(self, what: Callable[[], Any], seconds: float) -> Any:
        """What a call answers on the main thread; None when it takes longer."""
        answer: Future[Any] = Future()

        def call() -> None:
            try:
                answer.set_result(what())
            except Exception as error:  # noqa: BLE001 - handed to whoever asked
                answer.set_exception(error)

        self._asked.emit(call)
        try:
            return answer.result(seconds)
        except Unanswered:
            return None


class InsideHands:
    """Real key events through the window system's queue, to the window that has the focus."""

    def __init__(self) -> None:
        """Made on the main thread."""
        self._main = _MainThread()

    def press(self, keys: str) -> None:
        """A chord, to the window in front."""
        chord = QKeySequence.fromString(keys)[0]
        self._main.ask(lambda: _click(chord.key(), chord.keyboardModifiers()), KEY_SECONDS)

    def write(self, text: str) -> None:
        """Letters, one by one."""
        for sign in text:
            self._main.ask(lambda sign=sign: _type(sign), KEY_SECONDS)

    def focus(self) -> str:
        """Spoken name of what has the focus."""
        return str(self._main.ask(_focused, ANSWER_SECONDS))

    def window(self) -> str:
        """Title of the window in front."""
        return str(self._main.ask(_titled, ANSWER_SECONDS))

    def pause(self, seconds: float) -> None:
        """Leave the main thread to its work."""
        time.sleep(seconds)


def _manage() -> None:
    """Off-screen there is no window manager: when a dialog closes, the window in front gets the focus here."""
    if QGuiApplication.focusWindow() is None and (front := _in_front()) is not None:
        front.activateWindow()


def _in_front() -> QWidget | None:
    """The modal dialog, else the window that most others stand behind: a dialog is drawn over its parent."""
    shown = [one for one in QApplication.topLevelWidgets() if one.isVisible() and one.windowTitle()]
    return QApplication.activeModalWidget() or max(shown, key=_depth, default=None)


def _depth(window: QWidget) -> int:
    parent = window.parentWidget()
    return 0 if parent is None else 1 + _depth(parent.window())


def _focused() -> str:
    _manage()
    return spoken(QApplication.focusWidget())


def _titled() -> str:
    _manage()
    return title_in_front()


def _click(key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
    _manage()
    window = QGuiApplication.focusWindow()
    if window is not None:
        QTest.keyClick(window, key, modifiers)


def _type(sign: str) -> None:
    window = QGuiApplication.focusWindow()
    if window is not None:
        QTest.keyClick(window, sign)


class Walk:
    """A journey on a thread of its own beside the event loop; `run` blocks until the program ended."""

    def __init__(self, journey: Callable[[InsideHands], None]) -> None:
        """A journey still to be made."""
        self._journey = journey
        self._failure: BaseException | None = None

    def beside(self, program: Callable[[], int]) -> int:
        """Runs the program here and the journey beside it; raises what the journey raised."""
        hands = InsideHands()
        thread = threading.Thread(target=self._walk, args=(hands,), name="pessoa")
        thread.start()
        try:
            return program()
        finally:
            thread.join()
            if self._failure is not None:
                raise self._failure

    def _walk(self, hands: InsideHands) -> None:
        try:
            self._journey(hands)
        except BaseException as error:  # noqa: BLE001 - raised again on the main thread
            self._failure = error
            hands._main.ask(_close_everything, KEY_SECONDS)


def _close_everything() -> None:
    """A person who got lost leaves no window open behind."""
    while (modal := QApplication.activeModalWidget()) is not None:
        modal.close()
    for window in QApplication.topLevelWidgets():
        window.close()
    QApplication.exit(1)
