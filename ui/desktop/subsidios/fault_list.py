"""The list of what is wrong with the tables of an import, to be read here, copied or saved."""

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from ui.desktop.kit import buttons
from ui.desktop.kit.card import Card
from ui.desktop.kit.labels import label
from ui.desktop.kit.table import FigureTable
from ui.desktop.metas.papers import ask_where
from viewmodels.screens.subsidios.import_faults import FaultsViewModel


class FaultList(Card):
    """A table of faults with its two ways of being taken away."""

    def __init__(self, model: FaultsViewModel) -> None:
        """A list on the wizard's faults."""
        super().__init__(self.tr("O que há nas tabelas"))
        self.model = model
        self.first = buttons.outlined(self.tr("Copiar a lista"), self.copy, icon="copy", small=True)
        self.add_to_header(self.first)
        self.add_to_header(buttons.outlined(self.tr("Salvar a lista"), self.save, icon="floppy-disk", small=True))
        self._told = label("", "caption", "t3", wrap=True)
        self._told.setContentsMargins(14, 8, 14, 6)
        self.body.addWidget(self._told)
        self.table = FigureTable(model.table, self.tr("Falhas por tabela, arquivo, linha e coluna"))
        self.table.set_fit_height(True)
        self.body.addWidget(self.table)

    def refresh(self) -> None:
        """Say how many there are."""
        self._told.setText(self.model.caption)

    def copy(self) -> None:
        """Put the list in the clipboard."""
        QGuiApplication.clipboard().setText(self.model.as_text)
        self.model.desk.shell.notify(self.tr("Lista copiada"))

    def save(self) -> QFileDialog:
        """Ask where, then write the list as CSV."""
        return ask_where(self.model.file_name, "csv", self, self._write)

    def _write(self, path: Path) -> None:
        if self.model.save(path):
            self.model.desk.shell.notify(self.model.saved_words(path))
