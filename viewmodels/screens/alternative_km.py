"""The alternative km of a sector: what a goal would be with it, one click to use it or to go back; no widgets."""

from decimal import Decimal

from engines.figure import Value
from engines.finding import Finding
from engines.goals.anomalies import KM
from engines.goals.approval import GoalKey
from viewmodels.desk import Desk
from viewmodels.jobs import Job
from viewmodels.operations.metas.chosen import ALTERNATIVE_KM
from viewmodels.operations.metas.explaining import Address
from viewmodels.operations.metas.recalculating_with import Chosen
from viewmodels.operations.metas.results import GoalRow, RunView
from viewmodels.operations.metas.weighing import with_alternative_km
from viewmodels.screens import goal_words as words

OPERATION = "metas.recalcular_com"
USE, BACK, PROOF = "USAR_KM", "VOLTAR_KM", "MEMORIA_KM"
IN_USE = "CAL_003.KM_ALTERNATIVO"


def recalculation(desk: Desk, view: RunView, chosen: Chosen, approve: GoalKey | None = None) -> Job[int]:
    """A run made again with one more chosen input, as a job not started; every screen is told when it ends."""
    kinds = ("metas.calculo", "metas.decisoes")
    return desk.work(OPERATION, *kinds, run=view.run.id, digest=view.digest, chosen=chosen, approve=approve)


class AlternativeKm:
    """The alternative km of one sector of a run."""

    def __init__(self, desk: Desk, view: RunView, sector: str) -> None:
        """Nothing is calculated until it is asked."""
        self.desk, self.view, self.sector = desk, view, sector

    @property
    def address(self) -> Address:
        """Where the alternative km stands in the sheet, so that Memória opens it."""
        return Address(self.view.run.id, "km_alternativo", (self.sector,))

    def sentence(self, goal: GoalRow, found: Finding) -> str:
        """What the goal would be with the alternative km, beside the anomaly; "" elsewhere."""
        other = with_alternative_km(self.view, goal) if found.detail == KM else None
        if other is None or self._in_use:
            return ""
        return self.desk.say("ESTRANHO.COM_KM", km=other[0], meta=words.quantity(self.desk, other[1], goal.unit))

    def acts(self, found: Finding, proof: bool = True) -> tuple[tuple[str, str], ...]:
        """The buttons of a banner: use it, or go back to the calculated one, and its proof where there is room.

        None where the run is not a draft.
        """
        if self.desk.reason(OPERATION) is not None or not words.is_draft(self.view):
            return ()
        say = self.desk.say
        shown = ((PROOF, say("ESTRANHO.VER_KM")),) if proof else ()
        if found.detail == KM and not self._in_use and self._value is not None:
            return ((USE, say("ESTRANHO.USAR_KM")), *shown)
        if found.text_code == IN_USE:
            return ((BACK, say("ESTRANHO.VOLTAR_KM")), *shown)
        return ()

    def use(self, on: bool) -> Job[int]:
        """The run made again with the alternative km, or without it: its job, not started."""
        code = "ESTRANHO.MOTIVO_KM" if on else "ESTRANHO.MOTIVO_VOLTAR"
        why = self.desk.say(code, setor=self._name, variacao=self._far)
        return recalculation(self.desk, self.view, Chosen(ALTERNATIVE_KM, {"setor": self.sector}, on, why))

    @property
    def _in_use(self) -> bool:
        return self.view.chosen_for(ALTERNATIVE_KM, {"setor": self.sector}) is not None

    @property
    def _value(self) -> Decimal | None:
        known = ALTERNATIVE_KM in self.view.book.sheet.inputs
        return words.amount(self.view.evaluation.value("km_alternativo", (self.sector,))) if known else None

    @property
    def _far(self) -> Value:
        return self.view.evaluation.value("variacao_km", (self.sector,))

    @property
    def _name(self) -> str:
        return self.view.evaluation.facts.label("setor", self.sector)
