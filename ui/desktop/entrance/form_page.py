"""A page of the door: title, words, fields, what went wrong, one button; Enter anywhere submits."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ui.desktop.kit import buttons
from ui.desktop.kit.chip import beside_words
from ui.desktop.kit.fields import FormField, Parse, Parsed
from ui.desktop.kit.labels import label
from viewmodels.state import State

GAP = 14


class Problem(QWidget):
    """One line that says what went wrong, with its shape; nothing while nothing did."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(beside_words(State.CRITICO), 0, Qt.AlignmentFlag.AlignTop)
        self.sentence = label("", "body", "critico", wrap=True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.sentence, 1)
        self.hide()

    def say(self, sentence: str) -> None:
        """Show the sentence, or nothing."""
        self.sentence.setText(sentence)
        self.setAccessibleName(sentence)
        self.setVisible(bool(sentence))


class FormPage(QWidget):
    """Fields by key with the button that submits them; `submitted` fires when every field is right."""

    submitted = Signal()
    checked = Signal()
    """The fields said what is wrong with them: the page may need more room."""

    def __init__(
        self,
        title: str,
        words: str,
        fields: Mapping[str, FormField],
        submit: str,
        others: Sequence[QPushButton] = (),
    ) -> None:
        """A page with its fields in order; `others` stand at the left of the button."""
        super().__init__()
        self.fields = dict(fields)
        self.problem = Problem()
        self.submit = buttons.primary(submit, self._submit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(label(title, "dialog"))
        if words:
            column.addWidget(label(words, "body", "t2", wrap=True))
        for field in self.fields.values():
            column.addWidget(field)
            field.edit.returnPressed.connect(self._submit)
        column.addWidget(self.problem)
        column.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        for other in others:
            foot.addWidget(other)
        foot.addStretch(1)
        foot.addWidget(self.submit)
        column.addLayout(foot)

    def text(self, key: str) -> str:
        """What stands in a field now."""
        return self.fields[key].edit.text()

    def start(self) -> None:
        """Put the focus on the first field still empty and forget what went wrong."""
        self.problem.say("")
        first = next((f for f in self.fields.values() if not f.edit.text()), None)
        if first is not None:
            first.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, sentence: str, field: str = "") -> None:
        """Say what was refused, at the field it is about when there is one."""
        self.problem.say("" if field in self.fields else sentence)
        if field in self.fields:
            self.fields[field].show_error(sentence)
            self.fields[field].edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _submit(self) -> None:
        self.problem.say("")
        right = [field.check() for field in self.fields.values()]
        self.checked.emit()
        if all(right):
            self.submitted.emit()


def asks(sentence: str) -> Parse:
    """The parse of a field that may not stay empty; spaces inside a password are its own."""

    def parse(text: str) -> Parsed:
        return Parsed(text) if text.strip() else Parsed(error=sentence)

    return parse


def secret(field: FormField) -> FormField:
    """The same field with its letters hidden."""
    field.edit.setEchoMode(QLineEdit.EchoMode.Password)
    return field
