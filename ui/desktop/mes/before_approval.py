"""Above the goals to approve: consent to data kept from before, and provisional spending checked again."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.desktop.kit import buttons
from ui.desktop.kit.card import Card
from ui.desktop.kit.chip import StateShape
from ui.desktop.kit.fields import FormField
from ui.desktop.kit.labels import label
from ui.desktop.kit.table import FigureTable
from viewmodels.screens.before_approval import BeforeApproval
from viewmodels.state import State


class BeforeApprovalPart(QWidget):
    """Two cards, each only when the run asks for it."""

    def __init__(self, model: BeforeApproval) -> None:
        """Of the run on the wizard's table."""
        super().__init__()
        self.model = model
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._make_kept())
        column.addWidget(self._make_spending())
        model.changed.connect(self.refresh)
        self.refresh()

    def _make_kept(self) -> QWidget:
        self.kept = Card(self.tr("Dados guardados"), padded=True)
        line = QHBoxLayout()
        line.setSpacing(10)
        self.shape = StateShape(State.ATENCAO, 16)
        self.kept_words = label("", "body", wrap=True)
        line.addWidget(self.shape)
        line.addWidget(self.kept_words, 1)
        self.kept.body.addLayout(line)
        hint = self.tr("Pelo menos 10 letras: fica no relatório, com o seu nome e a hora.")
        self.why = FormField(self.tr("Motivo para publicar com dados guardados"), hint=hint)
        self.consent = buttons.outlined(self.tr("Consentir em publicar assim"), self._consent)
        self.reason = label("", "caption", "t3", wrap=True)
        row = QHBoxLayout()
        row.addWidget(self.consent)
        row.addWidget(self.reason, 1)
        self.kept.body.addWidget(self.why)
        self.kept.body.addLayout(row)
        return self.kept

    def _make_spending(self) -> QWidget:
        self.spending = Card(self.tr("Gasto provisório"))
        self.again = buttons.outlined(self.tr("Conferir de novo"), self.model.check_again, "arrows-clockwise", True)
        self.spending.add_to_header(self.again)
        words = self.tr("O saldo usou gasto que ainda não estava fechado. Confira antes de publicar se ele mudou.")
        self.spending_words = label(words, "body", "t2", wrap=True)
        self.said = label("", "body", wrap=True)
        for each in (self.spending_words, self.said):
            each.setContentsMargins(14, 8, 14, 8)
            self.spending.body.addWidget(each)
        self.table = FigureTable(self.model.table, self.tr("Gastos que mudaram desde o cálculo"))
        self.table.set_fit_height(True)
        self.spending.body.addWidget(self.table)
        return self.spending

    def refresh(self) -> None:
        """Read the viewmodel again."""
        model, kept = self.model, self.model.kept
        self.kept.setVisible(kept is not None)
        if kept is not None:
            self.shape.set_state(State.ATENCAO if kept.missing else State.OK)
            self.kept_words.setText(model.kept_words)
            for each in (self.why, self.consent):
                each.setVisible(kept.missing)
            self.consent.setEnabled(not model.reason)
            self.reason.setText(model.reason if kept.missing else "")
        self.spending.setVisible(model.is_provisional)
        self.said.setText(model.said)
        self.said.setVisible(bool(model.said))
        self.table.setVisible(model.table.rowCount() > 0)
        self.setVisible(kept is not None or model.is_provisional)

    def _consent(self) -> None:
        self.why.show_error(self.model.consent(self.why.edit.text()))
