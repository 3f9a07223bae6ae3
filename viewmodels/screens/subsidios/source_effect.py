"""The money of a change of the source in this audit: calculated once, kept until another calculation."""

from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QObject

from engines.subsidy.cost import Cost
from engines.subsidy.watching.changes import Change
from storage.auditoria.bench import Laid
from storage.errors import KnownError
from viewmodels.memory import MemoryView, RuleLine, Step
from viewmodels.screens.job_page import OneJob
from viewmodels.screens.memory_source import MemorySource, Told
from viewmodels.screens.subsidios.audit import AuditViewModel
from viewmodels.state import State


@dataclass(frozen=True, slots=True)
class EffectAddress:
    """Place of the R$ a change of the source moves: the digest of the change."""

    digest: str
    run: int | None = None


class SourceEffect(OneJob):
    """The one long work: both sides of a change over the days of the audit."""

    def __init__(self, audit: AuditViewModel, parent: QObject | None = None) -> None:
        """Nothing measured yet."""
        super().__init__(audit.desk, parent)
        self._costs: dict[str, tuple[Change, Cost]] = {}
        self._laid = audit.laid
        memory = self.desk.findChild(MemorySource)
        if memory is not None:
            memory.teach(EffectAddress, self._tell)

    def of(self, change: Change) -> Decimal | None:
        """R$ a change moves, None while nobody asked."""
        found = self._costs.get(change.digest)
        return None if found is None else found[1].total.difference

    def words(self, change: Change) -> str:
        """What it moves, in a sentence; "" while nobody asked."""
        found = self._costs.get(change.digest)
        return "" if found is None else self._said(*found)

    def measure(self, change: Change) -> None:
        """Calculates both sides of a change."""
        if not self.running:
            job = self.desk.work_on_bench("subsidios.efeito_da_mudanca", variation=change.variation)
            self._follow(job, lambda cost: self._measured(change, cost), self._refused)

    def keep_to(self, laid: Laid | None) -> None:
        """Forgets what was measured on another calculation than the one that stands."""
        if laid is not self._laid:
            self._laid = laid
            self._costs.clear()

    def _measured(self, change: Change, cost: Cost) -> None:
        self._costs[change.digest] = (change, cost)

    def _refused(self, error: KnownError) -> None:
        self.result, self.result_state = self.desk.say_error(error), State.ERRO

    def _said(self, change: Change, cost: Cost) -> str:
        total, say = cost.total, self.desk.say
        given = {"nome": change.name, "valor": total.difference, "antes": total.before, "depois": total.after}
        told = say("SUB_FONTE.MOVE" if total.difference else "SUB_FONTE.NAO_MOVE", **given)
        missing = max(cost.before.missing, cost.after.missing)
        return f"{told} {say('SUB_FONTE.SEM_VALOR', n=missing)}" if missing else told

    def _tell(self, address: EffectAddress) -> Told | None:
        found = self._costs.get(address.digest)
        if found is None:
            return None
        change, cost = found
        texts = self.desk.house.texts
        amount = texts.numbers.number
        steps = tuple(
            Step(str(part.key), str(part.key), amount(part.difference, 2, sign=True))
            for part in cost.parts["consorcio"]
            if part.difference
        )
        rules = (
            RuleLine(texts.say("SUB_TEMPO.TELA.ANTES"), texts.numbers.money(cost.total.before, 2)),
            RuleLine(texts.say("SUB_TEMPO.TELA.DEPOIS"), texts.numbers.money(cost.total.after, 2)),
            *(RuleLine(texts.say("SUB_TEMPO.TELA.CLAUSULA"), one, mono=True) for one in change.clauses[:8]),
        )
        path = (texts.say("SUB_FONTE.ONDE"), change.name)
        value = amount(cost.total.difference, 2, sign=True)
        sentence = self._said(change, cost)
        return Told(MemoryView(address, path, value, "R$", True, sentence=sentence, steps=steps, rules=rules))
