"""The state shapes, drawn: they carry the state where colour is lost in grey print."""

from math import cos, pi, sin
from typing import Any

from reportlab.platypus import Flowable

from engines.report.blocks import State
from storage.exports.paper.styles import STATE_INK, ink


class StateShape(Flowable):  # type: ignore[misc]
    """Disc with check, triangle with !, octagon with x, hollow square, lozenge with !, or ring with i."""

    def __init__(self, state: State, size: float = 10.0) -> None:
        super().__init__()
        self.state, self.width, self.height = state, size, size

    def draw(self) -> None:
        """Ink the shape of the state."""
        draw_shape(self.canv, self.state, self.width)


def draw_shape(canvas: Any, state: State, size: float) -> None:
    """Ink the shape of `state` in a square of `size` points at the origin."""
    canvas.saveState()
    canvas.setLineWidth(size * 0.11)
    canvas.setLineJoin(1)
    canvas.setStrokeColor(ink(STATE_INK[state]))
    canvas.setFillColor(ink("attention_fill" if state is State.ATTENTION else STATE_INK[state]))
    _OUTLINES[state](canvas, size)
    canvas.restoreState()


def _disc(canvas: Any, size: float) -> None:
    canvas.circle(size / 2, size / 2, size / 2, stroke=0, fill=1)
    canvas.setStrokeColor(ink("paper"))
    _path(canvas, [(0.27, 0.52), (0.44, 0.34), (0.74, 0.68)], size, close=False)


def _triangle(canvas: Any, size: float) -> None:
    _path(canvas, [(0.5, 0.95), (0.98, 0.08), (0.02, 0.08)], size, fill=True)
    canvas.setFillColor(ink("t1"))
    _exclamation(canvas, size, 0.36, 0.64, 0.2)


def _octagon(canvas: Any, size: float) -> None:
    corners = [(0.5 + 0.5 * cos(pi / 8 + turn * pi / 4), 0.5 + 0.5 * sin(pi / 8 + turn * pi / 4)) for turn in range(8)]
    _path(canvas, corners, size, fill=True)
    canvas.setStrokeColor(ink("paper"))
    _path(canvas, [(0.32, 0.32), (0.68, 0.68)], size, close=False)
    _path(canvas, [(0.32, 0.68), (0.68, 0.32)], size, close=False)


def _hollow_square(canvas: Any, size: float) -> None:
    canvas.rect(size * 0.1, size * 0.1, size * 0.8, size * 0.8, stroke=1, fill=0)


def _lozenge(canvas: Any, size: float) -> None:
    _path(canvas, [(0.5, 1.0), (1.0, 0.5), (0.5, 0.0), (0.0, 0.5)], size, fill=True)
    canvas.setFillColor(ink("paper"))
    _exclamation(canvas, size, 0.42, 0.74, 0.28)


def _ring(canvas: Any, size: float) -> None:
    canvas.circle(size / 2, size / 2, size * 0.44, stroke=1, fill=0)
    _path(canvas, [(0.5, 0.26), (0.5, 0.54)], size, close=False)
    canvas.circle(size * 0.5, size * 0.7, size * 0.07, stroke=0, fill=1)


def _exclamation(canvas: Any, size: float, foot: float, head: float, dot: float) -> None:
    canvas.rect(size * 0.45, size * foot, size * 0.1, size * (head - foot), stroke=0, fill=1)
    canvas.circle(size * 0.5, size * dot, size * 0.065, stroke=0, fill=1)


def _path(canvas: Any, points: list[tuple[float, float]], size: float, close: bool = True, fill: bool = False) -> None:
    path = canvas.beginPath()
    path.moveTo(points[0][0] * size, points[0][1] * size)
    for across, up in points[1:]:
        path.lineTo(across * size, up * size)
    if close:
        path.close()
    canvas.drawPath(path, stroke=1, fill=1 if fill else 0)


_OUTLINES = {
    State.OK: _disc,
    State.ATTENTION: _triangle,
    State.CRITICAL: _octagon,
    State.NO_DATA: _hollow_square,
    State.ERROR: _lozenge,
    State.INFO: _ring,
}
