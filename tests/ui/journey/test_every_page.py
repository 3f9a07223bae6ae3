"""What every page and dialog of the real window owes, on the sample company, at every text size and in both themes.

The same scenes are pictured by tests.ui.pictures; here each is judged: nothing cut, a name on every stop, Portuguese
alone, its theme on the canvas, Tab that comes round, F6 that reaches every pane.
"""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from tests.ui.journey.words import english, texts
from tests.ui.kit.test_fits import clipped, named, stops
from tests.ui.stages import Stage
from tests.ui.studio import SCENES, Studio, studio_of
from ui.desktop.kit.theme import Mode, Theme
from ui.desktop.shell.window import ShellWindow

LARGEST = [(reached, scene, 130, Mode.CLARO) for reached, scene in SCENES]
USUAL = [(reached, scene, 100, Mode.ESCURO) for reached, scene in SCENES if reached is Stage.CALCULATED]
"""Every scene at the largest text, where things are cut first; the fullest one as people start, too."""
WORN = [*LARGEST, *USUAL]
AUDITED = {"ajustes-diario"}
"""The journal shows entries as they were chained, JSON and all: its words are data."""
QUIET = ("This plugin does not support",)

pytestmark = pytest.mark.qt_log_ignore(*QUIET, extend=True)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("&Cancel", ["Cancel"]),
        ("Print to File (PDF)", ["Print", "to", "File"]),
        ("No mês, a meta de SANTA MARIA", []),
        ("dados.open", []),
        ("Salvar como", []),
    ],
)
def test_english_is_recognised(text: str, found: list[str]) -> None:
    assert english(text) == found


class Judge(Studio):
    """A studio that looks for faults where the other takes a picture."""

    def begin(self) -> None:
        """No fault yet."""
        self.faults: list[str] = []

    def look(self, name: str) -> None:
        """Judge a screen that is not pictured."""
        super().look(name)
        self.picture(name)

    def picture(self, name: str, dialog: QDialog | None = None) -> None:
        """Judge what is in front."""
        root = self.window if dialog is None else dialog
        found = [f"cut: {one}" for one in clipped(root)]
        found += [f"no name: {type(one).__name__}" for one in stops(root) if not named(one)]
        if name not in AUDITED:
            found += [f"English {words}: {text!r}" for text in texts(root) if (words := english(text))]
        if dialog is None and (self.window.width() > self.size[0] or self.window.height() > self.size[1]):
            found.append(f"the window grew to {self.window.size()}")
        self.faults += [f"{name}: {one}" for one in found]


@pytest.mark.parametrize(
    ("reached", "scene", "percent", "mode"), WORN, ids=[f"{reached.value}-{percent}" for reached, _, percent, _ in WORN]
)
def test_every_page_and_dialog_is_whole_named_and_portuguese(
    dressed: Theme, reached: Stage, scene: Callable[[Studio], None], percent: int, mode: Mode
) -> None:
    dressed.apply(mode, percent)
    with studio_of(reached, (1366, 768), Judge) as judge:
        judge.begin()
        scene(judge)
        assert judge.faults == []


@pytest.mark.parametrize("place", ["inicio", "metas/mes", "metas/resultados", "metas/simulador", "metas/historico",
                                   "ajustes/aparencia", "ajustes/usuarios", "ajuda/manual", "subsidios"])  # fmt: skip
def test_tab_comes_round_through_every_stop(dressed: Theme, place: str) -> None:
    with studio_of(Stage.CALCULATED, (1366, 768)) as studio:
        studio.go(*place.split("/"))
        first = studio.window.rail.items["inicio"]
        first.setFocus(Qt.FocusReason.TabFocusReason)
        reached = _round(studio.window, first)
        missing = [f"{type(one).__name__} {one.accessibleName()!r}" for one in stops(studio.window)
                   if not any(one is each or one.isAncestorOf(each) for each in reached)]  # fmt: skip
        assert missing == []


def _round(window: ShellWindow, first: QWidget) -> list[QWidget]:
    """What real presses of Tab reach until the first comes again; fails in a trap."""
    reached = [first]
    for _ in range(150):
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        if focused is first:
            return reached
        assert focused is not reached[-1], f"Tab stays on {type(focused).__name__} {focused.accessibleName()!r}"
        reached.append(focused)
    raise AssertionError(f"Tab never came round: {[type(one).__name__ for one in reached[-8:]]}")


@pytest.mark.parametrize("dock", [True, False])
@pytest.mark.parametrize("place", ["inicio", "metas/resultados", "metas/preparar", "ajustes/usuarios", "ajuda/manual"])
def test_f6_reaches_every_pane_and_comes_back(dressed: Theme, place: str, dock: bool) -> None:
    with studio_of(Stage.CALCULATED, (1366, 768)) as studio:
        studio.go(*place.split("/"))
        window = studio.window
        window.dock.set_open(dock)
        panes = {"rail": window.rail, "header": window.header, "content": window.content,
                 "right": window.dock.panel if dock else window.strip}  # fmt: skip
        window.rail.items["inicio"].setFocus()
        for back in (False, True):
            held = Qt.KeyboardModifier.ShiftModifier if back else Qt.KeyboardModifier.NoModifier
            walked = []
            for _ in panes:
                QTest.keyClick(window.windowHandle(), Qt.Key.Key_F6, held)
                focused = QApplication.focusWidget()
                walked += [name for name, pane in panes.items() if focused is not None and pane.isAncestorOf(focused)]
            expected = ["header", "content", "right", "rail"]
            assert walked == (expected[2::-1] + ["rail"] if back else expected)


@pytest.mark.parametrize("mode", [Mode.CLARO, Mode.ESCURO])
def test_every_area_is_painted_in_its_theme(dressed: Theme, mode: Mode) -> None:
    dressed.apply(mode)
    with studio_of(Stage.CALCULATED, (1366, 768)) as studio:
        for area in studio.window.rail.items:
            studio.go(area)
            image = studio.window.grab().toImage()
            for token, (x, y) in {"s0": (600, 4), "s1": (84, 735)}.items():
                assert image.pixelColor(x, y) == dressed.color(token), (area, token)
