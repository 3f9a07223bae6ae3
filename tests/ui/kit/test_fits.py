"""What every screen owes: no clipped text at any size, a name on every stop, a tab order that walks them all."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui import gallery, sheet
from ui.desktop.kit.chart import Chart
from ui.desktop.kit.chip import Chip, TagLabel
from ui.desktop.kit.coverage import CoverageStrip
from ui.desktop.kit.month_calendar import MonthCalendar
from ui.desktop.kit.segmented import Segmented
from ui.desktop.kit.table import FigureTable
from ui.desktop.kit.theme import Mode, Theme

SIZES = [90, 100, 115, 130]
_DRAWN = (MonthCalendar, CoverageStrip, Chart)
_WHOLE = (QPushButton, Chip, TagLabel, Segmented)


def clipped(root: QWidget) -> list[str]:
    """Texts that do not fit the place they have."""
    found = []
    for widget in root.findChildren(QWidget):
        if not widget.isVisible() or widget.size().isEmpty():
            continue
        if isinstance(widget, QLabel) and widget.text():
            needed = widget.heightForWidth(widget.width()) if widget.wordWrap() else widget.sizeHint().height()
            narrow = not widget.wordWrap() and widget.width() < widget.sizeHint().width() - 1
            if narrow or widget.height() < needed - 1:
                found.append(f"{widget.text()!r}: {widget.size()} < {widget.sizeHint()}")
        elif isinstance(widget, _WHOLE) and widget.width() < widget.sizeHint().width() - 1:
            found.append(f"{widget.accessibleName() or widget.text()!r}: {widget.size()} < {widget.sizeHint()}")  # type: ignore[union-attr]
        elif isinstance(widget, _DRAWN) and widget.size().expandedTo(widget.minimumSizeHint()) != widget.size():
            found.append(f"{widget.accessibleName()!r}: {widget.size()} < {widget.minimumSizeHint()}")
        elif isinstance(widget, QLineEdit) and widget.height() < widget.fontMetrics().height() + 2:
            found.append(f"line edit {widget.accessibleName()!r}: {widget.height()}")
    return found


def stops(root: QWidget) -> Iterator[QWidget]:
    """Everything Tab may reach."""
    for widget in root.findChildren(QWidget):
        tabbed = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if tabbed and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None:
            yield widget


def named(widget: QWidget) -> bool:
    """True when a screen reader has something to say."""
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return bool(widget.accessibleName() or text)


@pytest.mark.parametrize("percent", SIZES)
def test_the_component_sheet_clips_nothing(dressed: Theme, qtbot: QtBot, percent: int) -> None:
    dressed.apply(percent=percent)
    drawn = sheet.component_sheet()
    qtbot.addWidget(drawn)
    drawn.resize(max(1000, drawn.minimumSizeHint().width()), 1200)
    drawn.show()
    QApplication.processEvents()
    assert not clipped(drawn)


@pytest.mark.parametrize("percent", SIZES)
@pytest.mark.parametrize("page", ["resultados", "preparar", "subsidios"])
@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)])
def test_the_shell_clips_nothing(dressed: Theme, qtbot: QtBot, percent: int, page: str, size: tuple[int, int]) -> None:
    dressed.apply(percent=percent)
    window = gallery.shell(*size, dock=page == "resultados", page=page)
    qtbot.addWidget(window)
    for _ in range(3):
        QApplication.processEvents()
    assert not clipped(window)
    assert (window.width(), window.height()) == size


@pytest.mark.parametrize("percent", SIZES)
def test_the_danger_dialog_clips_nothing(dressed: Theme, qtbot: QtBot, percent: int) -> None:
    dressed.apply(percent=percent)
    host = QWidget()
    qtbot.addWidget(host)
    asked = sheet.danger(host)
    asked.show()
    QApplication.processEvents()
    assert not clipped(asked)


@pytest.mark.parametrize("page", ["resultados", "preparar", "subsidios"])
def test_every_stop_has_a_name(qtbot: QtBot, page: str) -> None:
    window = gallery.shell(1920, 1080, dock=True, page=page)
    qtbot.addWidget(window)
    QApplication.processEvents()
    found = list(stops(window))
    assert len(found) > 12
    assert [type(widget).__name__ for widget in found if not named(widget)] == []


def test_every_stop_of_the_sheet_and_the_dialog_has_a_name(qtbot: QtBot) -> None:
    drawn = sheet.component_sheet()
    qtbot.addWidget(drawn)
    asked = sheet.danger(drawn)
    drawn.show()
    asked.show()
    unnamed = [type(one).__name__ for root in (drawn, asked) for one in stops(root) if not named(one)]
    assert unnamed == []


def test_tab_reaches_every_stop_of_the_window_once(qtbot: QtBot) -> None:
    window = gallery.shell(1366, 768, dock=True)
    qtbot.addWidget(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QApplication.processEvents()
    expected = set(map(id, stops(window)))
    first = window.rail.items["inicio"]
    first.setFocus(Qt.FocusReason.TabFocusReason)
    reached = [first]
    for _ in range(len(expected) * 2):
        window.focusNextChild()
        focused = QApplication.focusWidget()
        if focused is first:
            break
        reached.append(focused)  # type: ignore[arg-type]
    missing = [type(one).__name__ for one in stops(window) if id(one) not in set(map(id, reached))]
    assert missing == []
    assert len(reached) == len(set(map(id, reached)))


@pytest.mark.parametrize("mode", [Mode.CLARO, Mode.ESCURO])
def test_the_window_is_painted_in_its_theme(dressed: Theme, qtbot: QtBot, mode: Mode) -> None:
    dressed.apply(mode)
    window = gallery.shell(1366, 768, dock=False)
    qtbot.addWidget(window)
    QApplication.processEvents()
    table = window.findChild(FigureTable, options=Qt.FindChildOption.FindChildrenRecursively)
    assert table is not None
    blank = table.viewport().mapTo(window, table.visualRect(table.figures.index(1, 5)).center())
    image = window.grab().toImage()
    for token, (x, y) in {"s0": (600, 4), "s1": (1200, 720), "s2": (blank.x(), blank.y())}.items():
        assert image.pixelColor(x, y) == dressed.color(token), token
