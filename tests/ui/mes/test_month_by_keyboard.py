"""The wizard on a shown window, by keyboard alone, from Preparação to Registro; and after the process was killed."""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from tests.house.tracked import ROOT
from tests.ui.mes.window import ALT, Hands, empty, window_on
from tests.viewmodels.screens.sample_desk import MONTH
from ui.desktop.mes.data_page import DataStep
from ui.desktop.mes.goals_pages import ApprovalStep
from ui.desktop.mes.month_page import MonthPage
from ui.desktop.mes.parameters_page import ParameterStep
from ui.desktop.mes.record_page import RecordStep
from ui.desktop.metas.decision_dialog import DecisionDialog
from ui.desktop.metas.publish_dialog import PublishDialog


def dialog(hands: Hands) -> QDialog:
    """The dialog in front."""
    found: list[QDialog] = []

    def there() -> bool:
        found[:] = [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]
        return bool(found)

    hands.until(there)
    found[0].activateWindow()
    QTest.qWaitForWindowActive(found[0])
    return found[0]


def to_data(hands: Hands) -> None:
    hands.window.go("metas", "preparar")
    QApplication.processEvents()
    hands.next()
    hands.next()
    page = hands.page.steps["parametros"]
    assert isinstance(page, ParameterStep)
    hands.tab_to(page.looked)
    hands.press(Qt.Key.Key_Space)
    hands.next()


def read_and_calculate(hands: Hands) -> None:
    page = hands.page.steps["dados"]
    assert isinstance(page, DataStep)
    assert QApplication.focusWidget() is page.read, "the keyboard starts where the work does"
    hands.press(Qt.Key.Key_Space)
    hands.until(lambda: not hands.page.data.running and hands.wizard.can_next)
    hands.next()
    hands.press(Qt.Key.Key_Space)
    hands.until(lambda: not hands.page.calculation.running and hands.wizard.can_next)
    hands.next()
    hands.next()


def decide_and_publish(hands: Hands) -> None:
    page = hands.page.steps["aprovacao"]
    assert isinstance(page, ApprovalStep)
    assert QApplication.focusWidget() is page.calm
    hands.press(Qt.Key.Key_Space)
    hands.until(lambda: page.model.pending == 3)
    for left in (2, 1, 0):
        if left == 2:
            assert QApplication.focusWidget() is page.decide
            hands.press(Qt.Key.Key_F4)
        shown = dialog(hands)
        assert isinstance(shown, DecisionDialog)
        hands.press(Qt.Key.Key_Return)
        hands.until(lambda left=left: page.model.pending == left)
    hands.until(lambda: not any(isinstance(w, QDialog) and w.isVisible() for w in QApplication.topLevelWidgets()))
    hands.window.activateWindow()
    QTest.qWaitForWindowActive(hands.window)
    hands.until(lambda: QApplication.focusWidget() is page.publish)
    hands.press(Qt.Key.Key_Space)
    assert isinstance(dialog(hands), PublishDialog)
    hands.press(Qt.Key.Key_Return)
    hands.until(lambda: page.model.is_published)
    hands.window.activateWindow()
    QTest.qWaitForWindowActive(hands.window)


def test_the_whole_month_by_keyboard(tmp_path: Path) -> None:
    with window_on(empty(), tmp_path / "casa") as hands:
        to_data(hands)
        read_and_calculate(hands)
        decide_and_publish(hands)
        hands.next()
        page = hands.page.steps["registro"]
        assert isinstance(page, RecordStep)
        for tick in page.ticks.values():
            hands.tab_to(tick)
            hands.press(Qt.Key.Key_Space)
        assert hands.wizard.can_next
        hands.press(Qt.Key.Key_P, ALT)
        hands.until(lambda: not isinstance(hands.window.page, MonthPage))
        view = hands.desk.ask("metas.resultados", vigencia=MONTH)
        assert (str(view.run.status), len(view.pending)) == ("APPROVED", 0)


def test_back_and_forward_by_keyboard(tmp_path: Path) -> None:
    with window_on(empty(), tmp_path / "casa") as hands:
        hands.window.go("metas", "preparar")
        QApplication.processEvents()
        hands.next()
        hands.press(Qt.Key.Key_V, ALT)
        hands.until(lambda: hands.wizard.current == "preparacao")


def test_letters_type_a_holiday_in_the_list(tmp_path: Path) -> None:
    with window_on(empty(), tmp_path / "casa") as hands:
        hands.window.go("metas", "preparar")
        QApplication.processEvents()
        hands.next()
        steps = hands.page.steps["feriados"]
        row = next(iter(steps.list._items.values()))  # type: ignore[attr-defined]
        hands.tab_to(row.choice)
        hands.press(Qt.Key.Key_S)
        assert row.choice.value == "SABADO"
        hands.press(Qt.Key.Key_Down)
        hands.press(Qt.Key.Key_U)
        chosen = [str(line.chosen) for line in steps.model.lines]  # type: ignore[attr-defined]
        assert chosen == ["SABADO", "UTIL"]


_KILLED = """
import os, sys, time
os.environ["QT_QPA_PLATFORM"] = "offscreen"; os.environ["PROVA_FONTE"] = "embutida"
from datetime import UTC, datetime
from pathlib import Path
from storage.clock import Clock
from storage.secrets import SessionSecrets
from ui.desktop.app import application, open_window
from ui.desktop.kit import theme
from viewmodels.entrance import sample_scope
from viewmodels.opening import Surroundings, open_house
from viewmodels.operations import registry
registry.load_all()
app = application(["x"])
theme.install(app, theming_mode := theme.Mode.CLARO, 100, True)
around = Surroundings(Clock(lambda: datetime.now(UTC), time.monotonic), SessionSecrets(), Path(sys.argv[1]), "teste")
with open_house(around, None) as house:
    window, desk = open_window(house, sample_scope(house))
    window.show()
    window.go("metas", "preparar")
    wizard = window.page.wizard
    wizard.next(); wizard.next()
    window.page.steps["parametros"].model.look(True)
    wizard.next()
    print(wizard.current, flush=True)
    while True:
        app.processEvents(); time.sleep(0.01)
"""


def test_draft_survives_a_killed_process(tmp_path: Path) -> None:
    folder = tmp_path / "morto"
    shutil.copytree(empty(), folder)
    command = [sys.executable, "-c", _KILLED, str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        assert running.stdout.readline().strip() == "dados"
        os.kill(running.pid, signal.SIGKILL)
        running.wait(10)
    with window_on(folder, tmp_path / "vivo") as hands:
        hands.window.go("metas", "preparar")
        assert hands.wizard.current == "dados"
        assert [step.stale for step in hands.wizard.steps] == [False] * 8
        assert json.dumps(dict(hands.wizard.content("parametros"))["conferidos"]) == "true"
