"""The desk: who sits, for which client, on which vigência; the one door through which screens act on the house."""

from collections.abc import Callable, Generator
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from engines.calendar import Month
from storage.errors import KnownError
from storage.people import list_clients, names_of
from viewmodels.changes import Changed, Changes, StoreWatch
from viewmodels.jobs import Job, JobRunner, Progress, Work
from viewmodels.operations import registry
from viewmodels.operations.house import House
from viewmodels.operations.scope import Scope
from viewmodels.shell import ContextChoice, ContextView, ShellViewModel, Status
from viewmodels.state import State

WATCH_MS = 1500
PERIOD_STATES = {"PLANEJAMENTO": State.EM_CURSO, "ATIVA": State.OK, "FECHADA": State.OK}


class Desk(QObject):
    """What every screen of a signed-in person shares: house, scope, shell, changes, jobs and the vigência in front.

    Screens read with `ask`, write with `act` and `work`, and refresh on `changes`; none calls another.
    """

    vigencia_changed = Signal()
    refused = Signal(object)
    """A KnownError nobody at the screen took: the window shows it."""
    failed = Signal(object)
    """A bug of ours, caught on a job's thread: the window reports it."""
    reopening = Signal()
    """The window must be made again (another language): whoever opened it closes it and opens the next."""
    switching = Signal(str)
    """Another house is wanted in place of this one: the key of a sample company's switch, "" for the one the
    program was opened on, or the path of a carried file."""
    file_wanted = Signal(str)
    """Path of a carried file somebody asked to open: looked into before anything is closed."""
    _posted = Signal(object)

    def __init__(self, house: House, scope: Scope, shell: ShellViewModel) -> None:
        """A desk for one person and one client."""
        super().__init__()
        self.house = house
        self.scope = scope
        self.shell = shell
        self.vigencia = ""
        self.can_return = False
        """True when what is open took the place of something else, which `switching` with "" brings back."""
        self._closed = False
        self._posted.connect(self._call, Qt.ConnectionType.QueuedConnection)
        self.changes = Changes(self._posted.emit)
        self.jobs = JobRunner(self._posted.emit)
        self._watch = StoreWatch(house.store.data_version, self.changes)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._watch.poll)
        self._timer.start(WATCH_MS)
        shell.context_chosen.connect(self.choose)

    def ask(self, id: str, **arguments: Any) -> Any:
        """Result of a reading operation. Raises KnownError."""
        return registry.perform(self.house, self.scope, id, **arguments)

    def act(self, id: str, *kinds: str, **arguments: Any) -> Any:
        """Result of a writing operation; tells the changed `kinds` to every screen. Raises KnownError."""
        result = registry.perform(self.house, self.scope, id, **arguments)
        self.changes.publish(Changed(frozenset(kinds), {"vigencia": self.vigencia}))
        return result

    def work(self, id: str, *kinds: str, **arguments: Any) -> Job[Any]:
        """A long operation as a job, built and not started: connect who listens, then `start`.

        When done it tells the changed `kinds`; a refusal or bug that no listener takes reaches the window.
        """
        return self._job(id, kinds, registry.perform(self.house, self.scope, id, **arguments))

    def work_whole(self, id: str, step: str, *kinds: str, **arguments: Any) -> Job[Any]:
        """An operation that takes long and tells no steps (a paper) as a job; `step` is the code said meanwhile."""

        def work() -> Generator[Progress, None, Any]:
            yield Progress(step)
            return registry.perform(self.house, self.scope, id, **arguments)

        return self._job(id, kinds, work())

    def work_on_bench(self, id: str, *kinds: str, **arguments: Any) -> Job[Any]:
        """As `work`, for a work on the tables of the audit: stopping it breaks the statement under way."""
        assert self.house.audit is not None
        work = registry.perform(self.house, self.scope, id, **arguments)
        return self._job(id, kinds, work, self.house.audit.bench.interrupt)

    def _job(
        self, id: str, kinds: tuple[str, ...], work: Work[Any], interrupt: Callable[[], None] | None = None
    ) -> Job[Any]:
        job: Job[Any] = self.jobs.build(f"OPERACAO.{id}", work, interrupt)
        told = Changed(frozenset(kinds), {"vigencia": self.vigencia})
        return job.connect(
            progress=lambda progress: self._job_shown(progress),
            done=lambda _result: self._job_over(lambda: self.changes.publish(told)),
            cancelled=lambda: self._job_over(lambda: None),
            refused=lambda _error: self._job_over(lambda: None),
            failed=lambda error: self._job_over(lambda: self.failed.emit(error)),
        )

    def allowed(self, id: str) -> bool:
        """True when the person may do this; what a role never uses is not shown."""
        return self.reason(id) is None

    def reason(self, id: str) -> str | None:
        """Why an operation cannot be done now, in words; None when it can."""
        return registry.disabled_reason(self.house, self.scope, id)

    def say(self, code: str, **args: object) -> str:
        """A sentence in the reader's language."""
        return self.house.texts.say(code, **args)

    def say_error(self, error: KnownError) -> str:
        """Sentence of a known failure."""
        return self.house.texts.say_error(error)

    def step_words(self, progress: Progress) -> str:
        """What a job is doing, in words; the code itself never shows."""
        return self.house.texts.say_with(progress.step, progress.args)

    def company(self) -> str:
        """Name of the client whose data is on the desk."""
        with self.house.store.read() as connection:
            return next(c.name for c in list_clients(connection) if c.id == self.scope.client)

    def user_name(self) -> str:
        """Name of the person at the desk."""
        with self.house.store.read() as connection:
            return names_of(connection, {self.scope.user}).get(self.scope.user, "")

    def choose(self, vigencia: str) -> None:
        """Brings another vigência to the front and keeps it in the header; an audit has none."""
        if vigencia and vigencia != self.vigencia and self.house.audit is None:
            self.vigencia = vigencia
            self.refresh_context()
            self.vigencia_changed.emit()

    def refresh_context(self) -> None:
        """The header's picker: the client's vigências and the state of the one in front; an audit tells its own."""
        if self.house.audit is not None:
            return
        listed = self.ask("metas.periodos")
        if not listed:
            self.shell.set_context(ContextView())
            return
        if not self.vigencia:
            planned = [p for p in listed if p.status == "PLANEJAMENTO"]
            self.vigencia = str((planned or listed)[0].vigencia)
        status = next((p.status for p in listed if str(p.vigencia) == self.vigencia), "")
        choices = tuple(ContextChoice(str(p.vigencia), self.month_title(p.vigencia)) for p in listed)
        word = self.say(f"ESTADO.{status}") if status else ""
        state = PERIOD_STATES.get(status)
        self.shell.set_context(
            ContextView(self.tr("Vigência"), self.vigencia, choices, state, word[:1].upper() + word[1:])
        )

    def month_title(self, month: Month) -> str:
        """`Agosto de 2025`."""
        words = self.house.texts.numbers.month_in_words(month)
        return words[:1].upper() + words[1:]

    def close(self) -> None:
        """Stops jobs, the watch and every clock of its screens; the house is closed by whoever opened it."""
        for timer in self.findChildren(QTimer):
            timer.stop()
        self.jobs.close()
        self._closed = True

    def _job_shown(self, progress: Progress) -> None:
        self.shell.set_job(Status(State.EM_CURSO, self.step_words(progress)))

    def _job_over(self, then: Callable[[], object]) -> None:
        self.shell.set_job(None)
        then()

    def _call(self, call: Callable[[], None]) -> None:
        """What a thread posted; news that arrive after the desk was left find nobody to tell."""
        if not self._closed:
            call()
