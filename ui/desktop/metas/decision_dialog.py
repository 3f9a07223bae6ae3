"""Deciding on one goal: its numbers, its findings, the choice, and the value with its justification."""

from decimal import Decimal
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.desktop.kit import buttons
from ui.desktop.kit.banner import BannerStack
from ui.desktop.kit.chip import StateShape
from ui.desktop.kit.fields import FormField, parse_decimal
from ui.desktop.kit.labels import hairline, label
from ui.desktop.kit.segmented import Segmented
from ui.desktop.kit.theme import theme
from ui.desktop.kit.thermometer import Thermometer
from viewmodels.banner import BannerView
from viewmodels.screens.deciding import Choice, DecisionViewModel, Fact, Refusal
from viewmodels.screens.goal_words import goal_state
from viewmodels.state import State

WIDTH = 600
SKIPPED = 2
"""Result of a dialog whose goal was left for later."""


class DecisionDialog(QDialog):
    """One goal, one decision; everything by keyboard: arrows choose, Enter confirms, Esc leaves it as it was."""

    explain_requested = Signal(object)

    def __init__(self, model: DecisionViewModel, caption: str = "", skips: bool = False, parent: QWidget | None = None):
        """A dialog for one goal; `caption` says how many are left, `skips` offers to leave this one for later."""
        super().__init__(parent)
        self.model = model
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(model.title)
        self.setAccessibleName(model.title)
        self.setMinimumWidth(theme().px(WIDTH))
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 18)
        column.setSpacing(14)
        column.addLayout(self._make_head(caption))
        column.addLayout(self._make_facts())
        column.addWidget(self._make_banners())
        if model.debt is not None:
            column.addWidget(self._make_debt())
        column.addWidget(hairline())
        column.addWidget(self._make_choice(), 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(self._make_fields())
        column.addWidget(hairline())
        column.addLayout(self._make_foot(skips))
        self._choose(self.choice.value or "")

    # --- building

    def _make_head(self, caption: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(StateShape(goal_state(self.model.goal), 20))
        row.addWidget(label(self.model.title, "dialog", wrap=True), 1)
        row.addWidget(label(caption, "caption", "t3"))
        return row

    def _make_facts(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(20)
        for at, fact in enumerate(self.model.facts):
            row.addLayout(self._fact(fact, first=at == 0))
        row.addStretch(1)
        return row

    def _fact(self, fact: Fact, first: bool) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(1)
        column.addWidget(label(fact.label, "caption", "t3"))
        column.addWidget(label(fact.value, "card" if first else "body"))
        if fact.address is not None:
            words = buttons.link(self.tr("Memória de cálculo"), partial(self.explain_requested.emit, fact.address))
            column.addWidget(words)
        column.addStretch(1)
        return column

    def _make_banners(self) -> BannerStack:
        self.banners = BannerStack()
        self.banners.set_banners(self.model.banners)
        return self.banners

    def _make_debt(self) -> Thermometer:
        self.debt = Thermometer(self.tr("Termômetro do saldo"))
        self.debt.set_debt(self.model.debt)
        self.debt.explain_requested.connect(self.explain_requested)
        return self.debt

    def _make_choice(self) -> Segmented:
        options = [(str(choice), words) for choice, words in self.model.choices]
        self.choice = Segmented(self.tr("Decisão"), options, str(self.model.starting_choice))
        self.choice.chosen.connect(self._choose)
        return self.choice

    def _make_fields(self) -> QVBoxLayout:
        self.value = FormField(self.tr("Valor da meta"), parse_decimal, self.model.unit)
        self.value.set_text(self.model.starting_value)
        self.value.edit.textChanged.connect(self._measure)
        self.distance = label("", "caption", "t2", wrap=True)
        hint = self.tr("Fica no diário e no relatório, com o seu nome. Pelo menos 10 letras.")
        self.reason = FormField(self.tr("Justificativa"), hint=hint)
        self.reason.set_text(self.model.starting_reason)
        self.note = label("", "body", "t2", wrap=True)
        column = QVBoxLayout()
        column.setSpacing(8)
        for part in (self.note, self.value, self.distance, self.reason):
            column.addWidget(part)
        return column

    def _make_foot(self, skips: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        if self.model.goal.decision is not None:
            row.addWidget(buttons.ghost(self.tr("Desfazer a decisão"), self._withdraw))
        self._general = label("", "caption", "critico", wrap=True)
        row.addWidget(self._general, 1)
        if skips:
            row.addWidget(buttons.ghost(self.tr("Deixar para depois"), partial(self.done, SKIPPED)))
        row.addWidget(buttons.outlined(self.tr("Cancelar"), self.reject))
        self.confirm = buttons.primary("", self.decide)
        self.confirm.setDefault(True)
        row.addWidget(self.confirm)
        return row

    # --- what changes

    def _choose(self, key: str) -> None:
        choice = Choice(key)
        adjusts, refuses = choice is Choice.ADJUST, choice is Choice.REFUSE
        self.value.setVisible(adjusts)
        self.distance.setVisible(adjusts)
        self.reason.setVisible(adjusts or refuses)
        self.note.setText(self._note(choice))
        self.note.setVisible(bool(self.note.text()))
        self.confirm.setText(self._words(choice))
        self._measure()
        self._fit()

    def _fit(self) -> None:
        """Be exactly as high as the parts shown: wrapped lines count only once the layout has settled."""
        layout = self.layout()
        assert layout is not None
        layout.activate()
        width = max(self.width(), self.minimumWidth())
        self.setFixedHeight(max(layout.totalHeightForWidth(width), layout.totalMinimumSize().height()))

    def _note(self, choice: Choice) -> str:
        if choice is Choice.FLOOR:
            return self.tr("A meta fica no piso de 10 % da base: %s.").replace("%s", self.model.value_text)
        if choice is Choice.REFUSE:
            return self.tr("A meta fica sem valor no mês e não entra na publicação.")
        if choice is Choice.APPROVE:
            return self.tr("A meta fica como foi calculada: %s.").replace("%s", self.model.value_text)
        return ""

    def _words(self, choice: Choice) -> str:
        return {
            Choice.APPROVE: self.tr("Aprovar a meta"),
            Choice.FLOOR: self.tr("Aceitar o piso"),
            Choice.ADJUST: self.tr("Ajustar a meta"),
            Choice.REFUSE: self.tr("Recusar a meta"),
        }[choice]

    def _typed(self) -> Decimal | None:
        parsed = parse_decimal(self.value.edit.text())
        return parsed.value if isinstance(parsed.value, Decimal) and not parsed.error else None

    def _measure(self) -> None:
        self.distance.setText(self.model.distance(self._typed()))
        if self.isVisible():
            self._fit()

    # --- acts

    def decide(self) -> None:
        """Records the choice; what refuses it is shown at its field."""
        choice = Choice(self.choice.value or "")
        if choice is Choice.ADJUST and not self.value.check():
            self.value.edit.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._show(self.model.decide(choice, self._typed(), self.reason.edit.text()))

    def _withdraw(self) -> None:
        self._show(self.model.withdraw())

    def _show(self, refusal: Refusal | None) -> None:
        if refusal is None:
            self.accept()
            return
        fields = {"valor": self.value, "justificativa": self.reason}
        for name, field in fields.items():
            field.show_error(refusal.sentence if name == refusal.field else "")
        self._fit()
        if refusal.field in fields:
            fields[refusal.field].edit.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        failed = BannerView(State.ERRO, refusal.sentence, refusal.code)
        self.banners.set_banners((failed, *self.model.banners))
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Start on the choice."""
        super().showEvent(event)
        self._fit()
        self.choice.setFocus(Qt.FocusReason.TabFocusReason)
