"""A slider of the simulator dragged by a real pointer in the real window: how long each drawn frame takes.

Every move of the mouse is an event of the loop; a frame is a paint of the table after the twelve goals were computed
again. The measure is the time from one such paint to the next while the handle is held.
"""

import os
import time
from collections.abc import Iterator
from pathlib import Path

from tests.bench.measuring import Measured

FRAME_BUDGET = 1 / 30
MOVES, POINTER_MS, PIXELS = 250, 8, 5
"""Moves of one drag to and fro, the milliseconds between two of them (a pointer of 125 Hz), and how far each goes."""
SLOW = 0.95
SIZE = (1366, 768)
SLIDERS = {"FATOR_REDUCAO_COMBUSTIVEL": "fator", "PERCENTUAL_PREMIACAO_PECAS": "retenção"}


def measure_dragging(folder: Path) -> Iterator[Measured]:
    """Seconds between frames while a slider goes from one end to the other, for fuel and for parts."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["PROVA_FONTE"] = "embutida"
    from PySide6.QtWidgets import QApplication

    from ui.desktop.app import application
    from ui.desktop.kit.theme import Mode, install

    app = QApplication.instance() or application(["medidas"])
    install(app, Mode.CLARO, 100)  # type: ignore[arg-type]
    for name, words in SLIDERS.items():
        gaps = sorted(_frames(folder / name, name))
        yield Measured(f"simulador: quadro ao arrastar ({words})", tuple(gaps), FRAME_BUDGET)
        yield Measured("   95 de cada 100 quadros, até", (gaps[int(len(gaps) * SLOW)],), FRAME_BUDGET)


def _frames(folder: Path, name: str) -> tuple[float, ...]:
    from tests.ui.stages import Stage, stage
    from ui.desktop.app import open_window

    with stage(Stage.CALCULATED, folder) as (house, scope):
        window, desk = open_window(house, scope)
        window.resize(*SIZE)
        window.show()
        window.go("metas", "simulador")
        _breathe(0.3)
        try:
            return _dragged(window.page, name)
        finally:
            desk.close()
            window.close()
            window.deleteLater()


def _dragged(page: object, name: str) -> tuple[float, ...]:
    from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer
    from PySide6.QtTest import QTest

    from ui.desktop.simulador.page import SimulatorPage

    assert isinstance(page, SimulatorPage)
    slider, middle = page.parameters[name].slider, page.parameters[name].slider.height() // 2
    watch, loop, pointer = _Frames(page), QEventLoop(), QTimer()
    moves = iter(range(MOVES))

    def move() -> None:
        at = next(moves, None)
        if at is None:
            loop.quit()
            return
        step = at * PIXELS % (2 * slider.width())
        QTest.mouseMove(slider, QPoint(min(step, 2 * slider.width() - step), middle))

    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=QPoint(int(slider.x_of(slider.minimum())), middle))
    pointer.timeout.connect(move)
    pointer.start(POINTER_MS)
    loop.exec()
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=QPoint(slider.width(), middle))
    watch.stop()
    if len(watch.gaps) < MOVES // 4:
        raise RuntimeError(f"only {len(watch.gaps)} frames were drawn for {MOVES} moves")
    return tuple(watch.gaps)


class _Frames:
    """Notes each paint of the simulator's table that shows goals computed since the paint before."""

    def __init__(self, page: object) -> None:
        from PySide6.QtCore import QEvent, QObject

        from ui.desktop.simulador.page import SimulatorPage

        assert isinstance(page, SimulatorPage)
        watch = self
        self.gaps: list[float] = []
        self.moved, self.last = False, 0.0

        class Filter(QObject):
            def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
                if event.type() == QEvent.Type.Paint and watch.moved:
                    watch.painted()
                return False

        self._filter, self._view = Filter(), page.table.viewport()
        self._view.installEventFilter(self._filter)
        page.model.values_changed.connect(self._note)

    def _note(self) -> None:
        self.moved = True

    def painted(self) -> None:
        now = time.perf_counter()
        if self.last:
            self.gaps.append(now - self.last)
        self.last, self.moved = now, False

    def stop(self) -> None:
        self._view.removeEventFilter(self._filter)


def _breathe(seconds: float) -> None:
    from PySide6.QtWidgets import QApplication

    until = time.perf_counter() + seconds
    while True:
        QApplication.processEvents()
        if time.perf_counter() >= until:
            return
