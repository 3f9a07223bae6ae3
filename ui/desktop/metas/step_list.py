"""The way of the month: eight steps with shape, note, who and when, the one in course washed and marked."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.desktop.kit.drawings import paint_state
from ui.desktop.kit.focus import draws_ring
from ui.desktop.kit.theme import theme
from viewmodels.screens.cockpit import StepLine
from viewmodels.state import State, default_word

ROW, LEAST_ROW = 59, 44
SHAPE = 18
WHO_WIDTH, WHEN_WIDTH = 92, 116
NARROW = 520


class StepList(QWidget):
    """One tab stop; arrows walk, Enter or a click opens the page of a step that has one."""

    opened = Signal(str)
    """Page of the wizard that does the step."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """An empty list."""
        super().__init__(parent)
        self._steps: tuple[StepLine, ...] = ()
        self._current = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme().changed.connect(self.updateGeometry)

    def set_steps(self, steps: Sequence[StepLine]) -> None:
        """Show these steps."""
        self._steps = tuple(steps)
        now = next((at for at, step in enumerate(self._steps) if step.state is State.EM_CURSO), 0)
        self._current = min(now, len(self._steps) - 1)
        self._tell()
        self.updateGeometry()
        self.update()

    @property
    def steps(self) -> tuple[StepLine, ...]:
        """The steps shown."""
        return self._steps

    def _tell(self) -> None:
        if 0 <= self._current < len(self._steps):
            step = self._steps[self._current]
            parts = (step.title, default_word(step.state), step.note, step.who, step.when)
            self.setAccessibleName(", ".join(part for part in parts if part))

    def sizeHint(self) -> QSize:  # noqa: N802
        """Every step at its full height."""
        return QSize(480, theme().px(ROW) * len(self._steps))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Every step at its least height."""
        return QSize(320, theme().px(LEAST_ROW) * len(self._steps))

    def _rows(self) -> list[QRect]:
        if not self._steps:
            return []
        height = min(theme().px(ROW), self.height() / len(self._steps))
        edges = [round(at * height) for at in range(len(self._steps) + 1)]
        return [QRect(0, top, self.width(), bottom - top) for top, bottom in zip(edges, edges[1:], strict=False)]

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Up and down walk, Enter opens."""
        moves = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if Qt.Key(event.key()) in moves and self._steps:
            self._current = max(0, min(self._current + moves[Qt.Key(event.key())], len(self._steps) - 1))
            self._tell()
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Take the step under the pointer and open its page."""
        for at, rect in enumerate(self._rows()):
            if rect.contains(event.position().toPoint()):
                self._current = at
                self._tell()
                self.update()
                self._open()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Draw the ring of the current step."""
        super().focusInEvent(event)
        self.update()

    def _open(self) -> None:
        if 0 <= self._current < len(self._steps) and self._steps[self._current].page:
            self.opened.emit(self._steps[self._current].page)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the rows."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rows = self._rows()
        for at, (step, rect) in enumerate(zip(self._steps, rows, strict=True)):
            self._paint_row(painter, step, rect, last=at == len(rows) - 1)
            if at == self._current and draws_ring(self):
                painter.setPen(QPen(theme().color("ac"), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(rect.adjusted(3, 3, -3, -3), 5, 5)

    def _paint_row(self, painter: QPainter, step: StepLine, rect: QRect, last: bool) -> None:
        shown, now = theme(), step.state is State.EM_CURSO
        if now:
            painter.fillRect(rect, shown.color("acs"))
            painter.fillRect(QRect(0, rect.top(), 3, rect.height()), shown.color("ac"))
        if not last:
            painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), shown.color("b1"))
        paint_state(painter, step.state, 13, rect.center().y() - SHAPE / 2 + 1, SHAPE)
        right = self._paint_aside(painter, step, rect)
        left, line = 46, shown.px(19)
        top = rect.center().y() - line + 1
        words = QRect(left, top, right - left - 8, line)
        self._cut(painter, words, step.title, "total" if now else "label", "t1")
        self._cut(painter, words.translated(0, line), step.note, "caption", "t3")

    def _paint_aside(self, painter: QPainter, step: StepLine, rect: QRect) -> int:
        """Who and when at the right; return where they begin."""
        if self.width() < theme().px(NARROW):
            return rect.right() - 10
        when = theme().px(WHEN_WIDTH)
        right = QRect(rect.right() - 14 - when, rect.top(), when, rect.height())
        self._cut(painter, right, step.when, "caption", "t2", Qt.AlignmentFlag.AlignRight)
        who = QRect(right.left() - 12 - theme().px(WHO_WIDTH), rect.top(), theme().px(WHO_WIDTH), rect.height())
        self._cut(painter, who, step.who, "caption", "t2")
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
