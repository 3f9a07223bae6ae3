"""Parâmetros: the values in force, one of them open to be changed, what it would do to the goals, its history."""

from datetime import datetime
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.desktop.entrance.form_page import Problem, asks
from ui.desktop.kit import buttons
from ui.desktop.kit.card import Card
from ui.desktop.kit.fields import FormField, Parsed, parse_decimal
from ui.desktop.kit.labels import label
from ui.desktop.kit.table import FigureTable
from ui.desktop.kit.theme import theme
from ui.desktop.metas.floor_card import FloorCard
from ui.desktop.metas.register_table import RegisterTable
from viewmodels.desk import Desk
from viewmodels.screens.floor import FloorChoice
from viewmodels.screens.parameters_section import ParametersSection

MONTH = "%m/%Y"
QWIDGETSIZE_MAX = (1 << 24) - 1
EDITOR = 330
BESIDE = 940
"""From this width the editor stands beside the values in force and what it would do."""


class ParametersPanel(QWidget):
    """The section of parameters."""

    def __init__(self, desk: Desk, model: ParametersSection) -> None:
        """Parameters of the desk's client."""
        super().__init__()
        self._desk, self.model, self._restored = desk, model, ""
        self.table = RegisterTable(desk, model.table, self.tr("Parâmetros em vigor"))
        editor = self._make_editor()
        self.goals = FigureTable(model.goals, self.tr("Metas com o valor digitado"))
        self.goals.set_fit_height(True)
        self.goals.figure_selected.connect(desk.shell.select)
        self.goals.explain_requested.connect(desk.shell.explain)
        self.history = FigureTable(model.history, self.tr("História do parâmetro"))
        self.history.set_fit_height(True)
        self._listed = Card(self.tr("Em vigor"))
        self._listed.body.addWidget(self.table)
        self._told = Card(self.tr("História"))
        self._told.body.addWidget(self.history)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self._listed)
        left.addWidget(self._make_goals())
        left.addStretch(1)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(12)
        self._columns.addLayout(left, 1)
        self._columns.addWidget(editor, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(self._columns)
        column.addWidget(self._told)
        self.floor = FloorCard(FloorChoice(desk, self))
        column.addWidget(self.floor)
        self._connect()
        self._show()

    def _make_editor(self) -> Card:
        self._editor = Card(" ", padded=True)
        self.about = label("", "caption", "t3", wrap=True)
        self.value = FormField(self.tr("Novo valor"), self._parse)
        self.starts = FormField(
            self.tr("Vale a partir de"),
            self._parse_month,
            hint=self.tr("Mês e ano, como 08/2025. Vale até o próximo valor."),
        )
        hint = self.tr("Fica no diário, com o seu nome. Pelo menos 10 letras.")
        self.why = FormField(self.tr("Justificativa"), asks(self.tr("Diga por que o valor muda")), hint=hint)
        self.problem = Problem()
        self.keep = buttons.primary(self.tr("Guardar o valor"), self.write)
        self.undo = buttons.ghost(self.tr("Desfazer"), self.restore)
        self.reason = label("", "caption", "t3", wrap=True)
        for each in (self.about, self.value, self.starts, self.why, self.problem, self.reason):
            self._editor.body.addWidget(each)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.keep)
        row.addWidget(self.undo)
        row.addStretch(1)
        self._editor.body.addLayout(row)
        return self._editor

    def _make_goals(self) -> Card:
        self._effect = Card(self.tr("As metas com o valor digitado"), self.tr("nada é gravado"))
        self._effect.set_draft(True)
        self._effect.body.addWidget(self.goals)
        self.no_effect = QWidget()
        row = QHBoxLayout(self.no_effect)
        row.setContentsMargins(14, 10, 14, 12)
        row.addWidget(
            label(self.tr("Leia o ERP na preparação do mês para ver o que muda nas metas."), "body", "t2", wrap=True)
        )
        self._effect.body.addWidget(self.no_effect)
        return self._effect

    def _connect(self) -> None:
        model = self.model
        self.table.edit_requested.connect(lambda row, _column: self.edit(row))
        self.table.selectionModel().currentRowChanged.connect(self._row_changed)
        self.value.edit.textEdited.connect(self._typed)
        self.value.edit.returnPressed.connect(self.write)
        self.starts.edit.returnPressed.connect(self.write)
        self.why.edit.returnPressed.connect(self.write)
        model.opened.connect(self._show)
        model.changed.connect(self._refreshed)
        model.tried.connect(self._show_effect)

    # --- showing

    def _show(self) -> None:
        model = self.model
        self._editor.set_title(model.title)
        self.about.setText(model.help)
        self._told.set_title(self.tr("História: %s").replace("%s", model.title))
        self._told.setVisible(bool(model.history.rows))
        self.value.edit.setAccessibleName(f"{model.title}, {model.unit}")
        self.value.edit.set_unit(model.unit)
        self.restore()
        may = not model.reason
        for each in (self.value, self.starts, self.why):
            each.edit.setEnabled(may)
        self._enable()
        self._show_effect()

    def _refreshed(self) -> None:
        """What is being typed stays, whatever was written elsewhere meanwhile."""
        if self.typed:
            self._typed()
        else:
            self._show()

    @property
    def typed(self) -> bool:
        """True once somebody began to change the parameter in the editor."""
        return self.value.edit.text() != self._restored or bool(self.why.edit.text())

    def _show_effect(self) -> None:
        known = self.model.effect is not None
        self.goals.setVisible(known)
        self.no_effect.setVisible(not known)

    @property
    def pending(self) -> bool:
        """True while the text is not the value in force."""
        return self.value.edit.text().strip() != self.model.text

    def _enable(self) -> None:
        for each in (self.keep, self.undo):
            each.setEnabled(self.pending and not self.model.reason)
        why = self.model.reason or ("" if self.pending else self.tr("Digite outro valor para guardar."))
        self.reason.setText(why)
        self.reason.setVisible(bool(why))

    # --- acts

    def _row_changed(self) -> None:
        row = (
            self.table.figures.row_at(self.table.currentIndex().row()) if self.table.currentIndex().isValid() else None
        )
        if row is not None and row.key != self.model.selected:
            self.model.open(row.key)

    def edit(self, key: str) -> None:
        """Puts the keyboard in the field of a parameter."""
        if key != self.model.selected:
            self.model.open(key)
        self.value.edit.setFocus(Qt.FocusReason.TabFocusReason)
        self.value.edit.selectAll()

    def restore(self) -> None:
        """Puts the value in force back."""
        self._restored = self.model.text
        self.value.set_text(self._restored)
        self.value.show_error("")
        start = self.model.proposed_start
        self.starts.set_text("" if start is None else f"{start.month:02d}/{start.year}")
        self.starts.setVisible(start is not None)
        self.why.set_text("")
        self.why.show_error("")
        self.problem.say("")
        self.model.try_value(None)
        self._enable()

    def _parse(self, text: str) -> Parsed:
        parsed = parse_decimal(text)
        if parsed.error or (parsed.value is not None and not isinstance(parsed.value, Decimal)):
            return parsed
        fraction, error = self.model.parse(parsed.value)
        return Parsed(error=error) if error else Parsed(fraction)

    def _parse_month(self, text: str) -> Parsed:
        if not text.strip():
            return Parsed("")
        try:
            return Parsed(f"{datetime.strptime(text.strip(), MONTH):%Y-%m}")
        except ValueError:
            return Parsed(error=self.tr("Escreva o mês como 08/2025"))

    def _typed(self) -> None:
        """Each good value shows at once what it would do; a wrong one shows the goals as they are."""
        parsed = self._parse(self.value.edit.text())
        self.model.try_value(None if parsed.error or not parsed.value else Decimal(str(parsed.value)))
        self._enable()

    def write(self) -> None:
        """Writes the new value; what refuses it is said at its field."""
        self.problem.say("")
        fields = {"valor": self.value, "inicio": self.starts, "motivo": self.why}
        wrong = next((each for each in fields.values() if not each.check()), None)
        if wrong is not None or not self.pending:
            (wrong or self.value).edit.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        field, sentence = self.model.save(str(self.value.value), str(self.starts.value or ""), self.why.edit.text())
        if sentence:
            fields[field].show_error(sentence)
            fields[field].edit.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.restore()
        self._desk.shell.notify(self._desk.say("CADASTROS.VALOR_GUARDADO", nome=self.model.title))
        self.value.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def lay_out(self, width: int) -> None:
        """Editor beside its effect where there is room."""
        beside = width >= theme().px(BESIDE)
        self._editor.setMinimumWidth(theme().px(EDITOR) if beside else 0)
        self._editor.setMaximumWidth(theme().px(EDITOR) if beside else QWIDGETSIZE_MAX)
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(way)
