"""Lines with a shape and a sentence, one under another: proofs, differences."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.desktop.kit.chip import beside_words
from ui.desktop.kit.labels import label
from viewmodels.screens.documents import Line


class StateLines(QWidget):
    """Sentences, each with the shape of its state; rebuilt whole when they change."""

    def __init__(self) -> None:
        """No line yet."""
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.sentences: tuple[str, ...] = ()

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Show these."""
        while item := self._column.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for line in lines:
            self._column.addWidget(_row(line))
        self.sentences = tuple(line.words for line in lines)
        self.setVisible(bool(lines))


def _row(line: Line) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(10)
    row.addWidget(beside_words(line.state, 14), 0, Qt.AlignmentFlag.AlignTop)
    words = label(line.words, wrap=True)
    words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    row.addWidget(words, 1)
    return made
