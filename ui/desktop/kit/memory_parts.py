"""Parts of the dock Memória de cálculo: hero, section, rule grid, summary of a selection."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.desktop.kit import buttons
from ui.desktop.kit.chip import Chip
from ui.desktop.kit.labels import code_label, hairline, label
from ui.desktop.kit.theme import theme
from viewmodels.memory import MemoryView, RuleLine
from viewmodels.state import State

LABEL_COLUMN = 112


class Hero(QWidget):
    """Breadcrumb, the value with its unit, proof chip and the narrated sentence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """An empty hero."""
        super().__init__(parent)
        self._path = label("", "caption", "t3", wrap=True)
        self._before = label("", "card", "t2")
        self._value = label("", "hero")
        self._after = label("", "card", "t2")
        self._proof = Chip(State.OK)
        self._sentence = label("", "body", "t2", wrap=True)
        value = QHBoxLayout()
        value.setSpacing(6)
        for part in (self._before, self._value, self._after):
            value.addWidget(part, 0, Qt.AlignmentFlag.AlignBaseline)
        value.addStretch(1)
        line = self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        line.addLayout(value, 1)
        line.addWidget(self._proof, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._path)
        column.addLayout(line)
        column.addWidget(self._sentence)

    def fit(self, width: int) -> None:
        """Put the proof under the value where both do not fit in `width` px."""
        words = (self._before, self._value, self._after)
        needed = sum(part.sizeHint().width() + 6 for part in words if part.text())
        below = needed + self._proof.sizeHint().width() > width
        self._line.setDirection(QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight)

    def set_view(self, view: MemoryView) -> None:
        """Show the number of `view`."""
        self._path.setText(" › ".join(view.path))
        self._value.setText(view.value)
        self._before.setText(view.unit if view.unit_first else "")
        self._after.setText("" if view.unit_first else view.unit)
        self._before.setVisible(bool(view.unit) and view.unit_first)
        self._after.setVisible(bool(view.unit) and not view.unit_first)
        self._sentence.setText(view.sentence)
        self._sentence.setVisible(bool(view.sentence))
        self._proof.setVisible(view.proof is not None)
        if view.proof is not None:
            self._proof.set_state(view.proof, view.proof_word)
        self.setAccessibleName(f"{view.value} {view.unit}".strip())


class Section(QWidget):
    """A hairline, a heading in t2 with a quiet caption and perhaps a link, and a body."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        """An empty section; fill `body`."""
        super().__init__(parent)
        self.caption = label("", "caption", "t3")
        self.link = buttons.link("")
        self.link.hide()
        words = QHBoxLayout()
        words.setSpacing(8)
        self.heading = label(title, "header", "t2")
        words.addWidget(self.heading)
        words.addWidget(self.caption)
        words.addStretch(1)
        line = self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        line.setSpacing(4)
        line.addLayout(words, 1)
        line.addWidget(self.link, 0, Qt.AlignmentFlag.AlignLeft)
        self._words = words
        self.body = QVBoxLayout()
        self.body.setSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(hairline())
        column.addLayout(line)
        column.addLayout(self.body)

    def fit(self, width: int) -> None:
        """Put the link under the heading where both do not fit in `width` px."""
        below = self._words.sizeHint().width() + self.link.sizeHint().width() + 8 > width
        self._line.setDirection(QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight)


class RuleGrid(QWidget):
    """ "Regra e prova": label at left, value at right; hashes in mono."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """An empty grid."""
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)

    def set_rules(self, rules: Sequence[RuleLine]) -> None:
        """Show these lines."""
        while item := self._grid.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for row, rule in enumerate(rules):
            name = label(rule.label, "caption", "t3")
            name.setMinimumWidth(theme().px(LABEL_COLUMN))
            value = code_label(rule.value) if rule.mono else label(rule.value, "caption", wrap=True)
            self._grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(value, row, 1)
