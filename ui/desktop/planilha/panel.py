"""What the panels of this page share: a column of cards with a notice on top, and buttons lent to the page's head."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.desktop.kit import buttons
from ui.desktop.kit.card import Card
from ui.desktop.kit.chip import StateShape
from ui.desktop.kit.labels import label
from viewmodels.state import State


class Notice(Card):
    """What went wrong, staying on the page until it is mended; hidden while there is nothing to say."""

    def __init__(self) -> None:
        """A notice with nothing to say."""
        super().__init__(padded=True)
        self.words = label("", wrap=True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(StateShape(State.CRITICO, 16), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)
        self.body.addLayout(row)
        self.hide()

    def tell(self, words: str) -> None:
        """Shows the words; hides itself without any."""
        self.words.setText(words)
        self.setVisible(bool(words))


class Panel(QWidget):
    """A column of cards under its notice."""

    def __init__(self) -> None:
        """An empty column."""
        super().__init__()
        self.notice = Notice()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)

    def lend(self, *lent: buttons.QPushButton) -> None:
        """Keeps buttons out of sight until the page's head takes them."""
        for button in lent:
            button.setParent(self)
            button.hide()

    def stack(self, *cards: QWidget) -> None:
        """The notice and the cards, one under the other."""
        for card in (self.notice, *cards):
            self._column.addWidget(card)
