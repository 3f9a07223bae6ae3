"""Help in front of a dialog: the page, and the way back to what was being done."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.desktop.ajuda.reading import HelpText
from ui.desktop.kit import buttons
from viewmodels.operations.faces import Texts
from viewmodels.screens.help_page import HelpReader

SIZE = (900, 620)


class HelpDialog(QDialog):
    """A page of help over the dialog that asked for it; links lead on, Esc goes back."""

    def __init__(self, texts: Texts, hints: tuple[str, ...], parent: QWidget | None = None) -> None:
        """Help on the first hint that leads to a page."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setWindowTitle(self.tr("Ajuda"))
        self.resize(*SIZE)
        self.reader = HelpReader(texts)
        self.reader.open(*hints)
        self.text = HelpText(self.reader)
        close = buttons.primary(self.tr("Fechar"), self.accept)
        foot = QHBoxLayout()
        foot.addWidget(buttons.ghost(self.tr("Voltar"), lambda: self.reader.step(-1), icon="arrow-left"))
        foot.addStretch(1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.addWidget(self.text, 1)
        column.addLayout(foot)
