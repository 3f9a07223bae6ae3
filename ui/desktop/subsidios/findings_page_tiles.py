"""Tiles over a list: each a state with its count, and what it adds up to; pressing one filters by it."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from ui.desktop.kit.drawings import paint_state
from ui.desktop.kit.focus import draws_ring
from ui.desktop.kit.theme import theme
from ui.desktop.kit.tokens import RADIUS
from viewmodels.screens.subsidios.findings_tiles import TileView

SHAPE, PADDING, GAP = 14, 12, 8
LOW, HIGH = 40, 58


class Tile(QAbstractButton):
    """A state with its count; pressed while it filters."""

    def __init__(self, view: TileView, tall: bool) -> None:
        """A tile; `tall` ones have room for the line under."""
        super().__init__()
        self.view, self._tall = view, tall
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)
        self.show_view(view)

    def show_view(self, view: TileView) -> None:
        """Show other numbers."""
        self.view = view
        self.setAccessibleName(", ".join(part for part in (view.word, view.count, view.caption) if part))
        self.update()

    def nextCheckState(self) -> None:  # noqa: N802
        """The viewmodel says which tile is pressed."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter presses it as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Room for shape, word and count."""
        shown = theme()
        word = QFontMetrics(shown.font("label")).horizontalAdvance(self.view.word)
        count = QFontMetrics(shown.font("card")).horizontalAdvance(self.view.count)
        width = word + count + SHAPE + 2 * GAP + 2 * PADDING + 2
        return QSize(width, shown.px(HIGH if self._tall else LOW))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Never less than its words."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw surface, edge, shape, word, count and line."""
        painter, shown = QPainter(self), theme()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75)
        shape = QPainterPath()
        shape.addRoundedRect(frame, RADIUS["card"], RADIUS["card"])
        wash = "sel" if self.isChecked() else "hover" if self.underMouse() else "s2"
        painter.fillPath(shape, shown.color(wash))
        painter.setPen(QPen(shown.color("ac" if self.isChecked() else "b1"), 1.5 if self.isChecked() else 1))
        painter.drawPath(shape)
        self._words(painter)
        if draws_ring(self):
            painter.setPen(QPen(shown.color("ac"), 2))
            painter.drawRoundedRect(frame.adjusted(2, 2, -2, -2), RADIUS["input"], RADIUS["input"])

    def _words(self, painter: QPainter) -> None:
        shown, view, vertical = theme(), self.view, Qt.AlignmentFlag.AlignVCenter
        line = self.height() * (0.42 if self._tall else 0.5)
        top = QRectF(PADDING, line - 12, self.width() - 2 * PADDING, 24)
        paint_state(painter, view.state, PADDING, line - SHAPE / 2, SHAPE)
        painter.setFont(shown.font("label"))
        painter.setPen(shown.color("t1"))
        painter.drawText(top.adjusted(SHAPE + GAP, 0, 0, 0), Qt.AlignmentFlag.AlignLeft | vertical, view.word)
        painter.setFont(shown.font("card"))
        painter.drawText(top, Qt.AlignmentFlag.AlignRight | vertical, view.count)
        if self._tall and view.caption:
            painter.setFont(shown.font("caption"))
            painter.setPen(shown.color("t2"))
            below = top.adjusted(SHAPE + GAP, 20, 0, 20)
            told = painter.fontMetrics().elidedText(view.caption, Qt.TextElideMode.ElideRight, round(below.width()))
            painter.drawText(below, Qt.AlignmentFlag.AlignLeft | vertical, told)


class TileRow(QWidget):
    """Tiles side by side, all as wide; `pressed` says which key was pressed."""

    pressed = Signal(str)

    def __init__(self, name: str, tall: bool = False) -> None:
        """An empty row called `name` by screen readers."""
        super().__init__()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.tiles: dict[str, Tile] = {}
        self._tall = tall
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(12)

    def show_tiles(self, views: Sequence[TileView], pressed: str) -> None:
        """Show these tiles, one of them pressed or none."""
        for view in views:
            if view.key not in self.tiles:
                self._add(view)
            tile = self.tiles[view.key]
            tile.show_view(view)
            tile.setChecked(view.key == pressed)

    def _add(self, view: TileView) -> None:
        tile = Tile(view, self._tall)
        tile.clicked.connect(lambda _checked=False, key=view.key: self.pressed.emit(key))
        self.tiles[view.key] = tile
        self._row.addWidget(tile, 1)
