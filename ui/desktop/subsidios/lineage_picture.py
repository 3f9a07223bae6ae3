"""The graph of where numbers come from: shapes tell the nodes apart; it pans, zooms and walks by keys."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from ui.desktop.kit.chart import Chart
from ui.desktop.subsidios import lineage_picture_layout as layout
from ui.desktop.subsidios.lineage_picture_paint import GraphPainter, Lighting
from viewmodels.screens.subsidios.lineage import LineageViewModel
from viewmodels.screens.subsidios.lineage_tables import node_table
from viewmodels.table_spec import ColumnSpec, Row

NEARER = 1.25
_STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class LineagePicture(Chart):
    """Draws the graph of a `LineageViewModel` and tells it which node is meant; `opened` asks for its inside."""

    opened = Signal(str)

    def __init__(self, name: str, model: LineageViewModel, parent: QWidget | None = None) -> None:
        """A picture called `name`."""
        super().__init__(name, parent)
        self._model, self._lens = model, layout.Lens()
        self._touched = False
        self._dragged: QPointF | None = None
        model.drawn.connect(self._redrawn)
        model.chosen.connect(self.update)

    # --- how much is seen

    def see_all(self) -> None:
        """The whole graph, however small."""
        self._touched = True
        self._lens.fit(self._content(), QRectF(self.rect()))
        self.update()

    def see_readable(self) -> None:
        """As much of the graph as its words can still be read at, from the payment backwards."""
        self._touched = False
        self._lens.fit(self._content(), QRectF(self.rect()), layout.READABLE)
        self.update()

    def zoom(self, factor: float, around: QPointF | None = None) -> None:
        """Come nearer, or go further."""
        self._touched = True
        self._lens.zoom(factor, QRectF(self.rect()).center() if around is None else around)
        self.update()

    def _content(self) -> QRectF:
        return layout.whole(self._model.nodes)

    def _redrawn(self) -> None:
        at = layout.index_of(self._model.nodes)
        self.current = at.get(self._model.node, -1)
        self.see_readable()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Fit again until somebody chose what to see."""
        super().resizeEvent(event)
        if not self._touched:
            self.see_readable()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Room for some of it."""
        return QSize(640, 360)

    # --- drawing

    def paint(self, painter: QPainter, area: QRectF) -> None:
        """Edges below, nodes above."""
        painter.save()
        painter.setClipRect(area)
        painter.translate(self._lens.origin)
        painter.scale(self._lens.scale, self._lens.scale)
        model = self._model
        lighting = Lighting(model.lit, model.node)
        GraphPainter(painter, model.nodes, lighting).all(model.graph.edges)
        painter.restore()

    # --- pointer and keyboard

    def select(self, at: int) -> None:
        """Mean another node and bring it in sight."""
        super().select(at)
        if 0 <= self.current < len(self._model.nodes):
            mark = self._model.nodes[self.current]
            self._model.choose(mark.key)
            self._lens.show(layout.place(mark), QRectF(self.rect()))
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Arrows walk the graph, Enter goes inside a stage, Backspace back, Esc lets go, + and - zoom, 0 shows all."""
        key, nodes = Qt.Key(event.key()), self._model.nodes
        acts = {
            Qt.Key.Key_Plus: lambda: self.zoom(NEARER),
            Qt.Key.Key_Equal: lambda: self.zoom(NEARER),
            Qt.Key.Key_Minus: lambda: self.zoom(1 / NEARER),
            Qt.Key.Key_0: self.see_all,
            Qt.Key.Key_Backspace: lambda: self._model.go_inside(""),
            Qt.Key.Key_Escape: self.leave,
        }
        if key in _STEPS and nodes:
            last = len(nodes) - 1
            self.select(last if self.current < 0 else layout.beside(nodes, self.current, _STEPS[key]))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current >= 0:
            self.opened.emit(nodes[self.current].key)
        elif key in acts and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            acts[key]()
        else:
            super().keyPressEvent(event)

    def leave(self) -> None:
        """Mean no node."""
        self.current = -1
        self._model.choose("")

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Mean a node, or take hold of the plane."""
        super().mousePressEvent(event)
        self._dragged = event.position() if self._mark_at(event.position()) < 0 else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Drag the plane."""
        super().mouseMoveEvent(event)
        over = self._mark_at(event.position()) >= 0
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.OpenHandCursor)
        if self._dragged is not None and event.buttons() & Qt.MouseButton.LeftButton:
            self._drag(event.position() - self._dragged)
            self._dragged = event.position()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Let go of the plane."""
        super().mouseReleaseEvent(event)
        self._dragged = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Go inside the node under the pointer."""
        at = self._mark_at(event.position())
        if at >= 0:
            self.opened.emit(self._model.nodes[at].key)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """The wheel moves the plane; with Ctrl it zooms."""
        turned = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(NEARER ** (turned.y() / 120), event.position())
        else:
            self._drag(QPointF(turned.x() or 0, turned.y()) / 2)
        event.accept()

    def _drag(self, by: QPointF) -> None:
        self._touched = True
        self._lens.move(by, self._content(), QRectF(self.rect()))
        self.update()

    # --- what the base asks

    def mark_rects(self) -> Sequence[QRectF]:
        """The nodes as they are seen."""
        return [self._lens.to_screen(layout.place(mark)) for mark in self._model.nodes]

    def mark_texts(self) -> Sequence[str]:
        """Name and kind of each node."""
        return [mark.spoken for mark in self._model.nodes]

    def mark_addresses(self) -> Sequence[object]:
        """A node is no number."""
        return [None] * len(self._model.nodes)

    def as_table(self) -> tuple[Sequence[ColumnSpec], Sequence[Row]]:
        """Nodes, what they read and what they feed."""
        return node_table(self._model)
