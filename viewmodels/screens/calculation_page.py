"""The calculation as a job: its steps, its end in one line, and what it stands on."""

from collections.abc import Sequence

from storage.errors import KnownError
from viewmodels.jobs import Job, Progress
from viewmodels.operations.metas.calculating import Consent
from viewmodels.screens import month_pages as pages
from viewmodels.screens.job_page import JobPage
from viewmodels.state import State

CALCULATION = "metas.calculo"


class CalculationPage(JobPage):
    """Calcular, follow, interrupt."""

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
        job: Job[int] = self.desk.work(
            "metas.calcular",
            CALCULATION,
            vigencia=self.desk.vigencia,
            snapshot=str(data.get("retrato") or ""),
            consents=consents,
        )
        self._follow(job, self._done, self._refused)

    def _counted(self, progress: Progress | None) -> str:
        step = super()._counted(progress)
        if progress is None or not progress.total:
            return step
        return self.desk.say("TRABALHO.PASSO", passo=step, feito=progress.done, total=progress.total)

    def _done(self, run: int) -> None:
        self.wizard.calculated(run)
        view = self.wizard.facts.view if self.wizard.facts else None
        args = {"calculo": run, "metas": len(view.goals) if view else 0, "achados": len(view.findings) if view else 0}
        self.result, self.result_state = self.desk.say("ASSISTENTE.CALCULADO", **args), State.OK

    def _cancelled(self) -> None:
        super()._cancelled()
        self.wizard.refresh()

    def _refused(self, error: KnownError) -> None:
        self.result, self.result_state = self.desk.say_error(error), State.CRITICO
        self.wizard.refresh()
