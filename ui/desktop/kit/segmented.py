"""Segmented choice of two to four options, one tab stop, arrows choose; widths never change with the choice."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.desktop.kit.focus import draws_ring
from ui.desktop.kit.theme import theme
from ui.desktop.kit.tokens import RADIUS

PADDING = 14


class Segmented(QWidget):
    """Options as (key, text); `chosen` fires when the user chooses, `value` is None while nothing is chosen."""

    chosen = Signal(str)

    def __init__(self, name: str, options: Sequence[tuple[str, str]], value: str | None = None) -> None:
        """A choice called `name` by screen readers; raises ValueError for fewer than two or more than four options."""
        super().__init__()
        if not 2 <= len(options) <= 4:
            raise ValueError("a segmented choice has two to four options")
        self._name, self._options, self._value = name, tuple(options), value
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)
        self._tell()

    @property
    def value(self) -> str | None:
        """Key of the option chosen."""
        return self._value

    def set_value(self, key: str | None) -> None:
        """Choose without telling `chosen`."""
        self._value = key
        self._tell()
        self.update()

    def _tell(self) -> None:
        word = dict(self._options).get(self._value or "", self.tr("nada escolhido"))
        self.setAccessibleName(f"{self._name}: {word}")

    def _choose(self, at: int) -> None:
        key = self._options[at % len(self._options)][0]
        if key != self._value:
            self.set_value(key)
            self.chosen.emit(key)

    def _at(self) -> int:
        return next((at for at, (key, _) in enumerate(self._options) if key == self._value), -1)

    def _widths(self) -> list[int]:
        metrics = QFontMetrics(theme().font("total"))
        return [metrics.horizontalAdvance(text) + 2 * PADDING for _, text in self._options]

    def sizeHint(self) -> QSize:  # noqa: N802
        """Every option at its bold width."""
        return QSize(sum(self._widths()), theme().height("segmented"))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Choose the option under the pointer."""
        left = 0
        for at, width in enumerate(self._widths()):
            if left <= event.position().x() < left + width:
                self._choose(at)
            left += width

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Arrows walk, Home and End jump."""
        at, last = self._at(), len(self._options) - 1
        moves = {Qt.Key.Key_Right: at + 1, Qt.Key.Key_Left: max(at, 0) - 1, Qt.Key.Key_Home: 0, Qt.Key.Key_End: last}
        move = moves.get(Qt.Key(event.key()))
        if move is None:
            super().keyPressEvent(event)
            return
        self._choose(move)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw edge, dividers, the filled option and the words."""
        painter, shown = QPainter(self), theme()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        shape = QPainterPath()
        shape.addRoundedRect(frame, RADIUS["input"], RADIUS["input"])
        painter.fillPath(shape, shown.color("s2" if self.isEnabled() else "sunk"))
        painter.save()
        painter.setClipPath(shape)
        self._options_painted(painter)
        painter.restore()
        painter.setPen(QPen(shown.color("b3" if self.isEnabled() else "b2"), 1))
        painter.drawPath(shape)
        if draws_ring(self):
            painter.setPen(QPen(shown.color("ac"), 2))
            painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS["input"], RADIUS["input"])

    def _options_painted(self, painter: QPainter) -> None:
        shown, left = theme(), 0
        for at, ((key, text), width) in enumerate(zip(self._options, self._widths(), strict=True)):
            rect = QRectF(left, 0, width, self.height())
            here = key == self._value
            if here:
                painter.fillRect(rect, shown.color("ac" if self.isEnabled() else "b2"))
            elif at:
                painter.setPen(shown.color("b2"))
                painter.drawLine(rect.topLeft(), rect.bottomLeft())
            token = "onac" if here and self.isEnabled() else "t2"
            painter.setPen(shown.color(token if self.isEnabled() else "dis"))
            painter.setFont(shown.font("total" if here else "body"))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
            left += width
