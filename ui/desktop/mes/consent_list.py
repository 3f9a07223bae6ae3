"""The gaps that ask for an answer: what each is, what happens when accepted, a tick and its reason."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.desktop.kit import buttons
from ui.desktop.kit.card import Card
from ui.desktop.kit.check import Check
from ui.desktop.kit.chip import StateShape
from ui.desktop.kit.fields import FormField, Parsed
from ui.desktop.kit.labels import code_label, hairline, label
from viewmodels.screens.data_page import ConsentLine
from viewmodels.state import State


class ConsentItem(QWidget):
    """One gap: its words, "Consinto", and the reason, which counts once it is written."""

    answered = Signal(str, bool, str)
    spread = Signal(str)
    """Its reason answers for the others of its kind too."""

    def __init__(self, line: ConsentLine) -> None:
        """A gap as it stands."""
        super().__init__()
        self.key = line.key
        self.given = Check(self.tr("Consinto"))
        self.given.setAccessibleName(self.tr("Consinto: %s").replace("%s", line.sentence))
        self.why = FormField(self.tr("Motivo do consentimento"), self._parse)
        self._shape = StateShape(State.ATENCAO, 16)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 14, 12)
        row.setSpacing(12)
        row.addWidget(self._shape, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(label(line.sentence, "total", wrap=True), 1)
        head.addWidget(code_label(line.code), 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        column.addWidget(label(line.effect, "body", "t2", wrap=True))
        column.addWidget(self.given)
        column.addWidget(self.why)
        self.alike = buttons.link("", self._spread)
        column.addWidget(self.alike, 0, Qt.AlignmentFlag.AlignLeft)
        row.addLayout(column, 1)
        self.show_line(line)
        self.given.toggled.connect(self._toggled)
        self.why.edit.editingFinished.connect(self._tell)

    def show_line(self, line: ConsentLine) -> None:
        """Say how the answer stands."""
        blocked = self.given.blockSignals(True)
        self.given.setChecked(line.given)
        self.given.blockSignals(blocked)
        if not self.why.edit.hasFocus() and self.why.edit.text() != line.why:
            self.why.set_text(line.why)
        self.why.setVisible(line.given)
        self._shape.set_state(State.OK if line.why else State.ATENCAO)
        self.alike.setText(self.tr("Usar este motivo nos outros %1 iguais").replace("%1", str(line.alike)))
        self.alike.setVisible(line.alike > 0)

    def _parse(self, text: str) -> Parsed:
        return Parsed(text.strip()) if text.strip() else Parsed(error=self.tr("Escreva o motivo: ele fica no cálculo."))

    def _toggled(self, given: bool) -> None:
        self._tell()
        if given:
            self.why.edit.setFocus(Qt.FocusReason.TabFocusReason)

    def _spread(self) -> None:
        self.spread.emit(self.key)

    def _tell(self) -> None:
        self.answered.emit(self.key, self.given.isChecked(), self.why.edit.text())


class ConsentList(Card):
    """Every gap that asks for an answer; nothing at all while none does."""

    answered = Signal(str, bool, str)
    spread = Signal(str)

    def __init__(self) -> None:
        """An empty list."""
        super().__init__(" ")
        self.items: dict[str, ConsentItem] = {}
        self.hide()

    def set_lines(self, lines: Sequence[ConsentLine]) -> None:
        """Show these gaps; rows are made anew only when other gaps are listed."""
        if list(self.items) != [line.key for line in lines]:
            self._build(lines)
        for line in lines:
            self.items[line.key].show_line(line)
        given = sum(1 for line in lines if line.why)
        told = self.tr("%1 de %2 respondidos").replace("%1", str(given)).replace("%2", str(len(lines)))
        self.set_title(self.tr("Pedem o seu consentimento"), told)
        self.setVisible(bool(lines))

    def _build(self, lines: Sequence[ConsentLine]) -> None:
        while old := self.body.takeAt(0):
            if (widget := old.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.items = {}
        for line in lines:
            if self.items:
                self.body.addWidget(hairline())
            item = self.items[line.key] = ConsentItem(line)
            item.answered.connect(self.answered)
            item.spread.connect(self.spread)
            self.body.addWidget(item)
