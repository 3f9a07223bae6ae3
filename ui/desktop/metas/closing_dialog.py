"""Closing a vigência: the mandatory items still open, the reason asked when there are any, the list on paper after."""

from PySide6.QtWidgets import QWidget

from ui.desktop.entrance.add_dialog import AddDialog
from ui.desktop.kit.fields import FormField
from ui.desktop.kit.labels import label
from ui.desktop.metas.papers import print_routine
from viewmodels.desk import Desk
from viewmodels.screens.cockpit import CockpitViewModel


class CloseMonthDialog(AddDialog):
    """Confirms that a vigência is closed with its checklist."""

    def __init__(self, desk: Desk, model: CockpitViewModel, parent: QWidget) -> None:
        """A dialog for the vigência in front."""
        tr = parent.tr
        self._desk, self._model, self._window = desk, model, parent
        words = tr("Fechada, a vigência não volta a ficar ativa. A rotina do mês fica no diário como está agora.")
        asked: list[QWidget] = [label(words, "body", "t2", wrap=True)]
        self.reason = FormField(tr("Por que fechar assim"), hint=tr("Fica no diário, com o seu nome."))
        if model.open_words:
            asked += [label(f"{model.open_words}.", wrap=True), self.reason]
        super().__init__(tr("Fechar a vigência"), asked, tr("Fechar a vigência"), parent)
        (self.reason if model.open_words else self.confirm).setFocus()

    def submit(self) -> None:
        """Closes, then shows the list on paper."""
        refused = self._model.close_month(self.reason.edit.text().strip())
        if refused:
            self.refuse(refused)
            return
        self.accept()
        print_routine(self._desk, self._model, self._window)
