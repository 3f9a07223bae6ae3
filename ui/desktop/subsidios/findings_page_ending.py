"""The menu of the whole audit: its calculation done again, another copy looked at, the seal that ends it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton, QWidget

from ui.desktop.documentos.asking import PROVA, ask_file
from ui.desktop.kit import buttons
from ui.desktop.kit.danger_dialog import DangerDialog
from ui.desktop.metas.papers import ask_where
from ui.desktop.subsidios.act_menu import Act, act_menu, drop
from viewmodels.screens.subsidios.findings_ending import JOIN, REPRODUCE, SEAL, EndingViewModel


class EndingMenu(QWidget):
    """Holds the button of the header and what it asks; shows nothing itself."""

    def __init__(self, model: EndingViewModel, page: QWidget) -> None:
        """For a page of the audit."""
        super().__init__(page)
        self.hide()
        self._model, self._page = model, page
        self.button: QPushButton = buttons.outlined(self.tr("Conferir e encerrar"), self.open, icon="lock")
        self.button.setParent(self)

    def open(self) -> QMenu:
        """Shows the menu under its button."""
        return drop(self.menu(), self.button)

    def menu(self) -> QMenu:
        """The acts on the whole audit; those that cannot be done now say why."""
        return act_menu(
            self.button,
            self._act(self.tr("Reproduzir o último cálculo"), REPRODUCE, self._model.reproduce),
            replace(self._act(self.tr("Juntar outra cópia"), JOIN, self.ask_copy), apart=True),
            self._act(self.tr("Lacrar a auditoria"), SEAL, self.ask_seal),
        )

    def _act(self, words: str, id: str, do: Callable[[], object]) -> Act:
        return Act(words, self._model.reason(id), not self._model.running, do)

    def ask_copy(self) -> QFileDialog:
        """Asks which copy, then says what it has."""
        return ask_file(self._page, self.tr("Escolher outra cópia desta auditoria"), (PROVA,), self._model.look_at)

    def ask_seal(self) -> QFileDialog:
        """Asks where the sealed copy goes, then whether to seal."""
        return ask_where(self._model.sealed_name, "prova", self._page, self.confirm)

    def confirm(self, target: Path) -> DangerDialog:
        """Says what sealing does; only the reason and the word typed open the red button."""
        dialog = DangerDialog(self._model.danger(target), self._page.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._model.seal(target, dialog.reason))
        dialog.open()
        return dialog
