"""Slider of the house: groove, filled part, a mark where the value stood before; arrows, Home and End move it."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QSlider, QWidget

from ui.desktop.kit.focus import draws_ring
from ui.desktop.kit.theme import theme

GROOVE, HANDLE, MARK = 4, 16, 10
"""Height of the groove, width of the handle, height of the mark, in px."""


class Slider(QSlider):
    """A horizontal slider; `reference` is where the value stood before, drawn as a mark under the handle.

    A press anywhere takes the handle there and drags on, so that no one has to catch it first.
    """

    def __init__(self, name: str, low: int, high: int, parent: QWidget | None = None) -> None:
        """A slider between two whole numbers, called `name` by screen readers."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.reference: int | None = None
        self.setRange(low, high)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(False)

    def set_reference(self, value: int | None) -> None:
        """Mark where the value stood before."""
        self.reference = value
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Room for the handle and its ring."""
        return QSize(theme().px(160), theme().height("button_small"))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Enough to be dragged."""
        return QSize(theme().px(80), theme().height("button_small"))

    # --- mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """The handle comes to the pointer and follows it."""
        if event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        self.setSliderDown(True)
        self.setValue(self._at(event.position().x()))
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Follow the pointer while the handle is held."""
        if self.isSliderDown():
            self.setValue(self._at(event.position().x()))
            event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Let the handle go."""
        if self.isSliderDown():
            self.setSliderDown(False)
            event.accept()

    # --- geometry and drawing

    def x_of(self, value: int) -> float:
        """Where a value stands, in px from the left."""
        share = (value - self.minimum()) / max(1, self.maximum() - self.minimum())
        return HANDLE / 2 + share * (self.width() - HANDLE)

    def _at(self, x: float) -> int:
        share = (x - HANDLE / 2) / max(1, self.width() - HANDLE)
        return round(self.minimum() + min(1.0, max(0.0, share)) * (self.maximum() - self.minimum()))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw groove, filled part, mark and handle."""
        painter, shown = QPainter(self), theme()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, live = self.height() / 2, self.isEnabled()
        here = self.x_of(self.value())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shown.color("b2"))
        painter.drawRoundedRect(QRectF(HANDLE / 2, middle - GROOVE / 2, self.width() - HANDLE, GROOVE), 2, 2)
        painter.setBrush(shown.color("ac" if live else "b3"))
        painter.drawRoundedRect(QRectF(HANDLE / 2, middle - GROOVE / 2, here - HANDLE / 2, GROOVE), 2, 2)
        if self.reference is not None:
            mark = self.x_of(min(self.maximum(), max(self.minimum(), self.reference)))
            painter.setPen(QPen(shown.color("t3"), 2))
            painter.drawLine(QPointF(mark, middle - MARK), QPointF(mark, middle + MARK))
        painter.setPen(QPen(shown.color("ac" if live else "b3"), 2))
        painter.setBrush(shown.color("s2" if live else "sunk"))
        painter.drawEllipse(QPointF(here, middle), HANDLE / 2 - 2, HANDLE / 2 - 2)
        if draws_ring(self):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QPointF(here, middle), HANDLE / 2 + 1, HANDLE / 2 + 1)
