"""Confira este papel: a file dropped or chosen, or the 16 signs typed; below it, what the paper proves to be."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.desktop.documentos.asking import PAPERS, PROVA, ask_file, dropped_file
from ui.desktop.documentos.lines import StateLines
from ui.desktop.kit import buttons
from ui.desktop.kit.banner import Banner
from ui.desktop.kit.card import Card
from ui.desktop.kit.fields import FormField
from ui.desktop.kit.labels import label
from viewmodels.banner import BannerView
from viewmodels.screens.documents import DocumentsViewModel


class VerifyCard(Card):
    """The card where a paper is shown to the program."""

    def __init__(self, model: DocumentsViewModel) -> None:
        """A card on the page's viewmodel."""
        super().__init__(padded=True)
        self.set_title(self.tr("Confira este papel"))
        self.model = model
        self.setAcceptDrops(True)
        words = self.tr(
            "Solte aqui um PDF, uma planilha ou um arquivo .prova, ou digite os 16 sinais impressos no papel."
        )
        self.body.addWidget(label(words, "body", "t2", wrap=True))
        self.signs = FormField(self.tr("16 sinais do papel"), hint=self.tr("Como 7c41 d09a e2b3 5f16."))
        self.signs.edit.returnPressed.connect(self.check)
        self.confirm = buttons.primary(self.tr("Conferir"), self.check)
        self.choose = buttons.outlined(self.tr("Escolher arquivo"), self.ask, icon="file-text")
        self.body.addLayout(self._asked())
        self.answer = QVBoxLayout()
        self.answer.setSpacing(10)
        self.body.addLayout(self.answer)
        self.lines = StateLines()
        self.body.addWidget(self.lines)
        model.changed.connect(self.refresh)
        self.refresh()

    def _asked(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.signs, 1)
        beside = QVBoxLayout()
        beside.setSpacing(4)
        beside.addWidget(label(" ", "label"))
        acts = QHBoxLayout()
        acts.setSpacing(8)
        acts.addWidget(self.confirm)
        acts.addWidget(self.choose)
        beside.addLayout(acts)
        beside.addStretch(1)
        row.addLayout(beside)
        return row

    def check(self) -> None:
        """Verify the signs typed."""
        if self.signs.edit.text().strip():
            self.model.verify_signs(self.signs.edit.text())
        else:
            self.signs.show_error(self.tr("Digite os 16 sinais, ou escolha o arquivo."))

    def ask(self) -> None:
        """Ask for the file of the paper."""
        ask_file(self, self.tr("Conferir um papel"), (*PAPERS, PROVA), self.model.verify)

    def refresh(self) -> None:
        """Show what the last paper proved to be."""
        while item := self.answer.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        told = self.model.answer
        self.lines.set_lines(told.lines if told else ())
        if told is not None:
            self.answer.addWidget(self._banner(BannerView(told.state, told.title, "", told.sentence, told.approval)))

    def _banner(self, view: BannerView) -> QWidget:
        return Banner(view)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Take one file of a kind the program knows."""
        if dropped_file(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Verify what was dropped."""
        path: Path | None = dropped_file(event.mimeData())
        if path is not None:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.model.verify(path)
