"""The monthly checklist: groups that open and close, items with shape or check box, note, who and when."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.desktop.kit.check import BOX, paint_box
from ui.desktop.kit.drawings import paint_icon, paint_state
from ui.desktop.kit.focus import draws_ring
from ui.desktop.kit.theme import theme
from viewmodels.screens.routine_rows import StepLine
from viewmodels.state import State

GROUP, ITEM = 40, 46
SHAPE, ITEM_LEFT = 18, 44
WHO_WIDTH, WHEN_WIDTH = 92, 132
NARROW = 520
_OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RoutineList(QWidget):
    """One tab stop; arrows walk, Enter opens a group or an item, Space ticks what a person vouches for."""

    opened = Signal(str)
    """Place where the current item is done."""
    toggled = Signal(str)
    """Group whose head was asked to open or close."""
    ticked = Signal(str, bool)
    """Item a person ticked or unticked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """An empty list."""
        super().__init__(parent)
        self._rows: tuple[StepLine, ...] = ()
        self._current = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def set_rows(self, rows: Sequence[StepLine]) -> None:
        """Show these rows; the current one stays where it was, or starts on what is in course."""
        held = self._rows[self._current].key if self._rows else ""
        self._rows = tuple(rows)
        start = next((at for at, row in enumerate(self._rows) if row.state is State.EM_CURSO and not row.is_group), 0)
        self._current = next((at for at, row in enumerate(self._rows) if row.key == held), start)
        self._tell()
        self.updateGeometry()
        self.update()

    @property
    def rows(self) -> tuple[StepLine, ...]:
        """The rows shown."""
        return self._rows

    @property
    def current(self) -> StepLine | None:
        """The row the keyboard is on."""
        return self._rows[self._current] if 0 <= self._current < len(self._rows) else None

    def sizeHint(self) -> QSize:  # noqa: N802
        """Every row at its full height."""
        return QSize(480, sum(self._heights()))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """As high as its rows; narrow when it must be."""
        return QSize(260, sum(self._heights()))

    def _heights(self) -> list[int]:
        return [theme().px(GROUP if row.is_group else ITEM) for row in self._rows]

    def _rects(self) -> list[QRect]:
        edges = [0]
        for height in self._heights():
            edges.append(edges[-1] + height)
        return [QRect(0, top, self.width(), bottom - top) for top, bottom in pairwise(edges)]

    def _tell(self) -> None:
        row = self.current
        self.setAccessibleName(row.spoken if row is not None else "")

    # --- keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Up and down walk; right and left open and close a group; Enter opens; Space ticks or toggles."""
        key, row = Qt.Key(event.key()), self.current
        moves = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if key in moves and self._rows:
            self._go(self._current + moves[key])
        elif row is not None and key == Qt.Key.Key_Space:
            self._touch(row)
        elif row is not None and key in _OPENING:
            self._open(row)
        elif row is not None and row.is_group and key == (Qt.Key.Key_Left if row.opened else Qt.Key.Key_Right):
            self.toggled.emit(row.key)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Take the row under the pointer: its check box ticks, the rest opens."""
        point = event.position().toPoint()
        for at, rect in enumerate(self._rects()):
            if rect.contains(point):
                self._go(at)
                row = self._rows[at]
                if row.ticked is not None and point.x() < ITEM_LEFT + BOX + 8:
                    self._touch(row)
                else:
                    self._open(row)
                return

    def _go(self, at: int) -> None:
        self._current = max(0, min(at, len(self._rows) - 1))
        self._tell()
        self.update()

    def _touch(self, row: StepLine) -> None:
        """Space ticks what a person vouches for and folds a group; what the program proves it leaves alone."""
        if row.ticked is not None:
            self.ticked.emit(row.key, not row.ticked)
        elif row.is_group:
            self.toggled.emit(row.key)

    def _open(self, row: StepLine) -> None:
        if row.is_group:
            self.toggled.emit(row.key)
        elif row.page:
            self.opened.emit(row.page)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Draw the ring of the current row."""
        super().focusInEvent(event)
        self.update()

    # --- painting

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the rows."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rects = self._rects()
        for at, (row, rect) in enumerate(zip(self._rows, rects, strict=True)):
            self._paint_ground(painter, row, rect, last=at == len(rects) - 1)
            if row.is_group:
                self._paint_group(painter, row, rect)
            else:
                self._paint_item(painter, row, rect)
            if at == self._current and draws_ring(self):
                painter.setPen(QPen(theme().color("ac"), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(rect.adjusted(3, 3, -3, -3), 5, 5)

    def _paint_ground(self, painter: QPainter, row: StepLine, rect: QRect, last: bool) -> None:
        shown = theme()
        if row.state is State.EM_CURSO and not row.is_group:
            painter.fillRect(rect, shown.color("acs"))
            painter.fillRect(QRect(0, rect.top(), 3, rect.height()), shown.color("ac"))
        if not last:
            painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), shown.color("b1"))

    def _paint_group(self, painter: QPainter, row: StepLine, rect: QRect) -> None:
        middle = rect.center().y()
        paint_state(painter, row.state, 13, middle - SHAPE / 2 + 1, SHAPE)
        arrow = "caret-down" if row.opened else "caret-right"
        paint_icon(painter, arrow, rect.right() - 26, middle - 6, 13, "t3")
        words = QRect(46, rect.top(), rect.width() - 46 - 110, rect.height())
        self._cut(painter, words, row.title, "total" if row.state is State.EM_CURSO else "label", "t1")
        count = QRect(rect.right() - 110, rect.top(), 78, rect.height())
        self._cut(painter, count, row.note, "caption", "t2", Qt.AlignmentFlag.AlignRight)

    def _paint_item(self, painter: QPainter, row: StepLine, rect: QRect) -> None:
        shown = theme()
        now, middle = row.state is State.EM_CURSO, rect.center().y()
        if row.ticked is None:
            paint_state(painter, row.state, ITEM_LEFT, middle - 7, 15)
        else:
            paint_box(painter, ITEM_LEFT, middle - BOX / 2, row.ticked)
        right = self._paint_aside(painter, row, rect)
        left, line = ITEM_LEFT + 26, shown.px(18)
        words = QRect(left, middle - line + 1, right - left - 8, line)
        self._cut(painter, words, row.title, "total" if now else "body", "t1")
        self._cut(painter, words.translated(0, line), row.note, "caption", "t3")

    def _paint_aside(self, painter: QPainter, row: StepLine, rect: QRect) -> int:
        """Who and when at the right; return where they begin."""
        if self.width() < theme().px(NARROW) or not (row.who or row.when):
            return rect.right() - 10
        when = theme().px(WHEN_WIDTH)
        right = QRect(rect.right() - 14 - when, rect.top(), when, rect.height())
        self._cut(painter, right, row.when, "caption", "t2", Qt.AlignmentFlag.AlignRight)
        who = QRect(right.left() - 12 - theme().px(WHO_WIDTH), rect.top(), theme().px(WHO_WIDTH), rect.height())
        self._cut(painter, who, row.who, "caption", "t2")
        return who.left()

    def _cut(
        self,
        painter: QPainter,
        rect: QRect,
        text: str,
        style: str,
        token: str,
        side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        painter.setFont(theme().font(style))
        painter.setPen(theme().color(token))
        cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, rect.width())
        painter.drawText(rect, side | Qt.AlignmentFlag.AlignVCenter, cut)
