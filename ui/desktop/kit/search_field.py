"""A field of words to look for, asked a moment after the last letter."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit

from ui.desktop.kit.drawings import icon

PAUSE_MS = 250
"""A pause in the typing after which the words are asked."""


class SearchField(QLineEdit):
    """With a magnifying glass and the way to clear it; `ask` receives the words, at once on Enter."""

    def __init__(self, hint: str, name: str, ask: Callable[[str], object]) -> None:
        """`hint` is seen while it is empty, `name` is what a reader of the screen says."""
        super().__init__()
        self.setPlaceholderText(hint)
        self.setAccessibleName(name)
        self.setClearButtonEnabled(True)
        self.addAction(icon("magnifying-glass", "t2"), QLineEdit.ActionPosition.LeadingPosition)
        self._ask = ask
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._asked)
        self.textEdited.connect(lambda _text: self._pause.start())
        self.returnPressed.connect(self._asked)

    def follow(self, words: str) -> None:
        """Shows what is looked for, unless someone is typing or it is there already."""
        if self.text().strip() != words and not self._pause.isActive():
            self.setText(words)

    def _asked(self) -> None:
        self._pause.stop()
        self._ask(self.text())
