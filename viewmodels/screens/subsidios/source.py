"""Fonte: two versions of the source compared, the change in front, what it touches, what was concluded of it."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from engines.subsidy.watching.changes import Change, Reach
from storage.auditoria.analyses import Analysis
from storage.errors import KnownError
from viewmodels.changes import Changed
from viewmodels.operations.subsidios.watching import Register, Version
from viewmodels.screens.job_page import OneJob
from viewmodels.screens.subsidios.audit import CALCULATION, AuditViewModel
from viewmodels.screens.subsidios.rules_timeline_words import title_of
from viewmodels.screens.subsidios.source_effect import SourceEffect
from viewmodels.state import State

ANALYSES = "subsidios.analises"
"""Kind of change: the register of the source has one conclusion more."""
FEW = 6
"""Names written out before the rest is counted."""


class SourceViewModel(OneJob):
    """The comparison and its register; its one long work reads both versions. `chosen` says that another is in front.

    `effect` is the other long work: the money of the change in front.
    """

    chosen = Signal()

    def __init__(self, audit: AuditViewModel, parent: QObject | None = None) -> None:
        """The source watched from the audit on the desk; nothing compared yet."""
        super().__init__(audit.desk, parent)
        self.audit = audit
        self.compared = False
        self.changes: tuple[Change, ...] = ()
        self.change: Change | None = None
        self.effect = SourceEffect(audit, self)
        self.register: Register = self.desk.ask("subsidios.analises")
        self.desk.changes.subscribe(self._told, ANALYSES, CALCULATION)
        self.effect.changed.connect(self.chosen)

    # --- comparing

    def compare(self, before: str, after: str, revisions: tuple[str, str] = ("", "")) -> None:
        """Compares two versions: folders or files, or one repository (the same place twice) at two revisions."""
        if self.running:
            return
        sides = [Version(Path(place), revision) for place, revision in zip((before, after), revisions, strict=True)]
        self.compared, self.changes, self.change = False, (), None
        job = self.desk.work("subsidios.comparar_fonte", before=sides[0], after=sides[1])
        self._follow(job, self._compared, self._refused)

    def choose(self, digest: str) -> None:
        """Put a change in front."""
        found = next((one for one in self.changes if one.digest == digest), None)
        if found is not self.change:
            self.change = found
            self.chosen.emit()

    # --- what is said of the change in front

    @property
    def sentence(self) -> str:
        """What changed."""
        if self.change is None:
            return ""
        return self.desk.house.texts.say_with(self.change.text_code, self.change.args())

    @property
    def touched(self) -> tuple[str, ...]:
        """Clauses, rules, steps and inputs of ours it touches; "sem regra nossa" alone where it touches none."""
        if self.change is None:
            return ()
        change, texts = self.change, self.desk.house.texts
        told = [self.reach(change)] if change.reach is not Reach.CLAUSULA else []
        steps = [title_of(texts, "SUB_ETAPA", one) for one in change.steps]
        rules = [title_of(texts, "SUB_REGRA", one) for one in change.rules]
        inputs = [title_of(texts, "TABELA.subsidio", one) for one in change.inputs]
        groups = (("CLAUSULAS", change.clauses), ("REGRAS", rules), ("ETAPAS", steps), ("ENTRADAS", inputs))
        told += [self.desk.say(f"SUB_FONTE.TOCA.{name}", quais=self.listed(some)) for name, some in groups if some]
        return tuple(told)

    def reach(self, change: Change) -> str:
        """How far a change comes into our rules, in words."""
        count = len(change.clauses) if change.reach is Reach.CLAUSULA else len(change.rules)
        return self.desk.say(f"SUB_ALCANCE.{change.reach}", n=count)

    def listed(self, names: tuple[str, ...] | list[str]) -> str:
        """Names one after another; past the first few, how many more."""
        shown = ", ".join(names[:FEW])
        return shown if len(names) <= FEW else self.desk.say("SUB_FONTE.MAIS", quais=shown, n=len(names) - FEW)

    @property
    def effect_reason(self) -> str:
        """Why the money of the change in front cannot be asked, in words; "" when it can."""
        if self.change is None or self.change.variation.moves_anything:
            return "" if self.audit.laid is not None else self.desk.say("SUB_FONTE.POR_QUE.SEM_CALCULO")
        known = "SEM_REGRA" if self.change.reach is Reach.SEM_REGRA else "SEM_VARIACAO"
        return self.desk.say(f"SUB_FONTE.POR_QUE.{known}")

    def measure(self) -> None:
        """Calculates how much the change in front moves in this audit."""
        if self.change is not None and not self.effect_reason:
            self.effect.measure(self.change)

    # --- the register

    @property
    def annotate_reason(self) -> str:
        """Why nothing can be written in the register, in words; "" when it can."""
        return self.desk.reason("subsidios.anotar_analise") or ""

    def annotate(self, conclusion: str) -> str:
        """Writes what was concluded of the change in front; the sentence of what refused it, "" when nothing did."""
        if self.change is None:
            return ""
        given = {"change": self.change, "conclusion": conclusion, "effect": self.effect.of(self.change)}
        try:
            self.desk.act("subsidios.anotar_analise", ANALYSES, **given)
        except KnownError as error:
            return self.desk.say_error(error)
        return ""

    def analyses_of(self, digest: str) -> tuple[Analysis, ...]:
        """What was concluded of a change, newest first, whenever it was compared."""
        return tuple(one for one in self.register.analyses if one.change.digest == digest)

    def analysed_words(self) -> tuple[str, ...]:
        """What was concluded of the change in front, each with who and when."""
        found = self.analyses_of(self.change.digest) if self.change else ()
        return tuple(
            self.desk.say(
                "SUB_FONTE.ANALISADA",
                quem=self.register.names.get(one.analysed_by, one.analysed_by),
                quando=one.analysed,
                conclusao=one.conclusion,
            )
            for one in found
        )

    # --- inside

    def _compared(self, found: tuple[Change, ...]) -> None:
        self.compared, self.changes = True, found
        self.change = found[0] if found else None
        touching = sum(one.reach is Reach.CLAUSULA for one in found)
        self.result = self.desk.say("SUB_FONTE.RESULTADO", n=len(found), tocam=touching)
        self.result_state = State.ATENCAO if touching else State.OK
        self.chosen.emit()

    def _refused(self, error: KnownError) -> None:
        self.result, self.result_state = self.desk.say_error(error), State.ERRO

    def _told(self, _changed: Changed) -> None:
        self.effect.keep_to(self.audit.laid)
        self.register = self.desk.ask("subsidios.analises")
        self.chosen.emit()
