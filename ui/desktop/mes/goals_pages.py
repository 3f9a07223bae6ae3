"""Pages 6 and 7: the goals with exceptions first, looked at and then decided."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.desktop.kit import buttons
from ui.desktop.kit.card import Card
from ui.desktop.kit.empty_state import EmptyState
from ui.desktop.kit.labels import label
from ui.desktop.kit.table import FigureTable
from ui.desktop.mes.before_approval import BeforeApprovalPart
from ui.desktop.mes.step_page import StepPage
from ui.desktop.metas.decide import decide_all, decide_one, publish_month
from viewmodels.screens.before_approval import BeforeApproval
from viewmodels.screens.goals_page import GoalsPage


class GoalsStep(StepPage):
    """What both pages share: the table, the dock that follows it, nothing while there is no run."""

    def __init__(self, model: GoalsPage, title: str, words: str) -> None:
        """A page on the goals of the run on the table."""
        super().__init__(title, words)
        self.model = model
        self.table = FigureTable(model.table, self.tr("Metas, as que pedem um olhar primeiro"))
        self.table.set_fit_height(True)
        shell = model.desk.shell
        self.table.figure_selected.connect(shell.select)
        self.table.explain_requested.connect(shell.explain)
        self.card = Card(self.tr("Metas"))
        self.card.body.addWidget(self.table)
        self.empty = EmptyState(self.tr("Nenhum cálculo ainda"), self.tr("Volte um passo e calcule as metas."))
        self.body.addWidget(self.card)
        self.body.addWidget(self.empty, 1)

    def refresh(self) -> None:
        """Read the viewmodel again."""
        there = self.model.view is not None
        self.card.setVisible(there)
        self.empty.setVisible(not there)
        if there:
            self.situation.setText(self.model.summary)

    def start(self) -> None:
        """The keyboard starts in the table."""
        if self.table.currentIndex().row() < 1 and self.model.table.rowCount() > 1:
            self.table.setCurrentIndex(self.model.table.index(1, 1))
        self.table.setFocus()


class ResultsStep(GoalsStep):
    """Page 6: the twelve goals in short, and the way to the whole of it."""

    def __init__(self, model: GoalsPage) -> None:
        """Results of the run."""
        super().__init__(model, self.tr("Resultados e alertas"), "")
        self.open = self.add_action(buttons.outlined(self.tr("Abrir os resultados"), self._open, icon="table"))
        words = self.tr("Escolha uma meta e aperte F1 para ver a Memória de cálculo.")
        self.body.addWidget(label(words, "caption", "t3"))
        self.body.addStretch(1)
        model.changed.connect(self.refresh)
        self.refresh()

    def _open(self) -> None:
        self.model.desk.shell.go("metas", "resultados")


class ApprovalStep(GoalsStep):
    """Page 7: decide the exceptions one by one, the calm ones together, then publish."""

    def __init__(self, model: GoalsPage) -> None:
        """Approval of the run."""
        super().__init__(model, self.tr("Aprovação"), "")
        self.calm = buttons.outlined("", self._calm)
        self.decide = buttons.outlined("", self._decide_all)
        self.publish = buttons.primary("", self._publish)
        self.reason = label("", "caption", "t3", wrap=True)
        self.before = BeforeApprovalPart(BeforeApproval(model.wizard))
        self.body.insertWidget(0, self._make_acts())
        self.body.insertWidget(0, self.before)
        self.body.addStretch(1)
        self.table.action_requested.connect(lambda row, _column: self._decide(row))
        self.table.decide_requested.connect(lambda _row: self.decide_here())
        model.changed.connect(self.refresh)
        self.refresh()

    def _make_acts(self) -> QWidget:
        self._acts = QWidget()
        column = QVBoxLayout(self._acts)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.calm, self.decide, self.publish):
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.reason)
        return self._acts

    def refresh(self) -> None:
        """Read the viewmodel again."""
        # Asked of the window: a dialog may be in front, and the keyboard comes back to the button that opened it.
        working = self.window().focusWidget() in (self.calm, self.decide, self.publish)
        super().refresh()
        self._show_acts()
        if working:
            self.start()

    def _show_acts(self) -> None:
        model, say = self.model, self.model.desk.say
        there = model.view is not None and not model.is_published
        self._acts.setVisible(there)
        if model.is_published:
            self.situation.setText(self.tr("As metas estão publicadas."))
        if not there:
            return
        clean = len(model.clean)
        self.calm.setText(say("TELA.APROVAR_LIMPAS", n=clean))
        self.calm.setVisible(clean > 0)
        self.decide.setText(say("TELA.DECIDIR_METAS", n=model.pending))
        self.decide.setVisible(model.pending > 0)
        self.publish.setText(say("TELA.PUBLICAR_METAS", n=model.kept + model.pending))
        self._show_reasons()

    def _show_reasons(self) -> None:
        model = self.model
        for button in (self.calm, self.decide):
            button.setEnabled(not model.reason)
            button.setAccessibleDescription(model.reason)
        self.publish.setEnabled(not model.publish_reason)
        self.publish.setAccessibleDescription(model.publish_reason)
        self.reason.setText(model.reason or model.publish_reason)
        self.reason.setVisible(bool(self.reason.text()))

    # --- acts

    def _calm(self) -> None:
        refusal = self.model.approve_clean()
        if refusal is not None:
            self.reason.setText(refusal.sentence)
            self.reason.show()

    def _decide_all(self) -> None:
        if self.model.view is not None:
            decide_all(self.model.desk, self.model.view, self)

    def _decide(self, row: str) -> None:
        goal, view = self.model.goal(row), self.model.view
        if goal is not None and view is not None and not self.model.reason and not self.model.is_published:
            decide_one(self.model.desk, view, goal, self)

    def decide_here(self) -> None:
        """F4: the decision of the goal under the ring, of the first one still waiting when there is none."""
        index = self.table.currentIndex()
        row = self.model.table.row_at(index.row()).key if index.isValid() else ""
        if self.model.goal(row) is not None:
            self._decide(row)
        elif self.decide.isEnabled() and not self.decide.isHidden():
            self._decide_all()

    def _publish(self) -> None:
        if self.model.view is not None:
            publish_month(self.model.desk, self.model.view, self)

    def start(self) -> None:
        """The keyboard starts on the next thing to do."""
        acts = [b for b in (self.calm, self.decide, self.publish) if not b.isHidden() and b.isEnabled()]
        if acts and not self.model.is_published:
            acts[0].setFocus()
        else:
            super().start()
