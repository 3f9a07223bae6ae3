"""A labelled drop-down of (key, words) choices."""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from ui.desktop.kit.labels import label


class Picker(QWidget):
    """Label above, choices below; `value` is the key chosen."""

    def __init__(self, title: str, choices: Sequence[tuple[str, str]]) -> None:
        """A picker with its choices, the first one chosen."""
        super().__init__()
        self.box = QComboBox()
        self.box.setAccessibleName(title)
        for key, words in choices:
            self.box.addItem(words, key)
        title_label = label(title, "label")
        title_label.setBuddy(self.box)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(title_label)
        column.addWidget(self.box)
        self.setFocusProxy(self.box)

    @property
    def value(self) -> str:
        """Key of the choice."""
        return str(self.box.currentData())

    def choose(self, key: str) -> None:
        """Choose by key; a key that is not offered is ignored."""
        at = self.box.findData(key)
        if at >= 0:
            self.box.setCurrentIndex(at)
