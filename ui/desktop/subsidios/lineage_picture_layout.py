"""Where each node of the graph is drawn, the curve of each edge, and the view on the plane they lie on."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from ui.desktop.kit.theme import theme
from viewmodels.screens.subsidios.lineage import NodeMark

BOX, GAP = (134.0, 54.0), (26.0, 10.0)
LEAST, MOST = 0.25, 2.0
READABLE = 0.7
"""Below this the words of a node are too small to be the first sight of it."""
MARGIN = 6.0


def place(mark: NodeMark) -> QRectF:
    """The box of a node on the plane, which grows with the size of the text."""
    size = theme().percent / 100
    left, middle = mark.column * (BOX[0] + GAP[0]), mark.row * (BOX[1] + GAP[1])
    return QRectF(left * size, (middle - BOX[1] / 2) * size, BOX[0] * size, BOX[1] * size)


def whole(marks: Sequence[NodeMark]) -> QRectF:
    """The rectangle around every node."""
    around = QRectF()
    for mark in marks:
        around = around.united(place(mark))
    return around.adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN)


def curve(before: NodeMark, after: NodeMark) -> QPainterPath:
    """From the right side of a node to the left side of the one that reads it."""
    start, end = place(before), place(after)
    first, last = QPointF(start.right(), start.center().y()), QPointF(end.left(), end.center().y())
    bend = max(GAP[0], (last.x() - first.x()) / 2)
    path = QPainterPath(first)
    path.cubicTo(QPointF(first.x() + bend, first.y()), QPointF(last.x() - bend, last.y()), last)
    return path


def beside(marks: Sequence[NodeMark], at: int, step: tuple[int, int]) -> int:
    """The node an arrow leads to: the nearest of the next column that has one, or the next in the same column."""
    here = marks[at]
    if step[0]:
        beyond = [one for one in marks if (one.column - here.column) * step[0] > 0]
        nearest = min((abs(one.column - here.column) for one in beyond), default=0)
        found = [one for one in beyond if abs(one.column - here.column) == nearest]
    else:
        found = [one for one in marks if one.column == here.column and (one.row - here.row) * step[1] > 0]
    return marks.index(min(found, key=lambda one: abs(one.row - here.row))) if found else at


class Lens:
    """How much of the plane is seen: `scale`, and where the plane's origin stands in the widget."""

    def __init__(self) -> None:
        """The plane as it is."""
        self.scale, self.origin = 1.0, QPointF(0, 0)

    def to_screen(self, rect: QRectF) -> QRectF:
        """A rectangle of the plane where it is seen."""
        return QRectF(self.point(rect.topLeft()), self.point(rect.bottomRight()))

    def point(self, spot: QPointF) -> QPointF:
        """A point of the plane where it is seen."""
        return QPointF(spot.x() * self.scale + self.origin.x(), spot.y() * self.scale + self.origin.y())

    def fit(self, content: QRectF, room: QRectF, least: float = LEAST) -> None:
        """See everything, unless that makes it smaller than `least`: then see its right end."""
        if content.isEmpty() or room.isEmpty():
            return
        asked = min(room.width() / content.width(), room.height() / content.height(), 1.0)
        self.scale = max(least, asked)
        wide = content.width() * self.scale > room.width()
        middle = content.center()
        left = room.right() - content.right() * self.scale if wide else room.center().x() - middle.x() * self.scale
        self.origin = QPointF(left, room.center().y() - middle.y() * self.scale)

    def zoom(self, factor: float, around: QPointF) -> None:
        """Come nearer to, or further from, a point of the widget."""
        scale = min(MOST, max(LEAST, self.scale * factor))
        self.origin = around + (self.origin - around) * (scale / self.scale)
        self.scale = scale

    def move(self, by: QPointF, content: QRectF, room: QRectF) -> None:
        """Drag the plane, some of which always stays in sight."""
        moved = QRectF(self.to_screen(content)).translated(by)
        keep = 80.0
        if moved.right() > keep and moved.left() < room.width() - keep:
            self.origin.setX(self.origin.x() + by.x())
        if moved.bottom() > keep and moved.top() < room.height() - keep:
            self.origin.setY(self.origin.y() + by.y())

    def show(self, rect: QRectF, room: QRectF) -> None:
        """Bring a rectangle of the plane in sight."""
        seen, edge = self.to_screen(rect), 12.0
        dx = max(0.0, room.left() + edge - seen.left()) or min(0.0, room.right() - edge - seen.right())
        dy = max(0.0, room.top() + edge - seen.top()) or min(0.0, room.bottom() - edge - seen.bottom())
        self.origin += QPointF(dx, dy)


def index_of(marks: Sequence[NodeMark]) -> Mapping[str, int]:
    """Place of each node by key."""
    return {mark.key: at for at, mark in enumerate(marks)}
