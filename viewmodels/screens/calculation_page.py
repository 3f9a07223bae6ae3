"""The calculation as a job: its steps, its end in one line, and what it stands on."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from storage.errors import KnownError
from viewmodels.jobs import Job, Progress
from viewmodels.operations.metas.calculating import Consent
from viewmodels.screens import month_pages as pages
from viewmodels.screens.month_wizard import MonthWizard
from viewmodels.state import State

CALCULATION = "metas.calculo"


class CalculationPage(QObject):
    """Calcular, follow, interrupt."""

    changed = Signal()
    progressed = Signal()

    def __init__(self, wizard: MonthWizard) -> None:
        """Calculation of the wizard's vigência."""
        super().__init__()
        self.wizard, self.desk = wizard, wizard.desk
        self._job: Job[int] | None = None
        self.running = False
        self.counts, self.share = "", 0.0
        self.result, self.result_state = "", State.OK
        wizard.changed.connect(self.changed)

    @property
    def reason(self) -> str:
        """Why it cannot be calculated now: the right, or what is missing before."""
        held = self.desk.reason("metas.calcular")
        if held:
            return held
        found = pages.accept_data(self.wizard.content(pages.DATA), {})
        return self.desk.house.texts.say_finding(found[0]) if found else ""

    @property
    def is_fresh(self) -> bool:
        """True when there is a run and it stands on what the pages say now."""
        return self.wizard.calculation_stands

    @property
    def grounds(self) -> Sequence[tuple[str, str]]:
        """What the calculation will stand on: (label, value) lines."""
        facts, say = self.wizard.facts, self.desk.say
        if facts is None:
            return ()
        counts = facts.book.counts
        days = say("ASSISTENTE.BASE.DIAS_VALOR", **{str(kind).lower(): n for kind, n in counts.items()})
        consents = self.wizard.content(pages.DATA).get("consentimentos")
        given = len(consents) if isinstance(consents, dict) else 0
        read_at = facts.situation.read_at or (facts.kept.read_at if facts.kept else None)
        return (
            (say("ASSISTENTE.BASE.DIAS"), days),
            (say("ASSISTENTE.BASE.DADOS"), say("ASSISTENTE.LIDO_EM", quando=read_at)),
            (say("ASSISTENTE.BASE.PARAMETROS"), say("ASSISTENTE.NOTA.CONFERIDOS", n=len(facts.parameters))),
            (say("ASSISTENTE.BASE.CONSENTIMENTOS"), say("ASSISTENTE.BASE.CONSENTIDOS", n=given)),
        )

    @property
    def standing(self) -> str:
        """The run on the table, in one line; "" while there is none."""
        facts = self.wizard.facts
        if facts is None or facts.view is None:
            return ""
        run = facts.view.run
        return self.desk.say("SITUACAO.CALCULO", calculo=run.id, quando=run.started, autor=facts.view.author)

    def calculate(self) -> None:
        """Start; while one is at work another is not started."""
        if self.running or self.reason:
            return
        data = self.wizard.content(pages.DATA)
        given = data.get("consentimentos")
        consents = [Consent(key, str(why)) for key, why in given.items()] if isinstance(given, dict) else []
        self.running, self.result, self.counts, self.share = True, "", "", 0.0
        self._job = self.desk.work(
            "metas.calcular",
            CALCULATION,
            vigencia=self.desk.vigencia,
            snapshot=str(data.get("retrato") or ""),
            consents=consents,
        )
        self._job.connect(
            progress=self._progress, done=self._done, cancelled=self._cancelled, refused=self._refused,
            failed=lambda _error: self._over(),
        )  # fmt: skip
        self._job.start()
        self.changed.emit()

    def cancel(self) -> None:
        """Stop: the run ends interrupted and nothing is published."""
        if self._job is not None:
            self._job.cancel()

    def _progress(self, progress: Progress) -> None:
        step = self.desk.step_words(progress)
        done = {"passo": step, "feito": progress.done, "total": progress.total or 0}
        self.counts = self.desk.say("TRABALHO.PASSO", **done) if progress.total else step
        self.share = progress.done / progress.total if progress.total else 0.0
        self.progressed.emit()

    def _done(self, run: int) -> None:
        self.wizard.calculated(run)
        view = self.wizard.facts.view if self.wizard.facts else None
        args = {"calculo": run, "metas": len(view.goals) if view else 0, "achados": len(view.findings) if view else 0}
        self.result, self.result_state = self.desk.say("ASSISTENTE.CALCULADO", **args), State.OK
        self._over()

    def _cancelled(self) -> None:
        self.result, self.result_state = self.desk.say("TRABALHO.INTERROMPIDO"), State.ATENCAO
        self.wizard.refresh()
        self._over()

    def _refused(self, error: KnownError) -> None:
        self.result, self.result_state = self.desk.say_error(error), State.CRITICO
        self.wizard.refresh()
        self._over()

    def _over(self) -> None:
        self.running, self._job = False, None
        self.changed.emit()
