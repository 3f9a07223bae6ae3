"""What stands where nothing is yet: a small drawing, what will be here, why it is worth it, the first act."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.desktop.kit.drawings import drawing
from ui.desktop.kit.labels import Paragraph, hairline, label

DRAWING = QSize(160, 96)
TEXT_WIDTH = 520


class Drawing(QWidget):
    """A drawing of resources/icons in the colours of the theme."""

    def __init__(self, name: str, size: QSize = DRAWING, parent: QWidget | None = None) -> None:
        """The drawing `name` at `size` logical px; it says nothing to a screen reader, the words beside it do."""
        super().__init__(parent)
        self._name = name
        self.setFixedSize(size)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw it."""
        ratio = self.devicePixelRatioF()
        QPainter(self).drawPixmap(0, 0, drawing(self._name, self.width(), self.height(), ratio))


class EmptyState(QWidget):
    """Drawing, title, one or two sentences, buttons given by the page, and what is accepted.

    Buttons come ready (`buttons.primary`, `buttons.outlined`, `buttons.link`), primary first.
    """

    def __init__(
        self,
        title: str,
        text: str,
        acts: Sequence[QPushButton] = (),
        accepted: str = "",
        drawn: str = "vazio.svg",
        parent: QWidget | None = None,
    ) -> None:
        """An empty state; `drawn` is "" for none (a filter without result)."""
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        column.addStretch(2)
        center = Qt.AlignmentFlag.AlignHCenter
        if drawn:
            column.addWidget(Drawing(drawn), 0, center)
            column.addSpacing(16)
        self.title = label(title, "card")
        column.addWidget(self.title, 0, center)
        column.addWidget(self._paragraph(text, "body", "t2"), 0, center)
        if acts:
            column.addSpacing(8)
            column.addLayout(_row(acts))
        if accepted:
            column.addSpacing(16)
            line = hairline()
            line.setFixedWidth(TEXT_WIDTH + 100)
            column.addWidget(line, 0, center)
            column.addWidget(self._paragraph(accepted, "caption", "t2"), 0, center)
        column.addStretch(3)
        self.setAccessibleName(title)

    def _paragraph(self, text: str, style: str, token: str) -> QWidget:
        made = Paragraph(text, style, token, TEXT_WIDTH)
        made.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        return made


def _row(acts: Sequence[QPushButton]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(10)
    row.addStretch(1)
    for act in acts:
        row.addWidget(act)
    row.addStretch(1)
    return row
