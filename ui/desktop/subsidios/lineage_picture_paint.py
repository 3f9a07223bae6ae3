"""Painting the graph: each kind of node has a shape of its own, so that it is known without colour."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from ui.desktop.kit.theme import theme
from ui.desktop.subsidios.lineage_picture_layout import BOX, curve, index_of, place
from viewmodels.screens.subsidios.lineage import NodeMark

STAGE, INPUT, STEP, RULE, SOURCE = "ETAPA", "ENTRADA", "PASSO", "REGRA", "FONTE"
KINDS = (STAGE, INPUT, STEP, RULE, SOURCE)
ROUND = {STAGE: 6.0, INPUT: 2.0, STEP: 6.0, RULE: BOX[1] / 2, SOURCE: 2.0}
FILL = {STAGE: "s2", INPUT: "sunk", STEP: "s2", RULE: "acs", SOURCE: "s1"}
SIDES = {STAGE: 14.0, INPUT: 16.0, STEP: 14.0, RULE: 26.0, SOURCE: 12.0}
"""What the words leave free at both sides of a box together."""
DASHED = frozenset({STEP, SOURCE})
_WORDS = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
QUIET = 70
"""Opacity of an edge off the way, in a graph with a way lit."""


@dataclass(frozen=True)
class Lighting:
    """What is lit: the nodes on the way, and the node meant."""

    lit: frozenset[str]
    node: str


class GraphPainter:
    """Paints nodes and edges on the plane."""

    def __init__(self, painter: QPainter, nodes: Sequence[NodeMark], lighting: Lighting) -> None:
        """A painter already moved and scaled to the view."""
        self._painter, self._nodes, self._light = painter, nodes, lighting

    def all(self, edges: Iterable[tuple[str, str]]) -> None:
        """Edges off the way, edges on it, then the nodes."""
        at, lit = index_of(self._nodes), self._light.lit
        known = [(a, b) for a, b in edges if a in at and b in at]
        for on_the_way in (False, True):
            self._painter.setPen(self._edge_pen(on_the_way))
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            for a, b in known:
                if (a in lit and b in lit) == on_the_way:
                    self._painter.drawPath(curve(self._nodes[at[a]], self._nodes[at[b]]))
        for mark in self._nodes:
            self._node(mark)

    def _edge_pen(self, on_the_way: bool) -> QPen:
        if on_the_way:
            return QPen(theme().color("ac"), 2)
        color = QColor(theme().color("b3"))
        color.setAlpha(QUIET if self._light.lit else 150)
        return QPen(color, 1)

    def _node(self, mark: NodeMark) -> None:
        lit, meant = mark.key in self._light.lit, mark.key == self._light.node
        quiet = bool(self._light.lit) and not lit and not meant
        box = place(mark)
        draw_shape(self._painter, mark.kind, box, lit or meant, 3 if meant else 2 if lit else 1)
        shown = theme()
        self._painter.setPen(shown.color("t3" if quiet else "t1"))
        self._painter.setFont(font_of(mark.kind))
        side = SIDES[mark.kind] / 2
        self._painter.drawText(box.adjusted(side, 1, -side, -1), _WORDS, _breakable(mark))


def draw_shape(painter: QPainter, kind: str, box: QRectF, lit: bool, width: int = 1) -> None:
    """The shape of a kind of node in a box, small in a legend too."""
    shown = theme()
    style = Qt.PenStyle.DashLine if kind in DASHED and not lit else Qt.PenStyle.SolidLine
    painter.setPen(QPen(shown.color("ac" if lit else "b3"), width, style))
    painter.setBrush(shown.color("acs" if lit else FILL[kind]))
    radius = min(ROUND[kind], box.height() / 2)
    painter.drawRoundedRect(box, radius, radius)
    if kind == INPUT:
        bar = min(4.0, box.width() / 5)
        painter.fillRect(QRectF(box.left(), box.top(), bar, box.height()), shown.color("ac" if lit else "b3"))
    if kind == STAGE:
        painter.drawLine(QPointF(box.left() + 3, box.bottom() - 3), QPointF(box.right() - 3, box.bottom() - 3))


def font_of(kind: str) -> QFont:
    """The face of the words of a kind of node."""
    return theme().font("header" if kind == STAGE else "caption")


def _breakable(mark: NodeMark) -> str:
    """A name of the source breaks after its underscores."""
    return mark.title.replace("_", "_\u200b") if mark.kind == SOURCE else mark.title
