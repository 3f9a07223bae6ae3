"""Adding a day by hand: date, name, and how it runs."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.desktop.kit import buttons
from ui.desktop.kit.fields import FormField, Parsed
from ui.desktop.kit.labels import label
from ui.desktop.kit.segmented import Segmented
from ui.desktop.kit.theme import theme
from ui.desktop.mes.holiday_list import KINDS
from viewmodels.screens.holidays_page import day_type_of

WIDTH = 420

Add = Callable[[date, str, Any], str]


class AddDayDialog(QDialog):
    """Asks for the day; what refuses it is said at its field, and nothing is lost."""

    def __init__(self, add: Add, day: date | None, kind: str | None, parent: QWidget) -> None:
        """A dialog that calls `add` (date, name, type) and closes when it answers ""."""
        super().__init__(parent.window())
        self._add = add
        self.setWindowTitle(self.tr("Acrescentar dia"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(theme().px(WIDTH))
        hint = self.tr("Do mês da vigência ou dos três meses da janela.")
        self.day = FormField(self.tr("Data"), self._parse_day, hint=hint)
        self.name = FormField(self.tr("Nome"), self._parse_name, hint=self.tr("Como aparece no relatório."))
        options = list(zip(KINDS, (self.tr("Útil"), self.tr("Sábado"), self.tr("Domingo")), strict=True))
        self.kind = Segmented(self.tr("Como roda"), options, kind)
        if day is not None:
            self.day.set_text(f"{day:%d/%m/%Y}")
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 18)
        column.setSpacing(14)
        column.addWidget(label(self.tr("Acrescentar dia"), "dialog"))
        for each in (self.day, self.name):
            column.addWidget(each)
        column.addWidget(label(self.tr("Como roda"), "label"))
        column.addWidget(self.kind)
        column.addLayout(self._make_foot())
        first = self.day if day is None else self.name
        first.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(buttons.outlined(self.tr("Cancelar"), self.reject))
        self.confirm = buttons.primary(self.tr("Acrescentar dia"), self._submit)
        self.confirm.setDefault(True)
        row.addWidget(self.confirm)
        return row

    def _parse_day(self, text: str) -> Parsed:
        try:
            return Parsed(datetime.strptime(text.strip(), "%d/%m/%Y").date())
        except ValueError:
            return Parsed(error=self.tr("Escreva a data como 20/11/2025"))

    def _parse_name(self, text: str) -> Parsed:
        if not text.strip():
            return Parsed(error=self.tr("Dê um nome ao dia, como Emenda do GDF"))
        return Parsed(text.strip())

    def _submit(self) -> None:
        right = [field.check() for field in (self.day, self.name)]
        if not all(right):
            return
        day = self.day.value
        assert isinstance(day, date)
        refused = self._add(day, str(self.name.value), day_type_of(self.kind.value))
        if refused:
            self.day.show_error(refused)
        else:
            self.accept()
