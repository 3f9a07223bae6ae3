"""Limites: every limit and switch of the program, changed one at a time with the reason."""

from PySide6.QtWidgets import QWidget

from ui.desktop.administracao.picker import Picker
from ui.desktop.entrance.add_dialog import AddDialog
from ui.desktop.kit.card import Card
from ui.desktop.kit.fields import FormField
from ui.desktop.kit.labels import label
from ui.desktop.kit.table import FigureTable
from ui.desktop.shell.page import PageWidget
from viewmodels.desk import Desk
from viewmodels.screens.limits_page import OFF, ON, LimitsPage


class LimitDialog(AddDialog):
    """One limit: its value, and why it changes."""

    def __init__(self, model: LimitsPage, key: str, parent: QWidget) -> None:
        """A dialog for the limit with that key."""
        tr, row = parent.tr, model.row(key)
        self._model, self._rule = model, row.rule
        choices = model.choices(row.rule)
        hint = model.accepts(row.rule)
        self.value: FormField | Picker = Picker(tr("Valor"), choices) if choices else FormField(tr("Valor"), hint=hint)
        if isinstance(self.value, Picker):
            held = row.value if row.rule.kind == "escolha" else ON if row.value else OFF
            self.value.choose(str(held))
        else:
            self.value.set_text(str(row.value))
        self.reason = FormField(tr("Motivo"), hint=tr("Fica no diário, com o seu nome."))
        effect = label(model.desk.say(f"LIMITE.{key}.EFEITO"), "body", "t2", wrap=True)
        title = model.desk.say(f"LIMITE.{key}")
        super().__init__(title, [self.value, self.reason, effect], tr("Mudar o limite"), parent)
        self.value.setFocus()

    def submit(self) -> None:
        """Sets the limit; what refuses it stands at its field."""
        typed = self.value.value if isinstance(self.value, Picker) else self.value.edit.text()
        field, sentence = self._model.keep(self._rule, typed, self.reason.edit.text())
        if not field:
            self.accept()
            return
        self.reason.show_error(sentence if field == "motivo" else "")
        if isinstance(self.value, FormField):
            self.value.show_error(sentence if field == "valor" else "")
        self.adjustSize()


class LimitsListPage(PageWidget):
    """The limits of the client."""

    def __init__(self, desk: Desk) -> None:
        """Limits of the desk's client."""
        super().__init__(self.tr("Limites"))
        self.model = LimitsPage(desk)
        words = self.tr("O que o programa espera, recusa e avisa. Cada mudança pede um motivo e fica no diário.")
        self.set_heading(self.tr("Limites"), self.model.reason or words)
        self.table = FigureTable(self.model.table, self.tr("Limites"))
        self.table.set_fit_height(True)
        self.table.action_requested.connect(lambda row, _column: self.change(row))
        self.table.edit_requested.connect(lambda row, _column: self.change(row))
        card = Card()
        card.body.addWidget(self.table)
        self.body.addWidget(card)
        self.acts = {"refresh": self.model.refresh}

    def change(self, key: str) -> LimitDialog | None:
        """Opens the dialog of a limit that may be changed."""
        if self.model.reason or self.model.row(key).rule.fixed:
            return None
        dialog = LimitDialog(self.model, key, self)
        dialog.open()
        return dialog
