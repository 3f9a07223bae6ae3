"""Levar e trazer: the month taken out, a calculation sent to be decided, a decision received, the signing key."""

from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.desktop.documentos.asking import PROVA, ask_file
from ui.desktop.documentos.carrying import export_month
from ui.desktop.documentos.dialogs import KeyDialog, ReceiveDialog, SendDialog
from ui.desktop.kit import buttons
from ui.desktop.kit.card import Card
from ui.desktop.kit.labels import hairline, label
from ui.desktop.metas.papers import ask_where
from viewmodels.screens.documents import DocumentsViewModel


class CarryCard(Card):
    """What leaves in a file of its own, and what comes back in one."""

    def __init__(self, model: DocumentsViewModel) -> None:
        """A card on the page's viewmodel."""
        super().__init__(padded=True)
        self.set_title(self.tr("Levar e trazer"))
        self.model = model
        self.export = buttons.outlined(self.tr("Exportar o mês"), self.export_month, icon="file-arrow-down")
        self.send = buttons.outlined(self.tr("Levar para decisão"), self.send_to_decide, icon="file-text")
        self.receive = buttons.outlined(self.tr("Receber decisão"), self.receive_decision, icon="file-text")
        self.key = buttons.outlined(self.tr("Criar chave"), self.make_key, icon="lock-simple")
        month = self.tr("O mês aprovado em um arquivo .prova: abre sem o ERP e se prova sozinho.")
        away = self.tr("A segunda pessoa decide longe e assina; a decisão volta e entra no diário.")
        self.key_words = label("", "body", "t2", wrap=True)
        self.why_export, self.why_send = (label("", "caption", "t3", wrap=True) for _ in range(2))
        self.body.addLayout(_line(_told(month, self.why_export), self.export))
        self.body.addWidget(hairline())
        self.body.addWidget(_told(away, self.why_send))
        self.body.addLayout(_line(QWidget(), self.send, self.receive))
        self.body.addWidget(hairline())
        self.body.addLayout(_line(self.key_words, self.key))
        model.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Each button opens or says why not."""
        model = self.model
        for button, reason in (
            (self.export, model.export_reason),
            (self.send, model.send_reason),
            (self.receive, model.receive_reason),
            (self.key, model.key_reason),
        ):
            button.setEnabled(not reason)
            button.setToolTip(reason)
            button.setAccessibleDescription(reason)
        for told, reason in ((self.why_export, model.export_reason), (self.why_send, model.send_reason)):
            told.setText(reason)
            told.setVisible(bool(reason))
        self.key_words.setText(model.key_reason or model.key_words)
        self.key.setText(self.tr("Trocar chave") if model.has_key else self.tr("Criar chave"))

    def export_month(self) -> None:
        """Ask where, then take the month out."""
        export_month(self.model.desk, self)

    def send_to_decide(self) -> SendDialog:
        """Ask who decides and where the file goes."""
        dialog = SendDialog(self.model, self)
        dialog.accepted.connect(lambda: self._send(dialog.signer.value))
        dialog.open()
        return dialog

    def _send(self, signer: str) -> None:
        name = self.model.decide_file(signer)
        ask_where(name, "prova", self, lambda path: self._tell(self.model.send(signer, path)))

    def receive_decision(self) -> None:
        """Ask for the file, show before and after, then merge."""
        ask_file(self, self.tr("Receber decisão"), (PROVA,), self.show_arriving)

    def show_arriving(self, path: Path) -> ReceiveDialog | None:
        """Before and after of what a file decides; None when it is refused."""
        found = self.model.arriving(path)
        if found is None:
            return None
        dialog = ReceiveDialog(self.model, found, path, self)
        dialog.accepted.connect(lambda: self._tell(dialog.said))
        dialog.open()
        return dialog

    def make_key(self) -> KeyDialog:
        """Ask for the phrase of a new key."""
        dialog = KeyDialog(self.model, self)
        dialog.accepted.connect(lambda: self._tell(self.model.desk.say("DOCUMENTOS.CHAVE_CRIADA")))
        dialog.open()
        return dialog

    def _tell(self, said: str) -> None:
        if said:
            self.model.desk.shell.notify(said)


def _told(words: str, why: QWidget) -> QWidget:
    """What an act does, and under it why it waits."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(label(words, "body", "t2", wrap=True))
    column.addWidget(why)
    return made


def _line(words: QWidget, *acts: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(words, 1)
    for act in acts:
        row.addWidget(act)
    return row
