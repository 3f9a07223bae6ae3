"""Applying a scenario: what is in force beside what would be, and the reason, before anything is written."""

from PySide6.QtWidgets import QWidget

from ui.desktop.entrance.add_dialog import AddDialog
from ui.desktop.kit.card import Card
from ui.desktop.kit.fields import FormField
from ui.desktop.kit.labels import label
from ui.desktop.kit.table import FigureTable
from ui.desktop.kit.theme import theme
from viewmodels.screens.simulator_apply import ApplyViewModel
from viewmodels.table import TableModel

WIDTH = 560


class ApplyDialog(AddDialog):
    """Before and after of each change, with one justification for all."""

    def __init__(self, model: ApplyViewModel, parent: QWidget) -> None:
        """A dialog for the changes of a scenario."""
        tr, self._model = parent.tr, model
        self.why = FormField(tr("Justificativa"), hint=tr("Fica no diário, com o seu nome."))
        rows = TableModel(model.columns())
        rows.set_rows(model.rows())
        self.table = FigureTable(rows, tr("Mudanças a aplicar"))
        self.table.set_fit_height(True)
        card = Card()
        card.body.addWidget(self.table)
        text = label(model.desk.say("SIMULADOR.APLICAR_TEXTO"), "body", "t2", wrap=True)
        super().__init__(model.title, [self.why, card, text], model.confirm, parent)
        self.setFixedWidth(theme().px(WIDTH))
        self.why.edit.setFocus()

    def submit(self) -> None:
        """Writes the changes; a refusal stands at the reason."""
        refused = self._model.apply(self.why.edit.text())
        if refused:
            self.why.show_error(refused)
            self.why.edit.setFocus()
            self.adjustSize()
            return
        self.accept()
