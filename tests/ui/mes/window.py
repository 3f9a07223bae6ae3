"""The real window on a copy of the sample company, and a keyboard to press its keys with."""

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.viewmodels.screens.sample_desk import _around, scope_of, templates
from ui.desktop.app import open_window
from ui.desktop.mes.month_page import MonthPage
from ui.desktop.shell.window import ShellWindow
from viewmodels.desk import Desk
from viewmodels.opening import open_house
from viewmodels.operations.house import House
from viewmodels.operations.scope import Scope
from viewmodels.screens.month_wizard import MonthWizard

SECONDS = 20.0
ALT = Qt.KeyboardModifier.AltModifier


@dataclass
class Hands:
    """Somebody at the keyboard of the window."""

    window: ShellWindow
    desk: Desk

    @property
    def page(self) -> MonthPage:
        assert isinstance(self.window.page, MonthPage)
        return self.window.page

    @property
    def wizard(self) -> MonthWizard:
        return self.page.wizard

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """One key to whatever has the focus."""
        QTest.keyClick(QApplication.focusWidget() or QApplication.activeWindow() or self.window, key, modifier)
        QApplication.processEvents()

    def write(self, text: str) -> None:
        """Letters to whatever has the focus."""
        QTest.keyClicks(QApplication.focusWidget(), text)

    def next(self) -> None:
        """Alt+P."""
        before = self.wizard.current
        self.press(Qt.Key.Key_P, ALT)
        self.until(lambda: self.wizard.current != before)
        QApplication.processEvents()

    def tab_to(self, wanted: QWidget) -> None:
        """Tab until it has the focus; a widget no Tab reaches fails."""
        for _ in range(80):
            if QApplication.focusWidget() is wanted:
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"no Tab reaches {wanted.accessibleName() or wanted}")

    def until(self, done: object) -> None:
        """Waits while events run."""
        limit = time.monotonic() + SECONDS
        while not done():  # type: ignore[operator]
            assert time.monotonic() < limit, "it never happened"
            QApplication.processEvents()
            time.sleep(0.002)


@contextmanager
def window_on(
    template: Path, folder: Path, login: str = "diretor", size: tuple[int, int] = (1366, 768)
) -> Iterator[Hands]:
    """The window of a person on a copy of a template, shown and in front; all of it gone afterwards."""
    shutil.copytree(template, folder)
    with open_house(_around(folder), None) as house, hands_on(house, scope_of(house, login), size) as hands:
        yield hands


@contextmanager
def hands_on(house: House, scope: Scope, size: tuple[int, int] = (1366, 768)) -> Iterator[Hands]:
    """The window of a house already open, shown and in front; gone afterwards."""
    window, desk = open_window(house, scope)
    window.resize(*size)
    window.show()
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    try:
        yield Hands(window, desk)
    finally:
        desk.close()
        window.close()
        window.deleteLater()
        desk.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def empty() -> Path:
    """The sample company before anything was read."""
    return templates().empty


def calculated() -> Path:
    """The sample company with August calculated."""
    return templates().calculated
