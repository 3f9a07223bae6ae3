"""A page of the month wizard: title, one line of situation, actions at the right, a body that scrolls."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ui.desktop.kit.labels import label

PADDING = 16
WIDE = 1500
READABLE = 1240
TITLE_GAP = 32


class StepPage(QWidget):
    """Base of the eight pages; `start` puts the keyboard where the work begins."""

    def __init__(self, title: str, situation: str, readable: bool = True) -> None:
        """A page; `readable` keeps lines of forms and lists from running across a wide screen."""
        super().__init__()
        self._readable = readable
        self.title = label(title, "page")
        self.situation = label(situation, "body", "t2", wrap=True)
        self.head_row = QHBoxLayout()
        self.head_row.setSpacing(12)
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        content = QWidget()
        content.setObjectName("conteudo")
        column = QVBoxLayout(content)
        column.setContentsMargins(PADDING, PADDING, PADDING, PADDING)
        column.setSpacing(14)
        column.addLayout(self._make_head())
        column.addLayout(self.body, 1)
        self._content = content
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setWidget(content)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.area)

    def _make_head(self) -> QHBoxLayout:
        row = self._head = QHBoxLayout()
        row.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self.title)
        words.addWidget(self.situation)
        row.addLayout(words, 1)
        holder = QVBoxLayout()
        holder.addLayout(self.head_row)
        holder.addStretch(1)
        row.addLayout(holder)
        return row

    def add_action(self, button: QPushButton) -> QPushButton:
        """Put a button at the top right, and give it back."""
        self.head_row.addWidget(button)
        return button

    def start(self) -> None:
        """Called when the page comes to the front: the first thing to use takes the keyboard."""
        for child in self.area.findChildren(QWidget):
            if child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.isEnabled() and child.isVisibleTo(self):
                child.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Keep lists and forms at a width that can be read."""
        super().resizeEvent(event)
        side = 24 if self.width() >= WIDE else PADDING
        spare = max(side, self.width() - READABLE - side) if self._readable else side
        layout = self._content.layout()
        if layout is not None:
            layout.setContentsMargins(side, PADDING, spare, PADDING)
        self._stack_head(self.width() - side - spare)

    def _stack_head(self, room: int) -> None:
        """The actions go under the title where the dock leaves no room beside it."""
        beside = self.title.sizeHint().width() + TITLE_GAP + self.head_row.sizeHint().width() <= room
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._head.direction() != way:
            self._head.setDirection(way)
            self.head_row.setAlignment(Qt.AlignmentFlag.AlignLeft if not beside else Qt.AlignmentFlag(0))
