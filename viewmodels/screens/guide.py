"""The guided month of the sample company: eight steps that follow what really happened; no widgets.

With a switch on, the guide says what to look for instead, and where.
"""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, QTimer, Signal

from storage.runs import FINISHED, Status
from storage.sample.scenarios import SCENARIOS, Kind
from storage.store.settings import read_settings, write_setting
from viewmodels.desk import Desk

LOOK_MS = 1000
PREPARE = ("metas", "preparar")


class Step(StrEnum):
    """What is to be done, in order."""

    OPEN = "abrir"
    HOLIDAYS = "feriados"
    PARAMETERS = "parametros"
    DATA = "dados"
    CALCULATE = "calcular"
    EXPLAIN = "explicar"
    PUBLISH = "publicar"
    RECORD = "registrar"


STEPS = tuple(Step)
_PASSED = {Step.OPEN: "preparacao", Step.HOLIDAYS: "feriados", Step.PARAMETERS: "parametros", Step.DATA: "dados"}
"""A page of the wizard that has been left behind proves its step."""


@dataclass(frozen=True, slots=True)
class GuideView:
    """The strip as shown: `Passo 3 de 8`, what to do, where the button leads.

    `done` when all is behind, `switched` in a sample company with a switch on.
    """

    count: str
    words: str
    place: tuple[str, str]
    done: bool = False
    switched: bool = False


class Guide(QObject):
    """Which step is next, looked up in the month itself; may be put away and brought back."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        """The guide of a desk: shown unless this person put it away."""
        super().__init__(desk)
        self._desk = desk
        self._explained = False
        self.shown = self._kept()
        self.step: Step | None = Step.OPEN
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        desk.shell.explain_requested.connect(self._number_explained)
        self.set_shown(self.shown, keep=False)

    def set_shown(self, shown: bool, keep: bool = True) -> None:
        """Puts the guide away or brings it back; the person's choice is kept in the sample company."""
        self.shown = shown
        if keep:
            self._keep(shown)
        if shown:
            self.look()
            self._timer.start()
        else:
            self._timer.stop()
        self.changed.emit()

    def look(self) -> None:
        """Finds the first step that has not happened; tells when it is another one."""
        found = next((step for step in STEPS if not self._happened(step)), None)
        if found is not self.step:
            self.step = found
            self.changed.emit()

    @property
    def view(self) -> GuideView:
        """What the strip says."""
        say, switch = self._desk.say, SCENARIOS.get(self._desk.house.scenario)
        if switch is not None:
            place = ("metas", "historico") if switch.kind is Kind.UNDO else PREPARE
            title = say("CENARIO.LIGADO", titulo=say(f"CENARIO.{switch.key}"))
            return GuideView(title, say(f"OLHE.{switch.key}"), place, switched=True)
        if self.step is None:
            return GuideView(say("GUIA.FIM"), say("GUIA.FIM.FACA"), ("ajuda", "cenarios"), done=True)
        count = say("GUIA.PASSO", passo=STEPS.index(self.step) + 1, total=len(STEPS))
        return GuideView(count, say(f"GUIA.{self.step}"), self._place(self.step))

    def go(self) -> None:
        """Brings the place of the step to the front."""
        self._desk.shell.go(*self.view.place)

    def clean(self) -> None:
        """Back to the clean sample company."""
        self._desk.switching.emit("")

    # --- what happened

    def _place(self, step: Step) -> tuple[str, str]:
        return ("metas", "resultados") if step is Step.EXPLAIN else PREPARE

    def _happened(self, step: Step) -> bool:
        status = self._status()
        if step in _PASSED:
            return status is not None or self._left_behind(_PASSED[step])
        if step is Step.CALCULATE:
            return status is not None
        if step is Step.EXPLAIN:
            return self._explained or status is Status.APPROVED
        return status is Status.APPROVED and (step is Step.PUBLISH or not self._trail())

    def _trail(self) -> tuple[str, ...]:
        """Pages of the wizard visited so far; none without a draft."""
        draft = self._desk.ask("metas.abrir_rascunho", vigencia=self._desk.vigencia) if self._desk.vigencia else None
        return tuple(draft.get("trilha", ())) if isinstance(draft, dict) else ()

    def _left_behind(self, page: str) -> bool:
        return page in self._trail()[:-1]

    def _status(self) -> Status | None:
        """State of the newest finished or published run of the month."""
        past = self._desk.ask("metas.historico", vigencia=self._desk.vigencia) if self._desk.vigencia else ()
        states = [each.run.status for each in past if each.run.status in (*FINISHED, Status.APPROVED)]
        return Status.APPROVED if Status.APPROVED in states else states[0] if states else None

    def _number_explained(self, _address: object) -> None:
        self._explained = True
        if self.shown:
            self.look()

    # --- the person's choice

    def _key(self) -> str:
        return f"guia.{self._desk.scope.user}"

    def _kept(self) -> bool:
        with self._desk.house.store.read() as connection:
            return read_settings(connection, self._desk.scope.client).get(self._key()) is not False

    def _keep(self, shown: bool) -> None:
        house, scope = self._desk.house, self._desk.scope
        with house.store.write() as connection:
            write_setting(connection, self._key(), shown, actor=scope.user, at=house.clock.now(), client=scope.client)
