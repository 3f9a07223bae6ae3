"""O que muda: two known-on dates above, the rules that differ between them on the audit's days below."""

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.desktop.kit import buttons
from ui.desktop.kit.card import Card
from ui.desktop.kit.fields import FormField, Parsed
from ui.desktop.kit.labels import label
from ui.desktop.kit.table import FigureTable
from ui.desktop.kit.theme import theme
from ui.desktop.subsidios.audit_page import serve_numbers
from ui.desktop.subsidios.knowledge_dialog import DAY
from viewmodels.desk import Desk
from viewmodels.screens.subsidios.audit import AuditViewModel
from viewmodels.screens.subsidios.rules_timeline_changes import RuleChangesViewModel
from viewmodels.table import TableModel

FIELD = 180


class ChangesSection(QWidget):
    """What changes between two known-on dates; a rule opens on its timeline."""

    def __init__(self, desk: Desk, audit: AuditViewModel, show_rule: Callable[[str], object]) -> None:
        """A section of the page; `show_rule` brings the timeline of a rule to the front."""
        super().__init__()
        self._show_rule = show_rule
        self.model = RuleChangesViewModel(audit, self)
        self.before = FormField(self.tr("Regras conhecidas até"), self._parse, hint=self.tr("dia/mês/ano"))
        self.after = FormField(self.tr("Comparadas com as conhecidas até"), self._parse, hint=self.tr("dia/mês/ano"))
        self.compare = buttons.outlined(self.tr("Comparar as datas"), self.submit)
        self._rows = TableModel()
        self._rows.set_columns(self.model.columns())
        self.table = FigureTable(self._rows, self.tr("Mudanças de regra"))
        serve_numbers(self.table, desk)
        self.table.action_requested.connect(lambda row, _column: self._show_rule(self.model.rule_of(row)))
        self.card = Card(self.tr("O que muda nestes dias"))
        self.words = label("", "body", "t2", wrap=True)
        self._lay_out()
        for field in (self.before, self.after):
            field.edit.returnPressed.connect(self.submit)
        self.model.changed.connect(self.refresh)
        self.refresh()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        row = QHBoxLayout()
        row.setSpacing(12)
        for field in (self.before, self.after):
            field.setFixedWidth(theme().px(FIELD + (60 if field is self.after else 0)))
            row.addWidget(field, 0, Qt.AlignmentFlag.AlignTop)
        pressed = QVBoxLayout()
        pressed.setContentsMargins(0, 0, 0, 0)
        pressed.setSpacing(4)
        pressed.addWidget(label(" ", "label"))
        pressed.addWidget(self.compare)
        pressed.addStretch(1)
        row.addLayout(pressed)
        row.addStretch(1)
        column.addLayout(row)
        self.words.setContentsMargins(14, 10, 14, 10)
        self.card.body.addWidget(self.words)
        self.card.body.addWidget(self.table, 1)
        column.addWidget(self.card, 1)

    def refresh(self) -> None:
        """Show the two dates and what changes."""
        for field, day in ((self.before, self.model.before), (self.after, self.model.after)):
            field.setEnabled(day is not None)
            if day is not None:
                field.set_text(f"{day:{DAY}}")
        self.compare.setEnabled(self.model.before is not None)
        rows = self.model.rows()
        self._rows.set_rows(rows)
        self.table.setVisible(bool(rows))
        self.words.setText(self.model.words)
        self.card.body.setAlignment(self.words, Qt.AlignmentFlag.AlignTop)

    def submit(self) -> None:
        """Compare the dates typed, when both are dates."""
        if not (self.before.check() and self.after.check()):
            return
        before, after = self.before.value, self.after.value
        if isinstance(before, date) and isinstance(after, date):
            self.model.compare(before, after)

    def _parse(self, text: str) -> Parsed:
        try:
            return Parsed(datetime.strptime(text.strip(), DAY).date())
        except ValueError:
            return Parsed(error=self.tr("Escreva a data como 20/01/2026"))
