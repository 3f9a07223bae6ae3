"""Recalculating with corrected data from a screen: the job, and what is told when it ends; no widgets."""

from storage.errors import KnownError
from viewmodels.desk import Desk
from viewmodels.jobs import Job
from viewmodels.operations.metas.recalculating import SHORTEST_REASON

KINDS = ("metas.dados", "metas.calculo")


class Recalculation:
    """One recalculation of the run in force."""

    def __init__(self, desk: Desk, run: int) -> None:
        """For a run in force."""
        self._desk, self._run = desk, run

    def refusal(self, reason: str) -> str:
        """Why this reason is not enough; "" when it is. The operation asks the same."""
        if len(reason.strip()) >= SHORTEST_REASON:
            return ""
        return self._desk.say("METAS.MOTIVO_CURTO", minimo=SHORTEST_REASON)

    def start(self, reason: str) -> Job[int]:
        """Reads the ERP and calculates beside the screen; the run in force stays until the new one is approved."""
        job: Job[int] = self._desk.work("metas.recalcular", *KINDS, run=self._run, reason=reason)
        job.connect(done=self._done, refused=self._refused)
        job.start()
        return job

    def _done(self, made: int) -> None:
        self._desk.shell.notify(self._desk.say("RECALCULO.FEITO", calculo=made, original=self._run))

    def _refused(self, error: KnownError) -> None:
        self._desk.refused.emit(error)
