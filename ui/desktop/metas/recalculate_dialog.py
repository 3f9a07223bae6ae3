"""Recalcular com dados corrigidos: the reason first, then the job; the goals in force stay meanwhile."""

from PySide6.QtWidgets import QWidget

from ui.desktop.entrance.add_dialog import AddDialog
from ui.desktop.kit.fields import FormField
from ui.desktop.kit.labels import label
from viewmodels.desk import Desk
from viewmodels.screens.recalculation import Recalculation


class RecalculateDialog(AddDialog):
    """Asks what was corrected."""

    def __init__(self, desk: Desk, run: int, parent: QWidget) -> None:
        """A dialog for the run in force."""
        tr = parent.tr
        self._model = Recalculation(desk, run)
        words = tr(
            "O ERP é lido de novo e um novo cálculo é feito com os gastos, feriados e parâmetros de agora. "
            "As metas em vigor ficam até você aprovar o novo cálculo."
        )
        self.reason = FormField(tr("O que foi corrigido"), hint=tr("Fica no diário e no papel, com o seu nome."))
        asked: list[QWidget] = [label(words, "body", "t2", wrap=True), self.reason]
        super().__init__(tr("Recalcular com dados corrigidos"), asked, tr("Recalcular"), parent)
        self.reason.setFocus()

    def submit(self) -> None:
        """Starts the job and leaves; what refuses it reaches the window."""
        reason = self.reason.edit.text().strip()
        refused = self._model.refusal(reason)
        if refused:
            self.reason.show_error(refused)
            return
        self._model.start(reason)
        self.accept()
