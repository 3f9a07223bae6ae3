"""Guarda de dados: the one table of retention, and the act that takes old unused data away."""

from ui.desktop.kit import buttons
from ui.desktop.kit.card import Card
from ui.desktop.kit.danger_dialog import DangerDialog
from ui.desktop.kit.labels import label
from ui.desktop.kit.table import FigureTable
from ui.desktop.shell.page import PageWidget
from viewmodels.desk import Desk
from viewmodels.screens.retention_page import RetentionPage


class RetentionTablePage(PageWidget):
    """What is kept, for how long, why, and who removes it."""

    def __init__(self, desk: Desk) -> None:
        """Retention of the desk's client."""
        super().__init__(self.tr("Guarda de dados"))
        self._desk, self.model = desk, RetentionPage(desk)
        self.take = buttons.outlined(self.tr("Apagar dados antigos"), self.ask, icon="trash")
        self.table = FigureTable(self.model.table, self.tr("Guarda de dados"))
        self.table.set_fit_height(True)
        listed = Card()
        listed.body.addWidget(self.table)
        self._old = Card(self.tr("O que já pode sair"), padded=True)
        self.words = label("", wrap=True)
        self._old.body.addWidget(self.words)
        self.body.addWidget(listed)
        self.body.addWidget(self._old)
        self.set_actions(self.take)
        self.acts = {"refresh": self.model.refresh}
        self.model.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Read the viewmodel again."""
        words = self.tr(
            "O que se guarda, por quanto tempo, por quê e quem apaga. O programa nunca apaga sozinho um dado seu."
        )
        self.set_heading(self.tr("Guarda de dados"), words)
        self._old.setVisible(not self.model.reason)
        self.words.setText(f"{self.model.preview_words}.")
        self.take.setEnabled(self.model.may_take)
        self.take.setAccessibleDescription(self.model.reason)

    def ask(self) -> DangerDialog | None:
        """Opens the confirmation; None when nothing may go."""
        if not self.model.may_take:
            return None
        dialog = DangerDialog(self.model.danger, self.window())
        dialog.accepted.connect(lambda: self._taken(dialog.reason))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def _taken(self, reason: str) -> None:
        said = self.model.take(reason)
        if said:
            self._desk.shell.notify(said)
