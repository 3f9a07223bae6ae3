"""The floor of the goal, chosen by the company: only below zero, or whenever a goal falls under it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from ui.desktop.kit import buttons
from ui.desktop.kit.card import Card
from ui.desktop.kit.fields import FormField
from ui.desktop.kit.labels import label
from ui.desktop.kit.segmented import Segmented
from ui.desktop.kit.theme import theme
from viewmodels.screens.floor import FloorChoice

FIELD = 560


class FloorCard(Card):
    """What stands, who chose it, and another choice with its justification."""

    def __init__(self, model: FloorChoice) -> None:
        """The card of one company's choice."""
        super().__init__(self.tr("Piso da meta"), self.tr("vale nos próximos cálculos"), padded=True)
        self.model = model
        words = self.tr("Um saldo devedor grande pode deixar a meta abaixo de 10 % da meta-base. O piso entra:")
        self.choice = Segmented(self.tr("Quando o piso entra"), list(model.options), model.value)
        self.choice.chosen.connect(lambda _key: self._show_choice())
        self.told = label("", "caption", "t3", wrap=True)
        hint = self.tr("Fica no diário, com o seu nome. Pelo menos 10 letras.")
        self.why = FormField(self.tr("Justificativa"), hint=hint)
        self.why.setMaximumWidth(theme().px(FIELD))
        self.why.edit.returnPressed.connect(self.write)
        self.keep = buttons.outlined(self.tr("Mudar o piso"), self.write)
        self.undo = buttons.ghost(self.tr("Desfazer"), self.restore)
        self.reason = label(model.reason, "caption", "t3", wrap=True)
        self.body.addWidget(label(words, "body", "t2", wrap=True))
        self.body.addWidget(self.choice, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self.told, self.why, self.reason):
            self.body.addWidget(part)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.keep)
        row.addWidget(self.undo)
        row.addStretch(1)
        self.body.addLayout(row)
        model.changed.connect(self.restore)
        self.restore()

    def restore(self) -> None:
        """Back to what stands."""
        self.choice.set_value(self.model.value)
        self.told.setText(self.model.told)
        self.why.set_text("")
        self.why.show_error("")
        self._show_choice()

    def write(self) -> None:
        """Writes the choice; what refuses it is shown at the field."""
        refused = self.model.choose(self.choice.value or "", self.why.edit.text())
        if refused:
            self.why.show_error(refused)
            self.why.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_choice(self) -> None:
        may, other = not self.model.reason, self.choice.value != self.model.value
        self.choice.setEnabled(may)
        self.reason.setVisible(not may)
        for part in (self.why, self.keep, self.undo):
            part.setVisible(may and other)
