"""The desk left alone locks itself, hides what it shows, and opens again only for who was there."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from tests.ui.administracao.test_entrance_dialog import closed, house
from tests.viewmodels.test_entrance import CHEAP, PASSWORD
from ui.desktop.entrance.lock import Curtain, Idleness, LockDialog, lock
from ui.desktop.kit.theme import Theme
from viewmodels.entrance import Entrance, Returning
from viewmodels.operations.house import House

__all__ = ["house"]
SOON = 120


@pytest.fixture
def returning(house: House) -> Returning:
    entrance = Entrance(house, CHEAP)
    entrance.begin(company="Viação", login="ana", name="Ana Lima", password=PASSWORD)
    entrance.key_kept()
    assert entrance.scope is not None
    return Returning(house, entrance.scope, CHEAP)


@pytest.fixture
def screen(dressed: Theme) -> Iterator[QLabel]:
    label = QLabel("R$ 245.034,80")
    label.resize(300, 80)
    label.show()
    yield label
    closed(label)


def later(act: object, after: int = SOON) -> None:
    QTimer.singleShot(after, act)


def the_lock() -> LockDialog:
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, LockDialog) and w.isVisible())


def answer(password: str) -> None:
    field = the_lock().findChild(QLineEdit)
    field.clear()
    QTest.keyClicks(field, password)
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_the_password_of_who_was_there_goes_on(house: House, returning: Returning, screen: QLabel) -> None:
    seen: list[tuple[bool, str]] = []

    def wrong_then_right() -> None:
        curtain = screen.findChild(Curtain)
        hidden = curtain is not None and curtain.isVisible() and curtain.size() == screen.size()
        QTest.keyClick(the_lock(), Qt.Key.Key_Escape)
        answer("outra senha qualquer")
        seen.append((hidden, the_lock().form.problem.sentence.text()))
        answer(PASSWORD)

    later(wrong_then_right)
    assert lock(house.texts, returning)
    assert seen[0][0]
    assert seen[0][1].startswith("Usuário ou senha")
    assert not [each for each in screen.findChildren(Curtain) if each.isVisible()]


def test_leaving_the_program_is_the_other_way_out(house: House, returning: Returning, screen: QLabel) -> None:
    def leave() -> None:
        from PySide6.QtWidgets import QPushButton

        the_lock().close()
        assert the_lock().isVisible()
        next(b for b in the_lock().findChildren(QPushButton) if b.text() == "Sair do programa").click()

    later(leave)
    assert not lock(house.texts, returning)


def test_only_what_nobody_touches_counts(screen: QLabel, qapp: QApplication) -> None:
    idleness = Idleness(qapp, milliseconds=300)
    passed: list[int] = []
    idleness.passed.connect(lambda: passed.append(1))
    screen.activateWindow()
    assert QTest.qWaitForWindowActive(screen)
    for _ in range(4):
        QTest.qWait(150)
        QTest.mouseMove(screen.windowHandle())
        QTest.keyClick(screen.windowHandle(), Qt.Key.Key_Shift)
    assert not passed
    QTest.qWait(500)
    assert passed == [1]
    idleness.count()
    idleness.stop()
    QTest.keyClick(screen.windowHandle(), Qt.Key.Key_Shift)
    QTest.qWait(450)
    assert passed == [1]
    idleness.deleteLater()
