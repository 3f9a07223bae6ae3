"""A page of the month with one job: its bar, the line of its end, and stopping it."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from storage.errors import KnownError
from viewmodels.desk import Desk
from viewmodels.jobs import Job, Progress
from viewmodels.screens.month_wizard import MonthWizard
from viewmodels.state import State

Result = TypeVar("Result")


class OneJob(QObject):
    """What a screen shows of its job: `running`, `counts` and `share` while it works, `result` when it ended."""

    changed = Signal()
    progressed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        """Nothing at work yet."""
        super().__init__(parent)
        self.desk = desk
        self._stop: Callable[[], object] | None = None
        self.running = False
        self.counts, self.share = "", 0.0
        self.result, self.result_state = "", State.OK

    def cancel(self) -> None:
        """Stop: what was begun leaves nothing behind."""
        if self._stop is not None:
            self._stop()

    def forget(self) -> None:
        """A good end that was read is not said again; one that went wrong stays until the next work."""
        if not self.running and self.result and self.result_state is State.OK:
            self.result = ""
            self.progressed.emit()

    def _follow(self, job: Job[Result], done: Callable[[Result], None], refused: Callable[[KnownError], None]) -> None:
        """Starts the job and shows it; every end of it leaves the page at rest."""
        self.running, self.counts, self.share, self.result = True, self._counted(None), 0.0, ""
        self._stop = job.cancel
        job.connect(
            progress=self._progress,
            done=lambda result: self._over(lambda: done(result)),
            cancelled=lambda: self._over(self._cancelled),
            refused=lambda error: self._over(lambda: refused(error)),
            failed=lambda _error: self._over(lambda: None),
        )
        job.start()
        self.changed.emit()

    def _counted(self, progress: Progress | None) -> str:
        """What is being done, in words; before the first news, nothing."""
        return self.desk.step_words(progress) if progress is not None else ""

    def _cancelled(self) -> None:
        self.result, self.result_state = self.desk.say("TRABALHO.INTERROMPIDO"), State.ATENCAO

    def _progress(self, progress: Progress) -> None:
        self.counts = self._counted(progress)
        self.share = progress.done / progress.total if progress.total else 0.0
        self.progressed.emit()

    def _over(self, end: Callable[[], None]) -> None:
        end()
        self.running, self._stop = False, None
        self.changed.emit()


class JobPage(OneJob):
    """A page of the month wizard with one job."""

    def __init__(self, wizard: MonthWizard) -> None:
        """A page of the wizard's vigência, with nothing at work."""
        super().__init__(wizard.desk)
        self.wizard = wizard
        wizard.changed.connect(self.changed)
