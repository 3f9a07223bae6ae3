"""Provas: what a carried file proves of itself, and the signature of whoever decides in it."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QPushButton, QWidget

from ui.desktop.documentos.dialogs import SignDialog
from ui.desktop.documentos.lines import StateLines
from ui.desktop.documentos.verify_card import VerifyCard
from ui.desktop.kit import buttons
from ui.desktop.kit.banner import BannerStack
from ui.desktop.kit.card import Card
from ui.desktop.kit.labels import code_label, label
from ui.desktop.metas.papers import ask_where
from ui.desktop.shell.page import PageWidget
from viewmodels.banner import BannerView
from viewmodels.desk import Desk
from viewmodels.screens.documents import DocumentsViewModel
from viewmodels.screens.documents_proofs import ProofsViewModel


class ProofsPage(PageWidget):
    """The first page of a carried file."""

    def __init__(self, desk: Desk, model: ProofsViewModel) -> None:
        """Proofs of the desk's file."""
        super().__init__(self.tr("Provas"))
        self._desk, self.model = desk, model
        self.verdict = BannerStack()
        self.lines = StateLines()
        self.results = buttons.outlined(self.tr("Ver os resultados"), self._to_results)
        self.decide = buttons.primary(self.tr("Ver os resultados"), self._to_results)
        self.sign_later = buttons.outlined(self.tr("Assinar decisões"), self.ask_phrase)
        for button in (self.results, self.decide, self.sign_later):
            button.setParent(self)
            button.hide()
        self.offered = self._offered()
        self.body.addWidget(self.verdict)
        self.body.addWidget(self._proofs())
        self.body.addWidget(self._identity())
        self.verify = VerifyCard(DocumentsViewModel(desk, self))
        self.body.addWidget(self.verify)
        model.changed.connect(self.refresh)
        self.acts = {"refresh": model.refresh}
        self.refresh()

    def _proofs(self) -> QWidget:
        card = Card(self.tr("O que este arquivo prova"), padded=True)
        card.body.addWidget(self.lines)
        return card

    def _identity(self) -> QWidget:
        card = Card(self.tr("De onde ele veio"), padded=True)
        self.limit = label("", "body", "t2", wrap=True)
        card.body.addWidget(self.limit)
        card.body.addWidget(code_label(self.model.manifest.head))
        return card

    def refresh(self) -> None:
        """Read the viewmodel again."""
        model = self.model
        self.set_heading(self.tr("Provas"), model.about)
        self.verdict.set_banners([BannerView(model.state, model.verdict)])
        self.lines.set_lines(model.lines)
        self.limit.setText(model.limit)
        first = self.model.deciding and self.model.pending
        self.set_actions(*((self.sign_later, self.decide) if first else self.offered))

    def _to_results(self) -> None:
        self._desk.shell.go("metas", "resultados")

    def _offered(self) -> tuple[QPushButton, ...]:
        """A file to decide in is signed; a sealed one gives its papers again."""
        if self.model.deciding:
            return self.results, buttons.primary(self.tr("Assinar decisões"), self.ask_phrase)
        workbook = buttons.outlined(self.tr("Gerar a planilha"), partial(self._remake, "xlsx"), icon="table")
        report = buttons.outlined(self.tr("Gerar o relatório"), partial(self._remake, "pdf"), icon="file-text")
        return workbook, report, self.decide

    def _remake(self, kind: str) -> None:
        ask_where(self.model.paper_name(kind), kind, self, partial(self._remade, kind))

    def _remade(self, kind: str, path: Path) -> None:
        said = self.model.remake(kind, path)
        if said:
            self._desk.shell.notify(said)

    def ask_phrase(self) -> SignDialog:
        """Ask for the phrase and sign."""
        dialog = SignDialog(self.model, self)
        dialog.accepted.connect(lambda: self._desk.shell.notify(dialog.said))
        dialog.open()
        return dialog
