"""A number in running text that answers: name and value, lit as a precedent, told in the dock when chosen."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.desktop.kit.focus import draws_ring
from ui.desktop.kit.theme import theme
from ui.desktop.kit.tokens import RADIUS

PADDING = 8


class NumberChip(QAbstractButton):
    """`Fator de redução 1,5 %`: a click selects its number, a double click, Enter or F1 explains it."""

    figure_selected = Signal(object)
    explain_requested = Signal(object)

    def __init__(self, name: str, value: str, address: object, parent: QWidget | None = None) -> None:
        """A chip for the number with this address."""
        super().__init__(parent)
        self.lit = False
        self.show_number(name, value, address)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: self.figure_selected.emit(self.address))

    def show_number(self, name: str, value: str, address: object, spoken: str = "") -> None:
        """Show another number; without an address it is words that cannot be chosen."""
        self.address = address
        self.setText(f"{name}\u00a0\u00a0{value}" if name else value)
        self.setAccessibleName(spoken or f"{name}, {value}")
        self.setEnabled(address is not None)
        self.updateGeometry()
        self.update()

    def set_lit(self, lit: bool) -> None:
        """Light it as a precedent of the number in front, or not."""
        self.lit = lit
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """The words and their edge."""
        width = QFontMetrics(theme().font("chip")).horizontalAdvance(self.text())
        return QSize(width + 2 * PADDING + 2, theme().height("chip"))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Open the dock on the number."""
        self.explain_requested.emit(self.address)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter and F1 open the dock; Space selects, as every button."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F1):
            self.explain_requested.emit(self.address)
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw edge and words; light and ring where they are due."""
        painter, shown = QPainter(self), theme()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        ringed = draws_ring(self)
        painter.setPen(QPen(shown.color("ac" if self.lit or ringed else "b2"), 2 if ringed else 1))
        painter.setBrush(shown.color("acs" if self.lit else "s2"))
        painter.drawRoundedRect(rect, RADIUS["chip"], RADIUS["chip"])
        painter.setFont(shown.font("chip"))
        painter.setPen(shown.color("t1" if self.lit or self.underMouse() else "t2"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
