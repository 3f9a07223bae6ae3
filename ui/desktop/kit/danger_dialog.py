"""Danger confirmation: before and after, who else is touched, reason, typing to confirm; focus starts on the reason."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.desktop.kit import buttons
from ui.desktop.kit.card import Card
from ui.desktop.kit.chip import StateShape
from ui.desktop.kit.fields import FormField, Parsed
from ui.desktop.kit.labels import hairline, label
from ui.desktop.kit.table import FigureTable
from ui.desktop.kit.theme import theme
from viewmodels.danger import DangerView
from viewmodels.state import State
from viewmodels.table import TableModel

FIRST = 5
WIDTH = 640


class DangerDialog(QDialog):
    """Asks for a reason and for the period typed; `reason` is what was written when it is accepted."""

    receipt_requested = Signal()

    def __init__(self, view: DangerView, parent: QWidget | None = None) -> None:
        """A window-modal dialog for an act that cannot be undone by a key."""
        super().__init__(parent)
        self._view = view
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(view.title)
        self.setAccessibleName(view.title)
        self.setMinimumWidth(theme().px(WIDTH))
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 18)
        column.setSpacing(12)
        column.addLayout(self._make_head())
        column.addWidget(self._make_table())
        for state, sentence in view.effects:
            column.addLayout(_line(state, sentence))
        column.addLayout(self._make_fields())
        column.addWidget(hairline())
        column.addLayout(self._make_foot())
        self._check()

    @property
    def reason(self) -> str:
        """The reason written."""
        return self.reason_field.edit.text().strip()

    def _make_head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(StateShape(State.CRITICO, 20), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(self._view.title, "dialog", wrap=True))
        words.addWidget(label(self._view.text, "body", "t2", wrap=True))
        row.addLayout(words, 1)
        return row

    def _make_table(self) -> Card:
        card = Card()
        card.around = "s3"
        self._model = TableModel(self._view.columns)
        self._model.set_rows(self._view.rows[:FIRST])
        self.table = FigureTable(self._model, self.tr("Antes e depois"))
        self.table.set_fit_height(True)
        card.body.addWidget(self.table)
        rest = len(self._view.rows) - FIRST
        if rest > 0:
            words = self.tr("Mostrar as outras %s") if rest > 1 else self.tr("Mostrar a outra")
            self.more = buttons.link(words.replace("%s", str(rest)), self._show_all)
            holder = QHBoxLayout()
            holder.setContentsMargins(12, 4, 12, 4)
            holder.addWidget(self.more)
            holder.addStretch(1)
            card.body.addLayout(holder)
        return card

    def _show_all(self) -> None:
        self._model.set_rows(self._view.rows)
        self.more.hide()
        self.adjustSize()

    def _make_fields(self) -> QHBoxLayout:
        self.reason_field = FormField(self.tr("Motivo"), self._parse_reason)
        title = self.tr("Digite %s para confirmar").replace("%s", self._view.typed)
        self.typed_field = FormField(title)
        for field in (self.reason_field, self.typed_field):
            field.edit.textChanged.connect(self._check)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.reason_field, 5, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.typed_field, 3, Qt.AlignmentFlag.AlignTop)
        return row

    def _parse_reason(self, text: str) -> Parsed:
        if not text.strip():
            return Parsed(error=self.tr("Escreva o motivo: ele fica no diário, com o seu nome."))
        return Parsed(text.strip())

    def _make_foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        if self._view.receipt:
            row.addWidget(buttons.ghost(self._view.receipt, self.receipt_requested.emit, icon="printer"))
        self._missing = label("", "caption", "t3")
        row.addWidget(self._missing, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.keep = buttons.outlined(self._view.keep, self.reject)
        self.confirm = buttons.danger(self._view.confirm, self.accept)
        row.addWidget(self.keep)
        row.addWidget(self.confirm)
        return row

    def _check(self) -> None:
        """Open the red button only with a reason and the right period; say what is missing beside it."""
        right = self.typed_field.edit.text().strip() == self._view.typed
        self.typed_field.edit.set_confirmed(State.OK if right else None)
        missing = "" if self.reason else self.tr("Falta o motivo")
        if self.reason and not right:
            missing = self.tr("Falta digitar %s").replace("%s", self._view.typed)
        self._missing.setText(missing)
        self.confirm.setEnabled(not missing)
        self.confirm.setAccessibleDescription(missing)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Start on the reason, never on the red button."""
        super().showEvent(event)
        self.reason_field.edit.setFocus(Qt.FocusReason.OtherFocusReason)


def _line(state: State, sentence: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(10)
    row.addWidget(StateShape(state, 14), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(label(sentence, wrap=True), 1)
    return row
