"""A key as it is drawn in hints: a small box with its name."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.desktop.kit.theme import theme

HEIGHT = 18


class Keycap(QWidget):
    """The name of a key ("F1", "Ctrl K") in a box."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        """A keycap; it takes no mouse and no focus."""
        super().__init__(parent)
        self._key = key
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(key)
        theme().changed.connect(self._measure)
        self._measure()

    def text(self) -> str:
        """The name of the key."""
        return self._key

    def _measure(self) -> None:
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:  # noqa: N802
        """The name and its box."""
        width = QFontMetrics(theme().font("rail")).horizontalAdvance(self._key)
        return QSize(max(width + 10, theme().px(20)), theme().px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw box and name."""
        painter, shown = QPainter(self), theme()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(shown.color("b2"))
        painter.setBrush(shown.color("s2"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setFont(shown.font("rail"))
        painter.setPen(shown.color("t2"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._key)
