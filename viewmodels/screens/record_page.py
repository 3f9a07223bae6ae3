"""The record of a published month: what was written, its receipt, and the mandatory list (G-101)."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from viewmodels.screens import goal_words as words
from viewmodels.screens import month_pages as pages
from viewmodels.screens.month_wizard import MonthWizard


@dataclass(frozen=True, slots=True)
class Duty:
    """One line of the list: key, words, whether it is done, and whether the program proves it by itself."""

    key: str
    words: str
    done: bool
    proved: bool


class RecordPage(QObject):
    """What was published, and what must still be kept and told."""

    changed = Signal()

    def __init__(self, wizard: MonthWizard) -> None:
        """Record of the wizard's vigência."""
        super().__init__()
        self.wizard, self.desk = wizard, wizard.desk
        wizard.changed.connect(self.changed)

    @property
    def receipt(self) -> str:
        """The run, when it was published and by whom, and how many targets it wrote."""
        facts = self.wizard.facts
        if facts is None or facts.view is None:
            return ""
        kept = sum(1 for g in facts.view.goals if g.approved is not None)
        run = facts.view.run
        return self.desk.say(
            "ASSISTENTE.RECIBO", calculo=run.id, metas=kept, quando=run.ended, resumo=facts.view.digest[:16]
        )

    @property
    def values(self) -> tuple[tuple[str, str, str], ...]:
        """(goal, published value, decision) of every goal."""
        view = self.wizard.facts.view if self.wizard.facts else None
        if view is None:
            return ()
        return tuple(
            (
                words.goal_name(goal),
                words.quantity(self.desk, goal.approved, goal.unit),
                self.desk.say(f"DECISAO.{goal.decision.decision}") if goal.decision else "",
            )
            for goal in view.goals
        )

    @property
    def duties(self) -> tuple[Duty, ...]:
        """The list: adjustments are proved by their justifications, the rest is ticked by a person."""
        content = self.wizard.content(pages.RECORD)
        view = self.wizard.facts.view if self.wizard.facts else None
        adjusted = [g for g in view.goals if words.is_adjusted(g)] if view else []
        say = self.desk.say
        return (
            Duty("ajustes", say("ASSISTENTE.DEVER.AJUSTES", n=len(adjusted)), True, True),
            Duty("guardado", say("ASSISTENTE.DEVER.GUARDADO"), bool(content.get("guardado")), False),
            Duty("avisada", say("ASSISTENTE.DEVER.AVISADA"), bool(content.get("avisada")), False),
        )

    def tick(self, key: str, done: bool) -> None:
        """Tick or untick a line that only a person can vouch for."""
        self.wizard.write(pages.RECORD, **{key: done})
