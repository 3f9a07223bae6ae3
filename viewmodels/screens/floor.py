"""The floor of the goal as a company's choice: what stands, who chose it, and choosing again; no widgets (F-09)."""

from PySide6.QtCore import QObject, Signal

from engines.goals.approval import MIN_JUSTIFICATION
from storage.errors import KnownError
from storage.metas.floor_policy import ALWAYS, ONLY_NEGATIVE
from viewmodels.changes import Changed
from viewmodels.desk import Desk
from viewmodels.operations.metas.floor import FloorView

KINDS = ("metas.parametros",)
SET = "metas.definir_piso"


class FloorChoice(QObject):
    """When the floor replaces a goal in the next calculations."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        """The choice of the desk's client."""
        super().__init__(parent)
        self.desk = desk
        self.view: FloorView = desk.ask("metas.piso")
        desk.changes.subscribe(self._told, *KINDS)

    @property
    def options(self) -> tuple[tuple[str, str], ...]:
        """What may be chosen, in words."""
        return tuple((key, self.desk.say(f"ESTRANHO.PISO.{key}")) for key in (ONLY_NEGATIVE, ALWAYS))

    @property
    def value(self) -> str:
        """The choice in force."""
        return self.view.policy.value

    @property
    def told(self) -> str:
        """Who chose it, when and why."""
        policy = self.view.policy
        if not policy.who:
            return self.desk.say("ESTRANHO.PISO_PADRAO")
        return self.desk.say("ESTRANHO.PISO_DE", quem=self.view.who, quando=policy.when, motivo=policy.why)

    @property
    def reason(self) -> str:
        """Why this person may not choose; "" when they may."""
        return self.desk.reason(SET) or ""

    def choose(self, value: str, why: str) -> str:
        """Writes the choice; what refuses it, in words, "" when it was written."""
        if len(why.strip()) < MIN_JUSTIFICATION:
            return self.desk.say("RECUSA.JUSTIFICATION_REQUIRED")
        try:
            self.desk.act(SET, *KINDS, policy=value, justification=why)
        except KnownError as error:
            return self.desk.say_error(error)
        self._read()
        return ""

    def _told(self, _change: Changed) -> None:
        self._read()

    def _read(self) -> None:
        self.view = self.desk.ask("metas.piso")
        self.changed.emit()
