"""Deciding on one goal: its numbers, its findings, the choice, and the value with its justification."""

from decimal import Decimal
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from ui.desktop.kit import buttons
from ui.desktop.kit.banner import BannerStack
from ui.desktop.kit.chip import StateShape
from ui.desktop.kit.fields import FormField, parse_decimal
from ui.desktop.kit.labels import hairline, label
from ui.desktop.kit.segmented import Segmented
from ui.desktop.kit.theme import theme
from ui.desktop.kit.thermometer import Thermometer
from ui.desktop.metas.ways_out import WaysOut
from viewmodels.banner import BannerView
from viewmodels.jobs import Job
from viewmodels.operations.faces import KnownError
from viewmodels.screens.alternative_km import PROOF, USE
from viewmodels.screens.deciding import Choice, DecisionViewModel, Fact
from viewmodels.screens.goal_words import goal_state
from viewmodels.screens.recording import Refusal, refused_recalculation
from viewmodels.state import State

WIDTH, WIDE, SIDE = 600, 960, 445
SKIPPED = 2
"""Result of a dialog whose goal was left for later."""


class DecisionDialog(QDialog):
    """One goal, one decision; everything by keyboard: arrows choose, Enter confirms, Esc leaves it as it was."""

    explain_requested = Signal(object)
    parameters_requested = Signal()

    def __init__(self, model: DecisionViewModel, caption: str = "", skips: bool = False, parent: QWidget | None = None):
        """A dialog for one goal; `caption` says how many are left, `skips` offers to leave this one for later."""
        super().__init__(parent)
        self.model = model
        self.run = model.view.run.id
        self._job: Job[int] | None = None
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(model.title)
        self.setAccessibleName(model.title)
        self.setMinimumWidth(theme().px(WIDE if model.ways else WIDTH))
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 18)
        column.setSpacing(14)
        column.addLayout(self._make_head(caption))
        column.addLayout(self._make_facts())
        column.addLayout(self._make_body())
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

    def _make_body(self) -> QLayout:
        """What was found, then what may be decided: below it, or beside it where there are ways out to compare."""
        found, decided = QVBoxLayout(), QVBoxLayout()
        for part in (found, decided):
            part.setSpacing(14)
        found.addWidget(self._make_banners())
        if self.model.debt is not None:
            found.addWidget(self._make_debt())
        decided.addWidget(self._make_choice())
        decided.addLayout(self._make_fields())
        body = QGridLayout()
        if self.model.ways:
            found.addStretch(1)
            decided.addStretch(1)
            body.setHorizontalSpacing(22)
            body.addLayout(found, 0, 0)
            body.addLayout(decided, 0, 1)
            for column in (0, 1):
                body.setColumnStretch(column, 1)
                body.setColumnMinimumWidth(column, theme().px(SIDE))
            return body
        body.setVerticalSpacing(14)
        body.addLayout(found, 0, 0)
        body.addWidget(hairline(), 1, 0)
        body.addLayout(decided, 2, 0)
        return body

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
        self.banners.action_requested.connect(self._act)
        return self.banners

    def _make_debt(self) -> QWidget:
        self.debt = Thermometer(self.tr("Termômetro do saldo"))
        self.debt.set_debt(self.model.debt)
        self.debt.explain_requested.connect(self.explain_requested)
        block = QWidget()
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.debt)
        if self.model.effect:
            column.addWidget(label(self.model.effect, "caption", "t2", wrap=True))
        return block

    def _make_choice(self) -> QWidget:
        name, start = self.tr("Decisão"), str(self.model.starting_choice)
        if self.model.ways:
            self.choice: WaysOut | Segmented = WaysOut(name, self.model.ways, start)
            self.choice.chosen.connect(self._choose)
            return self.choice
        self.choice = Segmented(name, [(str(choice), words) for choice, words in self.model.choices], start)
        self.choice.chosen.connect(self._choose)
        block = QWidget()
        row = QHBoxLayout(block)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.choice, 0, Qt.AlignmentFlag.AlignLeft)
        return block

    def _make_fields(self) -> QVBoxLayout:
        self.value = FormField(self.tr("Valor da meta"), parse_decimal, self.model.unit)
        self.value.set_text(self.model.starting_value)
        self.value.edit.textChanged.connect(self._measure)
        self.distance = label("", "caption", "t2", wrap=True)
        self.count = FormField(self.tr("Número de parcelas"), parse_decimal, hint=self.tr("De 2 a 12"))
        self.count.set_text(str(self.model.count) if self.model.ways else "")
        self.count.edit.textChanged.connect(self._measure)
        hint = self.tr("Fica no diário e no relatório, com o seu nome. Pelo menos 10 letras.")
        self.reason = FormField(self.tr("Justificativa"), hint=hint)
        self.reason.set_text(self.model.starting_reason)
        self.note = label("", "body", "t2", wrap=True)
        column = QVBoxLayout()
        column.setSpacing(8)
        for part in (self.note, self.value, self.count, self.distance, self.reason):
            column.addWidget(part)
        return column

    def _make_foot(self, skips: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        if self.model.goal.decision is not None:
            row.addWidget(buttons.ghost(self.tr("Desfazer a decisão"), self._withdraw))
        elif self.model.ways:
            row.addWidget(buttons.link(self.tr("Recalcular com outra tolerância"), self._parameters))
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
        adjusts, refuses, divides = choice is Choice.ADJUST, choice is Choice.REFUSE, choice is Choice.DIVIDE
        self.value.setVisible(adjusts)
        self.count.setVisible(divides)
        self.distance.setVisible(adjusts or divides)
        self.reason.setVisible(adjusts or refuses or divides)
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
        self._stay_on_screen()

    def _stay_on_screen(self) -> None:
        """A dialog that grew moves up: its buttons never end below the screen nor below the window it came from."""
        parent = self.parentWidget()
        if not self.isVisible() or parent is None:
            return
        host, frame, room = parent.window(), self.frameGeometry(), self.screen().availableGeometry()
        bottom = min(room.bottom(), max(host.frameGeometry().bottom(), room.top() + frame.height()))
        grown = frame.top() + self.height() + (frame.height() - self.geometry().height())
        if grown > bottom:
            self.move(frame.left(), max(room.top(), frame.top() - (grown - bottom)))

    def _note(self, choice: Choice) -> str:
        if self.model.ways and choice in (Choice.FLOOR, Choice.APPROVE):
            return ""
        if choice is Choice.DIVIDE:
            return self.tr("As metas são recalculadas, e cada mês seguinte cobra a sua parcela.")
        if choice is Choice.REFUSE:
            return self.tr("A meta fica sem valor no mês e não entra na publicação.")
        if choice is Choice.APPROVE:
            return self.tr("A meta fica como foi calculada: %s.").replace("%s", self.model.value_text)
        return ""

    def _words(self, choice: Choice) -> str:
        return {
            Choice.APPROVE: self.tr("Aprovar a meta"),
            Choice.FLOOR: self.tr("Usar o mínimo"),
            Choice.DIVIDE: self.tr("Parcelar e recalcular"),
            Choice.ADJUST: self.tr("Ajustar a meta"),
            Choice.REFUSE: self.tr("Recusar a meta"),
        }[choice]

    def _typed(self) -> Decimal | None:
        parsed = parse_decimal(self.value.edit.text())
        return parsed.value if isinstance(parsed.value, Decimal) and not parsed.error else None

    def _counted(self) -> int | None:
        parsed = parse_decimal(self.count.edit.text())
        whole = isinstance(parsed.value, Decimal) and not parsed.error and parsed.value == int(parsed.value)
        return int(parsed.value) if whole and isinstance(parsed.value, Decimal) else None

    def _measure(self) -> None:
        if self.choice.value == Choice.DIVIDE:
            self.distance.setText(self.model.divided(self._counted()))
            self._tell_ways()
        else:
            self.distance.setText(self.model.distance(self._typed()))
        if self.isVisible():
            self._fit()

    def _tell_ways(self) -> None:
        """The way in instalments says what the number typed gives."""
        counted = self._counted()
        if isinstance(self.choice, WaysOut) and counted is not None:
            way = self.model.way(Choice.DIVIDE, counted)
            if way is not None:
                self.choice.tell(way.key, way.value, way.means)

    # --- acts

    def decide(self) -> None:
        """Records the choice; what refuses it is shown at its field."""
        choice = Choice(self.choice.value or "")
        if choice is Choice.DIVIDE:
            self._divide()
            return
        if choice is Choice.ADJUST and not self.value.check():
            self.value.edit.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._show(self.model.decide(choice, self._typed(), self.reason.edit.text()))

    def _divide(self) -> None:
        count, reason = self._counted(), self.reason.edit.text()
        refusal = self.model.refusal_of_division(count, reason)
        if refusal is not None or count is None:
            self._show(refusal)
            return
        self._recalculate(self.model.divide(count, reason))

    def _act(self, _banner: str, act: str) -> None:
        """A button of an anomaly: its proof, or the run made again with the alternative km."""
        if act == PROOF:
            self.explain_requested.emit(self.model.km.address)
            return
        self._recalculate(self.model.km.use(act == USE))

    def _recalculate(self, job: Job[int]) -> None:
        """Waits for the run made again; the dialog then closes on the new run."""
        self._job = job.connect(done=self._made, refused=self._not_made)
        self._busy(True)
        job.start()

    def _made(self, run: int) -> None:
        self.run = run
        self._busy(False)
        self.accept()

    def _not_made(self, error: KnownError) -> None:
        self._busy(False)
        self._show(refused_recalculation(self.model.desk, error))

    def _busy(self, busy: bool) -> None:
        for part in (self.confirm, self.banners, self.choice):
            part.setEnabled(not busy)
        self._general.setText(self.tr("Recalculando as metas") if busy else "")

    def _parameters(self) -> None:
        """The tolerance is a parameter: whoever opened the dialog goes where they are changed."""
        self.reject()
        self.parameters_requested.emit()

    def _withdraw(self) -> None:
        self._show(self.model.withdraw())

    def _show(self, refusal: Refusal | None) -> None:
        if refusal is None:
            self.accept()
            return
        fields = {"valor": self.value, "parcelas": self.count, "justificativa": self.reason}
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
