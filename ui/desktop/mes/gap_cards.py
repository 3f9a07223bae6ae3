"""Cards of what is missing: partial months out and back with one click, the effect of one month, means to type."""

from collections.abc import Sequence
from decimal import Decimal
from functools import partial

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.desktop.kit import buttons
from ui.desktop.kit.card import Card
from ui.desktop.kit.chip import StateShape
from ui.desktop.kit.fields import FormField, parse_decimal
from ui.desktop.kit.labels import code_label, hairline, label
from ui.desktop.kit.table import FigureTable
from viewmodels.screens.data_gaps import MeanLine, PartialLine
from viewmodels.screens.data_page import DataPage
from viewmodels.state import State

MARGINS = (14, 8, 14, 8)


class PartialCard(Card):
    """Partial months of the base, each with the click that leaves it out or takes it back."""

    def __init__(self, model: DataPage) -> None:
        """Months of the page's reading."""
        super().__init__(self.tr("Meses parciais"), self.tr("usados, a menos que você os deixe fora"))
        self.model = model
        self.buttons: dict[tuple[str, str], QPushButton] = {}
        self._shown: tuple[PartialLine, ...] = ()
        self.reason = label("", "caption", "t3", wrap=True)
        self.reason.setContentsMargins(*MARGINS)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.body.addLayout(self._rows)
        self.body.addWidget(self.reason)

    def refresh(self) -> None:
        """Read the viewmodel again; rows are made anew only when something moved."""
        lines = self.model.partial
        if lines != self._shown:
            self._build(lines)
        told = self.model.refusal or (self.model.choose_reason if lines else "")
        self.reason.setText(told)
        self.reason.setVisible(bool(told))
        self.setVisible(bool(lines))

    def _build(self, lines: Sequence[PartialLine]) -> None:
        focused = next((place for place, made in self.buttons.items() if made.hasFocus()), None)
        while item := self._rows.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.buttons, self._shown = {}, tuple(lines)
        for at, line in enumerate(lines):
            if at:
                self._rows.addWidget(hairline())
            self._rows.addWidget(self._row(line))
        if focused in self.buttons:
            self.buttons[focused].setFocus(Qt.FocusReason.TabFocusReason)

    def _row(self, line: PartialLine) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(*MARGINS)
        row.setSpacing(12)
        row.addWidget(StateShape(State.ESPERA if line.left_out else State.ATENCAO, 16))
        row.addWidget(label(line.title, "total"))
        row.addWidget(label(line.note, "body", "t2", wrap=True), 1)
        words = self.tr("Trazer de volta") if line.left_out else self.tr("Deixar fora")
        act = partial(self.model.leave_out, line.place, not line.left_out)
        made = self.buttons[line.place] = buttons.outlined(words, act, small=True)
        made.setAccessibleName(f"{words}, {line.title}")
        made.setEnabled(not self.model.choose_reason)
        see = buttons.link(self.tr("Ver o efeito"), partial(self.model.ask_month, line.place))
        see.setAccessibleName(f"{see.text()}, {line.title}")
        row.addWidget(see)
        row.addWidget(made)
        return box


class EffectPart(QWidget):
    """What the month asked about does, under the strip: numbers with it and without it, and the consent needed."""

    def __init__(self, model: DataPage) -> None:
        """Nothing is shown until a month is asked about."""
        super().__init__()
        self.model = model
        self.words = label("", "total", wrap=True)
        self.told = label("", "body", "t2", wrap=True)
        self.asked = label("", "body", "t2", wrap=True)
        self.act = buttons.outlined("", self._toggle, small=True)
        self.table = FigureTable(model.effect_table, self.tr("Números com o mês e sem o mês"))
        self.table.set_fit_height(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(hairline())
        head = QHBoxLayout()
        head.setContentsMargins(*MARGINS)
        head.setSpacing(12)
        lines = QVBoxLayout()
        lines.setSpacing(2)
        for each in (self.words, self.told, self.asked):
            lines.addWidget(each)
        head.addLayout(lines, 1)
        head.addWidget(self.act, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        column.addWidget(self.table)
        self.hide()

    def refresh(self) -> None:
        """Read the viewmodel again."""
        found = self.model.effect
        self.setVisible(found is not None)
        if found is None:
            return
        self.words.setText(found.title)
        self.told.setText(found.sentence)
        heading = self.tr("Deixar este mês fora pede:") if found.may_leave_out else self.tr("Esta lacuna pede:")
        self.asked.setText("\n".join((heading, *found.asked)) if found.asked and not found.left_out else "")
        self.asked.setVisible(bool(self.asked.text()))
        self.table.setVisible(bool(found.rows))
        self.act.setText(self.tr("Trazer de volta") if found.left_out else self.tr("Deixar fora"))
        self.act.setAccessibleName(f"{self.act.text()}, {found.title}")
        self.act.setVisible(found.may_leave_out)
        self.act.setEnabled(not self.model.choose_reason)
        self.setAccessibleName(". ".join((found.title, found.sentence)))

    def _toggle(self) -> None:
        found = self.model.effect
        if found is not None:
            self.model.leave_out(found.place, not found.left_out)


class MeanItem(QWidget):
    """A mean nothing gives: its words, the number and the reason, and the click that keeps or removes it."""

    def __init__(self, model: DataPage, line: MeanLine) -> None:
        """A day type as it stands."""
        super().__init__()
        self.model, self.line = model, line
        self.value = FormField(self.tr("Média diária"), parse_decimal, "km", self.tr("Do contrato ou da escala."))
        self.why = FormField(self.tr("Motivo"), hint=self.tr("Pelo menos 10 letras: fica no cálculo e no relatório."))
        keep = self.tr("Usar a média digitada")
        self.keep = buttons.outlined(keep, self._keep, small=True)
        self.remove = buttons.ghost(self.tr("Retirar"), self._remove)
        for field in (self.value, self.why):
            field.edit.setAccessibleName(f"{field.edit.accessibleName()}, {line.sentence}")
        if line.value is not None:
            self.value.set_text(f"{line.value:f}".replace(".", QLocale().decimalPoint()))
            self.why.set_text(line.why)
        self._lay_out()
        allowed = not model.choose_reason
        self.keep.setEnabled(allowed)
        self.remove.setVisible(line.value is not None)
        self.remove.setEnabled(allowed)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(*MARGINS)
        row.setSpacing(12)
        state = State.ATENCAO if self.line.value is None else State.OK
        row.addWidget(StateShape(state, 16), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(6)
        head = QHBoxLayout()
        head.addWidget(label(self.line.sentence, "total", wrap=True), 1)
        head.addWidget(code_label("ORG_002"), 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        fields = QHBoxLayout()
        fields.setSpacing(12)
        fields.addWidget(self.value, 1, Qt.AlignmentFlag.AlignTop)
        fields.addWidget(self.why, 3, Qt.AlignmentFlag.AlignTop)
        column.addLayout(fields)
        acts = QHBoxLayout()
        acts.addWidget(self.keep)
        acts.addWidget(self.remove)
        acts.addStretch(1)
        column.addLayout(acts)
        row.addLayout(column, 1)

    def _keep(self) -> None:
        parsed = parse_decimal(self.value.edit.text())
        if parsed.error or not isinstance(parsed.value, Decimal):
            self.value.show_error(parsed.error or self.tr("Informe a média, em km por dia."))
            return
        self.why.show_error(self.model.type_mean(self.line.place, parsed.value, self.why.edit.text()))

    def _remove(self) -> None:
        self.why.show_error(self.model.type_mean(self.line.place, None, self.why.edit.text()))


class MeansCard(Card):
    """Day types without any history, whose mean the director may type (F-06)."""

    def __init__(self, model: DataPage) -> None:
        """Means of the page's reading."""
        super().__init__(self.tr("Médias que o histórico não dá"))
        self.model = model
        self.items: list[MeanItem] = []
        self._shown: tuple[MeanLine, ...] = ()
        self.hide()

    def refresh(self) -> None:
        """Read the viewmodel again; what is being typed stays while the same means are asked for."""
        lines = self.model.means
        if lines != self._shown:
            self._build(lines)
        self.setVisible(bool(lines))

    def _build(self, lines: tuple[MeanLine, ...]) -> None:
        while item := self.body.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.items, self._shown = [], lines
        for line in lines:
            if self.items:
                self.body.addWidget(hairline())
            self.items.append(MeanItem(self.model, line))
            self.body.addWidget(self.items[-1])
