"""Dialogs of carried decisions: the signing phrase made, whom to send to, the phrase that signs, before and after."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.desktop.administracao.picker import Picker
from ui.desktop.entrance.add_dialog import AddDialog
from ui.desktop.entrance.form_page import asks, secret
from ui.desktop.kit import buttons
from ui.desktop.kit.card import Card
from ui.desktop.kit.fields import FormField
from ui.desktop.kit.labels import label
from ui.desktop.kit.table import FigureTable
from ui.desktop.kit.theme import theme
from viewmodels.operations.documentos.receiving import Decided
from viewmodels.screens.documents import DocumentsViewModel, arriving_table
from viewmodels.screens.documents_proofs import ProofsViewModel
from viewmodels.table import TableModel

WIDE = 860


class KeyDialog(AddDialog):
    """A signing phrase chosen, twice; what it is for and what it is not."""

    def __init__(self, model: DocumentsViewModel, parent: QWidget) -> None:
        """A dialog for whoever is at the desk."""
        self._model = model
        tr = parent.tr
        words = tr(
            "A frase fecha a sua chave de assinatura, que viaja nos arquivos que saem para você decidir. "
            "Não é a sua senha, e ninguém a recupera. Não vale como assinatura ICP-Brasil."
        )
        hint = tr("Pelo menos 14 letras. Use várias palavras.")
        self.phrase = secret(FormField(tr("Frase de assinatura"), asks(tr("Escolha uma frase")), hint=hint))
        self.again = secret(FormField(tr("Repita a frase"), asks(tr("Repita a frase"))))
        told = label(words, "body", "t2", wrap=True)
        super().__init__(tr("Criar chave de assinatura"), [self.phrase, self.again, told], tr("Criar chave"), parent)

    def submit(self) -> None:
        """Make the key."""
        right = [field.check() for field in (self.phrase, self.again)]  # both, so that each says what is wrong
        if not all(right):
            return
        if self.phrase.edit.text() != self.again.edit.text():
            self.again.show_error(self.tr("As duas frases são diferentes"))
            return
        refused = self._model.make_key(self.phrase.edit.text())
        if refused:
            self.refuse(refused)
        else:
            self.accept()


class SendDialog(AddDialog):
    """Who decides away from here."""

    def __init__(self, model: DocumentsViewModel, parent: QWidget) -> None:
        """A dialog with the people who have a key."""
        tr = parent.tr
        self.signer = Picker(tr("Quem decide"), [(each.user, each.name) for each in model.signers()])
        words = tr("O arquivo leva o cálculo à espera de decisão. Só a frase de assinatura dessa pessoa o fecha.")
        told = label(words, "body", "t2", wrap=True)
        super().__init__(tr("Levar para decisão"), [self.signer, told], tr("Escolher onde gravar"), parent)


class SignDialog(AddDialog):
    """The phrase that signs what was decided."""

    def __init__(self, model: ProofsViewModel, parent: QWidget) -> None:
        """A dialog for the signer of the file."""
        self._model, self.said = model, ""
        tr = parent.tr
        self.phrase = secret(FormField(tr("Frase de assinatura"), asks(tr("Digite a frase"))))
        words = tr("A assinatura cobre cada decisão, o cálculo e o diário até aqui. Decidiu de novo, assine de novo.")
        told = label(words, "body", "t2", wrap=True)
        super().__init__(tr("Assinar decisões"), [self.phrase, told], tr("Assinar"), parent)
        assert isinstance(self.phrase.edit, QLineEdit)

    def submit(self) -> None:
        """Sign."""
        if not self.phrase.check():
            return
        self.said, refused = self._model.sign(self.phrase.edit.text())
        if refused:
            self.refuse(refused)
        else:
            self.accept()


class ReceiveDialog(QDialog):
    """Before and after of every goal a signed file decides; receiving is the one act."""

    def __init__(self, model: DocumentsViewModel, found: Decided, path: Path, parent: QWidget) -> None:
        """A dialog about a file that was found good."""
        super().__init__(parent.window())
        self._model, self._path, self.said = model, path, ""
        self.setWindowTitle(self.tr("Receber decisão"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(theme().px(WIDE))
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 18)
        column.setSpacing(12)
        changing = sum(goal.changes for goal in found.goals)
        say = model.desk.say
        told = say(
            "DOCUMENTOS.ASSINADA_POR", pessoa=found.signer, quando=found.signed, calculo=str(found.run), n=changing
        )
        column.addWidget(label(self.tr("Receber decisão"), "dialog"))
        column.addWidget(label(told, "body", "t2", wrap=True))
        column.addWidget(self._table(found))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(buttons.outlined(self.tr("Cancelar"), self.reject))
        self.confirm = buttons.primary(self.tr("Receber as decisões"), self._receive)
        self.confirm.setEnabled(changing > 0)
        row.addWidget(self.confirm)
        column.addLayout(row)

    def _table(self, found: Decided) -> Card:
        columns, rows = arriving_table(self._model.desk, found)
        self.model = TableModel(columns)
        self.model.set_rows(rows)
        table = FigureTable(self.model, self.tr("Antes e depois"))
        table.set_fit_height(True)
        card = Card()
        card.around = "s3"
        card.body.addWidget(table)
        return card

    def _receive(self) -> None:
        self.said = self._model.receive(self._path)
        if self.said:
            self.accept()
        else:
            self.reject()
