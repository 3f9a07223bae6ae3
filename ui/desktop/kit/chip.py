"""Status chip: shape and word on a wash; and the outlined tag of drafts and simulations."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.desktop.kit.drawings import paint_state
from ui.desktop.kit.theme import theme
from ui.desktop.kit.tokens import RADIUS
from viewmodels.state import State, default_word

SHAPE = 13
PADDING = 6
GAP = 6


class Chip(QWidget):
    """A state as shape and word; `wash` off where a surface already speaks (inside tables the delegate draws it)."""

    def __init__(self, state: State, word: str = "", wash: bool = True, parent: QWidget | None = None) -> None:
        """A chip for `state`; the word is the usual one of the state unless another of the vocabulary is given."""
        super().__init__(parent)
        self._wash = wash
        self._state, self._word = state, word
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)
        self.set_state(state, word)

    def set_state(self, state: State, word: str = "") -> None:
        """Show another state."""
        self._state, self._word = state, word or default_word(state)
        self.setAccessibleName(self._word)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """The word beside the shape."""
        return self._word

    def sizeHint(self) -> QSize:  # noqa: N802
        """Shape, gap and word."""
        width = QFontMetrics(theme().font("chip")).horizontalAdvance(self._word)
        sides = 2 * PADDING if self._wash else 2
        return QSize(SHAPE + GAP + width + sides + 1, theme().height("chip"))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw wash, shape and word."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shown = theme()
        left = PADDING if self._wash else 0
        if self._wash:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(shown.state_color(self._state, "wash"))
            painter.drawRoundedRect(self.rect(), RADIUS["chip"], RADIUS["chip"])
        paint_state(painter, self._state, left, (self.height() - SHAPE) / 2, SHAPE)
        painter.setFont(shown.font("chip"))
        painter.setPen(shown.state_color(self._state, "text"))
        rect = self.rect().adjusted(left + SHAPE + GAP, 0, 0, 0)
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._word)


class TagLabel(QWidget):
    """Outlined tag without shape: Simulado, Rascunho."""

    def __init__(self, word: str, parent: QWidget | None = None) -> None:
        """A tag with this word."""
        super().__init__(parent)
        self._word = word
        self.setAccessibleName(word)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def text(self) -> str:
        """The word."""
        return self._word

    def sizeHint(self) -> QSize:  # noqa: N802
        """The word and its edge."""
        width = QFontMetrics(theme().font("chip")).horizontalAdvance(self._word)
        return QSize(width + 2 * PADDING + 3, theme().height("chip"))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw edge and word."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme().color("b3"), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS["chip"], RADIUS["chip"])
        painter.setFont(theme().font("chip"))
        painter.setPen(theme().color("t2"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._word)


class StateShape(QWidget):
    """The shape of a state alone, beside words that already say it (banners, steps, lists)."""

    def __init__(self, state: State, size: int = SHAPE, parent: QWidget | None = None) -> None:
        """A shape of `size` logical px."""
        super().__init__(parent)
        self._state, self._size = state, size
        self.setFixedSize(size, size)
        self.setAccessibleName(default_word(state))

    def set_state(self, state: State) -> None:
        """Show another state."""
        self._state = state
        self.setAccessibleName(default_word(state))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the shape."""
        paint_state(QPainter(self), self._state, 0, 0, self._size)


def beside_words(state: State, size: int = SHAPE, face: str = "body") -> QWidget:
    """A shape at the height of the first line of words that stand beside it."""
    holder = QWidget()
    place = QVBoxLayout(holder)
    line = QFontMetrics(theme().font(face)).height()
    place.setContentsMargins(0, max(0, (line - size + 1) // 2), 0, 0)
    place.addWidget(StateShape(state, size))
    return holder
