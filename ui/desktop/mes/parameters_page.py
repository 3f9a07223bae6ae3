"""Page 3, Parâmetros: five fields; a change asks why before it is written; a tick says they were looked at."""

from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.desktop.kit import buttons
from ui.desktop.kit.card import Card
from ui.desktop.kit.check import Check
from ui.desktop.kit.fields import FormField, Parsed, parse_decimal
from ui.desktop.kit.labels import hairline, label
from ui.desktop.kit.theme import theme
from ui.desktop.mes.step_page import StepPage
from viewmodels.screens.parameters_page import ParameterField, ParametersPage

FIELD_WIDTH = 300


class ParameterRow(QWidget):
    """One parameter: its field and, once another value stands in it, the justification and the two ways out."""

    left_changed = Signal()
    """The text is no longer the value in force, or is again."""

    def __init__(self, model: ParametersPage, field: ParameterField) -> None:
        """A row for one parameter."""
        super().__init__()
        self._model, self.key, self._text = model, field.key, field.text
        self.field = FormField(field.label, self._parse, field.unit)
        self.field.set_text(field.text)
        self.since = label("", "caption", "t3", wrap=True)
        self.field.edit.setEnabled(not model.reason)
        self.why = FormField(self.tr("Justificativa"), hint=self.tr("Fica no diário, com o seu nome."))
        self.keep = buttons.outlined(self.tr("Guardar o valor"), self.write, small=True)
        self.undo = buttons.ghost(self.tr("Desfazer"), self.restore)
        self._asked = QWidget()
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(20)
        self.field.setFixedWidth(theme().px(FIELD_WIDTH))
        row.addWidget(self.field, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.since, 100)
        row.addWidget(self._make_asked(), 100, Qt.AlignmentFlag.AlignTop)
        self.field.edit.textChanged.connect(self._typed)
        self.field.edit.returnPressed.connect(self._go_on)
        self.why.edit.returnPressed.connect(self.write)
        self.show_field(field)

    def _make_asked(self) -> QWidget:
        column = QVBoxLayout(self._asked)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.why)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.keep)
        row.addWidget(self.undo)
        row.addStretch(1)
        column.addLayout(row)
        return self._asked

    @property
    def pending(self) -> bool:
        """True while the text is not the value in force."""
        return self.field.edit.text().strip() != self._text

    def show_field(self, field: ParameterField) -> None:
        """Show the value in force, unless somebody is typing another."""
        if not self.pending or self._text == field.text:
            keep = self.pending
            self._text = field.text
            if not keep:
                self.field.set_text(field.text)
        self.since.setText(field.hint)
        self._show_asked()

    def _show_asked(self) -> None:
        self._asked.setVisible(self.pending)
        self.since.setVisible(not self.pending)

    def _parse(self, text: str) -> Parsed:
        parsed = parse_decimal(text)
        if parsed.error or (parsed.value is not None and not isinstance(parsed.value, Decimal)):
            return parsed
        value, error = self._model.parse(self.key, parsed.value)
        return Parsed(error=error) if error else Parsed(value)

    def _typed(self) -> None:
        self._show_asked()
        self.left_changed.emit()

    def _go_on(self) -> None:
        """Enter on the value leads to its justification."""
        if self.field.check() and self.pending:
            self.why.edit.setFocus(Qt.FocusReason.TabFocusReason)

    def write(self) -> None:
        """Write the new value; what refuses it is said at its field."""
        if not self.field.check():
            self.field.edit.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        refused = self._model.change(self.key, str(self.field.value), self.why.edit.text())
        if refused:
            self.why.show_error(refused)
            self.why.edit.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._text = self.field.edit.text().strip()
        self.why.set_text("")
        self.field.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self._typed()

    def restore(self) -> None:
        """Put the value in force back."""
        self.field.set_text(self._text)
        self.why.set_text("")
        self._typed()
        self.field.edit.setFocus(Qt.FocusReason.OtherFocusReason)


class ParameterStep(StepPage):
    """The page of parameters (G-017 to G-021)."""

    def __init__(self, model: ParametersPage) -> None:
        """Parameters of the wizard's client."""
        words = self.tr("Confira os cinco valores. Mudar um deles pede o motivo; o anterior fica no diário.")
        super().__init__(self.tr("Parâmetros"), words)
        self.model = model
        self.rows: dict[str, ParameterRow] = {}
        self._card = Card()
        self.looked = Check(self.tr("Parâmetros conferidos"))
        self.looked.toggled.connect(self._look)
        self.reason = label("", "caption", "t3", wrap=True)
        self.body.addWidget(self._card)
        self.body.addWidget(self.looked)
        self.body.addWidget(self.reason)
        self.body.addStretch(1)
        model.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Read the viewmodel again; what is being typed stays."""
        for field in self.model.fields:
            if field.key not in self.rows:
                self._add(field)
            self.rows[field.key].show_field(field)
        self._show_looked()

    def _add(self, field: ParameterField) -> None:
        if self.rows:
            self._card.body.addWidget(hairline())
        row = self.rows[field.key] = ParameterRow(self.model, field)
        row.left_changed.connect(self._show_looked)
        self._card.body.addWidget(row)

    def start(self) -> None:
        """The keyboard starts on the first value; Tab goes from the last one to the tick."""
        for row in self.rows.values():
            QWidget.setTabOrder(row.undo, self.looked)
        super().start()

    def _show_looked(self) -> None:
        """The tick waits until no value stands half changed."""
        half = [row.field.title.text() for row in self.rows.values() if row.pending]
        blocked = self.looked.blockSignals(True)
        self.looked.setChecked(self.model.looked and not half)
        self.looked.blockSignals(blocked)
        self.looked.setEnabled(not half)
        words = self.tr("Guarde ou desfaça a mudança em %s.").replace("%s", ", ".join(half)) if half else ""
        self.reason.setText(words or self.model.reason)
        self.looked.setAccessibleDescription(words)

    def _look(self, looked: bool) -> None:
        self.model.look(looked)
