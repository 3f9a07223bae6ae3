"""Verificações: every standing check asked of the calculation on the bench, filtered by outcome, one in front."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from engines.subsidy.checking.outcomes import Outcome, Verdict
from storage.auditoria.bench import Laid
from storage.auditoria.findings import AuditFinding
from storage.errors import KnownError
from viewmodels.changes import Changed
from viewmodels.operations.subsidios.checking import Checked
from viewmodels.operations.subsidios.evidence import EvidenceOf
from viewmodels.operations.subsidios.findings import Board
from viewmodels.screens.job_page import OneJob
from viewmodels.screens.subsidios.audit import CALCULATION, FINDINGS, SOURCE, AuditViewModel
from viewmodels.screens.subsidios.checks_words import STATES, VERDICTS, CheckView, CheckWords, effect_said
from viewmodels.screens.subsidios.findings_evidence import EvidenceCellAt, EvidenceViewModel
from viewmodels.screens.subsidios.findings_new import FindingDraft, draft_of_check
from viewmodels.screens.subsidios.findings_tiles import TileView
from viewmodels.shell import found_in
from viewmodels.state import State
from viewmodels.table import TableModel
from viewmodels.table_spec import RowKind

RUN = "subsidios.verificar"


class ChecksViewModel(OneJob):
    """The checks of an audit; they run by themselves the first time they are looked at after a calculation."""

    shown_changed = Signal()
    """What the list shows, or which check is in front."""

    def __init__(self, audit: AuditViewModel, parent: QObject | None = None) -> None:
        """Nothing asked yet."""
        super().__init__(audit.desk, parent)
        self.audit, self.words = audit, CheckWords(audit.desk.house.texts)
        self.outcomes: tuple[Outcome, ...] = ()
        self.at: datetime | None = None
        self.verdict, self.searched, self.name = Verdict.FOUND, "", ""
        self.evidence = EvidenceViewModel(audit, EvidenceCellAt, self)
        self.table = TableModel(self.words.columns(self.verdict), parent=self)
        self._of: Laid | None = None
        self._seen: Laid | None = audit.laid
        self._findings: tuple[AuditFinding, ...] = ()
        self._show_found: Callable[[int], object] | None = None
        self.desk.changes.subscribe(self._moved, CALCULATION, SOURCE)
        self.desk.changes.subscribe(self._read_findings, FINDINGS)
        self._read_findings()

    # --- its work

    @property
    def stale(self) -> bool:
        """True while the checks were not made on what stands on the bench."""
        return self.audit.laid is not self._of

    @property
    def can_run(self) -> bool:
        """True when there is a calculation to ask and nothing else is at work on it."""
        return self.audit.laid is not None and not self.running and not self.audit.running

    def run(self) -> None:
        """Asks every check again."""
        if not self.can_run:
            return
        laid = self._seen = self.audit.laid
        self._forget()
        job = self.desk.work_on_bench(RUN)
        self._follow(job, lambda made: self._made(made, laid), self._refused)

    def run_when_stale(self) -> None:
        """Asks them when what they were asked of is not what stands there now."""
        if self.stale and self.can_run:
            self.run()

    def _made(self, made: Checked, laid: Laid | None) -> None:
        self.outcomes, self.at, self._of = made.outcomes, made.at, laid
        if not self.count(self.verdict):
            self.verdict = Verdict.FOUND
        self._fill()

    def _refused(self, error: KnownError) -> None:
        self.result, self.result_state = self.desk.say_error(error), State.ERRO

    def _forget(self) -> None:
        self.outcomes, self.at, self._of, self.name = (), None, None, ""
        self.evidence.clear()
        self._fill()

    def _moved(self, _changed: Changed) -> None:
        if self.audit.laid is not self._seen and not self.running:
            self._seen, self.result = self.audit.laid, ""
            self._forget()
        self.changed.emit()

    # --- what the page calls

    def filter(self, key: str) -> None:
        """Only checks with this outcome, by its key."""
        verdict = Verdict(key)
        if verdict is not self.verdict:
            self.verdict = verdict
            self._fill()

    def search(self, text: str) -> None:
        """Only checks with these words in code, title or sentence."""
        if text.strip() != self.searched:
            self.searched = text.strip()
            self._fill()

    def choose(self, name: str) -> None:
        """Brings a check to the front, with its evidence."""
        if name == self.name or not any(each.check.name == name for each in self.outcomes):
            return
        self.name = name
        chosen = self.chosen
        if chosen is not None and chosen.verdict is Verdict.FOUND:
            self.evidence.show(EvidenceOf(chosen.check.relation), self.words.title(chosen.check))
        else:
            self.evidence.clear()
        self.shown_changed.emit()

    def when_opened(self, show: Callable[[int], object]) -> None:
        """What brings a finding to the front in its own page."""
        self._show_found = show

    def show_finding(self, number: int) -> None:
        """Brings a finding to the front in its own page."""
        if self._show_found is not None:
            self._show_found(number)

    def draft(self) -> FindingDraft | None:
        """The finding the check in front would open; None when it found nothing."""
        chosen = self.chosen
        if chosen is None or chosen.verdict is not Verdict.FOUND:
            return None
        return draft_of_check(self.audit, chosen, self.words)

    # --- what the page shows

    @property
    def chosen(self) -> Outcome | None:
        """The outcome in front."""
        return next((each for each in self.outcomes if each.check.name == self.name), None)

    @property
    def opened(self) -> tuple[AuditFinding, ...]:
        """Findings already opened from the check in front."""
        chosen = self.chosen
        return tuple(f for f in self._findings if chosen is not None and f.code == chosen.check.code)

    @property
    def view(self) -> CheckView | None:
        """What the detail says of the check in front."""
        return None if self.chosen is None else self._view(self.chosen)

    @property
    def said(self) -> str:
        """How many checks were made, and when."""
        if self.at is None:
            return self.desk.say("SUB_ACHADO.POR_FAZER")
        return self.desk.say("SUB_ACHADO.FEITAS", n=len(self.outcomes), quando=self.at)

    @property
    def clean_words(self) -> str:
        """What is said when nothing was found: how many were asked, in order, unanswered and out of these days."""
        told = {"ordem": Verdict.CLEAN, "faltam": Verdict.NOT_VERIFIABLE, "fora": Verdict.NOT_APPLICABLE}
        counts = {key: self.count(verdict) for key, verdict in told.items()}
        return self.desk.say("SUB_ACHADO.TUDO_EM_ORDEM", n=len(self.outcomes), **counts)

    def count(self, verdict: Verdict) -> int:
        """How many checks came out so."""
        return sum(each.verdict is verdict for each in self.outcomes)

    @property
    def tiles(self) -> tuple[TileView, ...]:
        """Outcomes with how many checks came out so."""
        return tuple(
            TileView(each.value, VERDICTS[each], self.words.verdict(each), str(self.count(each))) for each in Verdict
        )

    @property
    def nothing_found(self) -> bool:
        """True when every check was asked and none found anything."""
        return bool(self.outcomes) and not self.count(Verdict.FOUND)

    @property
    def names(self) -> tuple[str, ...]:
        """Checks in the list, in its order."""
        return tuple(row.key for row in self.table.rows if row.kind is RowKind.LINE)

    # --- inside

    def _fill(self) -> None:
        mine = [each for each in self.outcomes if each.verdict is self.verdict and self._found(each)]
        self.table.set_rows(())
        self.table.set_columns(self.words.columns(self.verdict))
        self.table.set_rows(self.words.rows(mine))
        self.name = "" if self.name not in self.names else self.name
        if not self.name:
            self.evidence.clear()
            if self.names:
                self.choose(self.names[0])
        self.shown_changed.emit()

    def _found(self, outcome: Outcome) -> bool:
        check = outcome.check
        words = f"{check.short} {self.words.title(check)} {self.words.sentence(outcome)}"
        return found_in(words, self.searched)

    def _view(self, outcome: Outcome) -> CheckView:
        check, say = outcome.check, self.desk.say
        found = outcome.verdict is Verdict.FOUND
        state = STATES[check.severity] if found else VERDICTS[outcome.verdict]
        word = self.words.severity(check.severity) if found else self.words.verdict(outcome.verdict)
        effect = ""
        if found:
            effect = effect_said(self.desk.house.texts, outcome.effect)
        parts = (
            ("", self.words.sentence(outcome)),
            ("falta", self.words.missing(outcome)),
            ("porque", say(f"{check.code}.PORQUE")),
            ("acerto", say(f"{check.code}.ACERTO") if found else ""),
        )
        paragraphs = tuple(part for part in parts if part[1])
        return CheckView(check, outcome, self.words.title(check), state, word, effect, paragraphs)

    def _read_findings(self, _changed: Changed | None = None) -> None:
        board: Board = self.desk.ask("subsidios.achados")
        self._findings = board.findings
        self.shown_changed.emit()
