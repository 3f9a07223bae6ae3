"""The ways out of a debt one under the other: name, the goal each gives, what it means; arrows choose."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from ui.desktop.kit.focus import draws_ring
from ui.desktop.kit.labels import label, recolor, restyle
from ui.desktop.kit.theme import theme
from ui.desktop.kit.tokens import RADIUS
from viewmodels.screens.ways_out import Way

MARK = 16
EDGE = 10


class _Row(QWidget):
    """One way: its round mark, name and value in one line, what it means below."""

    chosen = Signal(str)

    def __init__(self, way: Way) -> None:
        super().__init__()
        self.way = way
        self.on = False
        self.title = label(way.title, "body")
        self.value = label(way.value, "body")
        self.value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.means = label(way.means, "caption", "t3", wrap=True)
        grid = QGridLayout(self)
        grid.setContentsMargins(EDGE + MARK + 10, 6, EDGE, 7)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(1)
        grid.addWidget(self.title, 0, 0)
        grid.addWidget(self.value, 0, 1)
        grid.addWidget(self.means, 1, 0, 1, 2)
        grid.setColumnStretch(0, 1)

    def set_on(self, on: bool) -> None:
        """Fills the mark, or empties it."""
        self.on = on
        for shown in (self.title, self.value):
            _weigh(shown, on)
        recolor(self.means, "t2" if on else "t3")
        self.update()

    def tell(self, value: str, means: str) -> None:
        """Another value and meaning: the number of instalments changed."""
        self.value.setText(value)
        self.means.setText(means)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self.chosen.emit(self.way.key)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter, shown = QPainter(self), theme()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.on:
            painter.fillRect(self.rect(), shown.color("acs"))
        centre = self.title.geometry().center().y() + 0.5
        mark = QRectF(EDGE + 0.6, centre - MARK / 2, MARK - 1.2, MARK - 1.2)
        painter.setPen(QPen(shown.color("ac" if self.on else "b3"), 1.4))
        painter.setBrush(shown.color("s2"))
        painter.drawEllipse(mark)
        if self.on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(shown.color("ac"))
            painter.drawEllipse(mark.adjusted(4, 4, -4, -4))


class WaysOut(QWidget):
    """A choice among ways; one tab stop. `chosen` fires when the user chooses."""

    chosen = Signal(str)

    def __init__(self, name: str, ways: Sequence[Way], value: str) -> None:
        """A choice called `name` by screen readers, with one way chosen from the start."""
        super().__init__()
        self._name, self._value = name, value
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._rows = [_Row(way) for way in ways]
        grid = QGridLayout(self)
        grid.setContentsMargins(2, 2, 2, 2)
        grid.setVerticalSpacing(0)
        for at, row in enumerate(self._rows):
            row.chosen.connect(self._pressed)
            grid.addWidget(row, at, 0)
        self._tell()

    @property
    def value(self) -> str:
        """Key of the way chosen."""
        return self._value

    def tell(self, key: str, value: str, means: str) -> None:
        """Another value and meaning of one way."""
        next(row for row in self._rows if row.way.key == key).tell(value, means)
        self._tell()

    def _pressed(self, key: str) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._choose(key)

    def _choose(self, key: str) -> None:
        if key != self._value:
            self._value = key
            self._tell()
            self.chosen.emit(key)

    def _tell(self) -> None:
        for row in self._rows:
            row.set_on(row.way.key == self._value)
        here = next(row for row in self._rows if row.on)
        said = (here.title.text(), here.value.text(), here.means.text())
        self.setAccessibleName(f"{self._name}: {', '.join(part for part in said if part)}")

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Arrows walk, Home and End jump; Enter is the dialog's."""
        at, last = next(i for i, row in enumerate(self._rows) if row.on), len(self._rows) - 1
        down, up = min(at + 1, last), max(at - 1, 0)
        moves = {
            Qt.Key.Key_Down: down, Qt.Key.Key_Right: down, Qt.Key.Key_Up: up, Qt.Key.Key_Left: up,
            Qt.Key.Key_Home: 0, Qt.Key.Key_End: last,
        }  # fmt: skip
        move = moves.get(Qt.Key(event.key()))
        if move is None:
            super().keyPressEvent(event)
            return
        self._choose(self._rows[move].way.key)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the edge, and the ring where the keyboard is."""
        painter, shown = QPainter(self), theme()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        ring = draws_ring(self)
        painter.setPen(QPen(shown.color("ac" if ring else "b2"), 2 if ring else 1))
        painter.drawRoundedRect(frame, RADIUS["card"], RADIUS["card"])


def _weigh(shown: QLabel, strong: bool) -> None:
    shown.setProperty("tipo", "total" if strong else "body")
    restyle(shown)
