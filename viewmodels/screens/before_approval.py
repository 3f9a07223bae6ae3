"""Before a run is published: consent to kept data, and provisional spending checked again."""

from PySide6.QtCore import QObject, Signal

from storage.errors import KnownError
from viewmodels.desk import Desk
from viewmodels.operations.metas.before_approval import KEPT, PROVISIONAL, KeptConsent, SpendingNow
from viewmodels.operations.metas.results import RunView
from viewmodels.screens import goal_words as words
from viewmodels.screens.month_wizard import MonthWizard
from viewmodels.table import TableModel
from viewmodels.table_spec import Cell, ColumnSpec, Kind, Row

DECISIONS = "metas.decisoes"


class BeforeApproval(QObject):
    """What the page of approval asks once more of the run on the table."""

    changed = Signal()

    def __init__(self, wizard: MonthWizard) -> None:
        """Of the wizard's run; nothing was checked again yet."""
        super().__init__()
        self.wizard, self.desk = wizard, wizard.desk
        self.table = TableModel(self._columns())
        self.said = ""
        self._run: int | None = None
        wizard.changed.connect(self.refresh)

    def refresh(self) -> None:
        """Another run on the table was not checked again."""
        run = self.view.run.id if self.view is not None else None
        if run != self._run:
            self._run, self.said = run, ""
            self.table.set_rows(())
        self.changed.emit()

    @property
    def view(self) -> RunView | None:
        """The run on the table, while it is not published."""
        view = self.wizard.facts.view if self.wizard.facts else None
        return view if view is not None and str(view.run.status) != "APPROVED" else None

    # --- provisional spending

    @property
    def is_provisional(self) -> bool:
        """True when the run stands on spending that was not closed."""
        return self.view is not None and any(f.detail in PROVISIONAL for f in self.view.findings)

    def check_again(self) -> None:
        """Look at the spending recorded now, beside what the run used."""
        if self.view is None:
            return
        found: tuple[SpendingNow, ...] = self.desk.ask("metas.conferir_gasto", run=self.view.run.id)
        moved = [each for each in found if each.changed]
        self.table.set_rows([self._row(each) for each in moved])
        at = self.desk.house.clock.now()
        self.said = self.desk.say("RECONFERE.MUDOU" if moved else "RECONFERE.IGUAL", n=len(moved), quando=at)
        self.changed.emit()

    def _columns(self) -> tuple[ColumnSpec, ...]:
        say, number = self.desk.say, Kind.NUMBER
        return (
            ColumnSpec("nome", say("TELA.COLUNA.CRITERIO_SETOR"), stretch=2, sortable=False),
            ColumnSpec("antes", say("RECONFERE.ANTES"), unit="R$", kind=number, places=2, stretch=1, sortable=False),
            ColumnSpec("agora", say("RECONFERE.AGORA"), unit="R$", kind=number, places=2, stretch=1, sortable=False),
            ColumnSpec("ate", say("RECONFERE.ATE"), sortable=False),
            ColumnSpec("meta", say("RECONFERE.META"), unit="R$", kind=number, places=2, stretch=1, sortable=False),
            ColumnSpec("nova", say("RECONFERE.NOVA"), unit="R$", kind=number, places=2, stretch=1, sortable=False),
        )

    def _row(self, now: SpendingNow) -> Row:
        numbers = self.desk.house.texts.numbers
        spent, goal, fresh = (words.amount(v) for v in (now.spent, now.goal.value, now.goal_now))
        until = "–" if now.until_now is None else numbers.day(now.until_now)
        cells = {
            "nome": Cell(words.goal_name(self.desk, now.goal)),
            "antes": Cell(words.number(self.desk, spent), spent),
            "agora": Cell(words.number(self.desk, now.spent_now), now.spent_now),
            "ate": Cell(until),
            "meta": Cell(words.number(self.desk, goal), goal),
            "nova": Cell(words.number(self.desk, fresh), fresh),
        }
        return Row("/".join(now.goal.key), cells)

    # --- kept data

    @property
    def kept(self) -> KeptConsent | None:
        """The consent the run needs, None when it stands on fresh data."""
        return kept_of(self.desk, self.view)

    @property
    def kept_words(self) -> str:
        """How old the data is, and what was consented to."""
        kept = self.kept
        if kept is None or kept.finding is None:
            return ""
        if kept.given is not None:
            return self.desk.say("RECONFERE.CONSENTIDO", frase=kept.given.sentence, motivo=kept.given.why,
                                 quando=kept.given.given)  # fmt: skip
        return self.desk.house.texts.say_finding(kept.finding)

    @property
    def reason(self) -> str:
        """Why this person may not consent, or ""."""
        return self.desk.reason("metas.consentir_aprovacao") or ""

    def consent(self, why: str) -> str:
        """Consent to publish with kept data; the sentence of what refused it, "" when it was done."""
        if self.view is None:
            return ""
        try:
            self.desk.act("metas.consentir_aprovacao", DECISIONS, run=self.view.run.id, why=why)
        except KnownError as error:
            return self.desk.say_error(error)
        return ""


def kept_of(desk: Desk, view: RunView | None) -> KeptConsent | None:
    """The consent a run needs to be published, None when it stands on fresh data."""
    if view is None or not any(f.detail == KEPT for f in view.findings):
        return None
    found: KeptConsent = desk.ask("metas.consentimento_da_aprovacao", run=view.run.id)
    return found
