"""The record of a published month: what was written, its receipt, and the mandatory list (G-101)."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from storage.errors import KnownError
from storage.runs import Status
from viewmodels.operations.metas.situation import Situation
from viewmodels.screens import goal_words as words
from viewmodels.screens import month_pages as pages
from viewmodels.screens.bonus_page import BonusViewModel
from viewmodels.screens.contingency import kept_contingency, renew_contingency
from viewmodels.screens.month_wizard import MonthWizard
from viewmodels.table import TableModel
from viewmodels.table_spec import Cell, ColumnSpec, Kind, Row

ITEMS = {"guardado": "RELATORIO", "avisada": "AVISO"}
"""Lines of this page and the items of the month's checklist that say the same."""
BY_PERSON = frozenset({"avisada"})


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
        self.table = TableModel(self._columns())
        self._bonus = BonusViewModel(self.desk, self)
        self._bonus.changed.connect(self.changed)
        wizard.changed.connect(self.refresh)
        self.refresh()

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
    def run(self) -> int | None:
        """The published run, whose papers are offered."""
        view = self.wizard.facts.view if self.wizard.facts else None
        return view.run.id if view else None

    @property
    def bonus(self) -> str:
        """What became of the goals in the bonus system, "" before they are published."""
        if self.run is None or not self.desk.vigencia:
            return ""
        return self.desk.say("PREMIACAO.NO_REGISTRO", situacao=self._bonus.line)

    @property
    def trail_reason(self) -> str:
        """Why this person may not take the trail out, or ""."""
        return self.desk.reason("metas.trilha") or ""

    def renew_contingency(self) -> None:
        """Renews the contingency workbook and says where it is."""
        if self.run is not None:
            renew_contingency(self.desk, self.run, self.changed.emit)

    @property
    def contingency(self) -> Path | None:
        """Where the contingency workbook is, None before the first."""
        return kept_contingency(self.desk)

    @property
    def paper_reason(self) -> str:
        """Why this person may not export, or ""."""
        return self.desk.reason("metas.relatorio") or ""

    def refresh(self) -> None:
        """Fill the table again."""
        self.table.set_rows(self._rows())
        self.changed.emit()

    def arrive(self) -> None:
        """On coming to the page: what the month's checklist already knows is ticked here too."""
        done = self._done()
        known = {key: True for key, item in ITEMS.items() if item in done}
        content = self.wizard.content(pages.RECORD)
        if any(not content.get(key) for key in known):
            self.wizard.write(pages.RECORD, **known)

    def _done(self) -> frozenset[str]:
        """Items of the checklist that are done for the run in force; none before there is one."""
        view = self.wizard.facts.view if self.wizard.facts else None
        if view is None or view.run.status is not Status.APPROVED:
            return frozenset()
        found: Situation = self.desk.ask("metas.situacao", vigencia=str(view.vigencia))
        return frozenset(step.key for step in found.steps if step.is_done)

    def _columns(self) -> tuple[ColumnSpec, ...]:
        say = self.desk.say
        return (
            ColumnSpec("nome", say("TELA.COLUNA.CRITERIO_SETOR"), stretch=2, sortable=False),
            ColumnSpec("valor", say("TELA.COLUNA.META_NOME"), kind=Kind.NUMBER, sortable=False),
            ColumnSpec("decisao", say("TELA.COLUNA.DECISAO"), stretch=1, sortable=False),
        )

    def _rows(self) -> list[Row]:
        view = self.wizard.facts.view if self.wizard.facts else None
        if view is None:
            return []
        return [
            Row(
                f"{goal.criterion}/{goal.sector}",
                {
                    "nome": Cell(words.goal_name(self.desk, goal)),
                    "valor": Cell(
                        words.quantity(self.desk, goal.approved, goal.unit),
                        goal.approved,
                        figure_address=words.goal_address(view, goal),
                        adjusted=words.is_adjusted(goal),
                    ),
                    "decisao": Cell(self.desk.say(f"DECISAO.{goal.decision.decision}") if goal.decision else ""),
                },
            )
            for goal in view.goals
        ]

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
        if key in BY_PERSON:
            self._tick_item(ITEMS[key], done)

    def _tick_item(self, item: str, done: bool) -> None:
        """The same tick on the month's checklist, in the name of the person."""
        try:
            self.desk.act("metas.marcar_item", "metas.rotina", vigencia=self.desk.vigencia, item=item, done=done)
        except KnownError as error:
            self.desk.refused.emit(error)
