"""Comparing with the company's own spreadsheet: the file, what each column is, the differences and their causes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from storage.errors import KnownError
from viewmodels.desk import Desk
from viewmodels.operations.metas.own_sheet.layout import Layout, Shape
from viewmodels.operations.metas.own_sheet.proposing import Heading, Proposal
from viewmodels.operations.metas.own_sheet.result import ComparedGoal, OwnSheetComparison
from viewmodels.operations.metas.own_sheet.vocabulary import GOAL, Target
from viewmodels.operations.metas.results import RunView
from viewmodels.papers.leaves import label_of
from viewmodels.papers.narration import member_label
from viewmodels.papers.own_sheet import departure_words, goal_name, situation, summary
from viewmodels.screens import goal_words as words
from viewmodels.state import State
from viewmodels.table import TableModel
from viewmodels.table_spec import Cell, ColumnSpec, Kind, Row

NONE = ""
"""Key of the choice "não usar"."""


@dataclass(frozen=True, slots=True)
class Explained:
    """One difference told: the goal, where and why, and whether a cause was proved."""

    goal: str
    text: str
    proved: bool


class OwnSheetViewModel(QObject):
    """A spreadsheet against the run of the vigência in front."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        """Nothing chosen yet."""
        super().__init__(parent)
        self.desk = desk
        self.path: Path | None = None
        self.proposal: Proposal | None = None
        self.compared: OwnSheetComparison | None = None
        self.trouble = ""
        self.busy = False
        self._changed_by_hand = False
        self.choices: tuple[tuple[str, str], ...] = ()
        """Everything a heading can be, by key and words."""
        self.table = TableModel(self._columns())
        desk.vigencia_changed.connect(self.forget)

    # --- acts

    def choose(self, path: Path) -> None:
        """Takes a file, reads what it seems to tell, and compares at once when it tells a goal."""
        self.forget()
        self.path, self.busy = path, True
        self.changed.emit()
        self._ask(None)

    def forget(self) -> None:
        """Back to no file."""
        self.path, self.proposal, self.compared, self.trouble, self.busy = None, None, None, "", False
        self._changed_by_hand = False
        self.table.set_rows([])
        self.changed.emit()

    def take(self, word: str, target: str) -> None:
        """Says what a heading is (a key of `choices`); the comparison is made again on "Comparar"."""
        if self.proposal is None:
            return
        targets = dict(self.proposal.layout.targets)
        targets.pop(word, None)
        if target:
            line, _, criterion = target.partition("|")
            targets[word] = Target(line, criterion)
        self._relay(replace(self.proposal.layout, targets=targets))

    def take_shape(self, shape: str) -> None:
        """Reads the file as another layout."""
        if self.proposal is not None:
            self._ask(Layout(Shape(shape), self.proposal.layout.targets, self.proposal.layout.sheet))

    def take_sheet(self, sheet: str) -> None:
        """Looks at another sheet of the file ("" for all)."""
        if self.proposal is not None:
            self._ask(replace(self.proposal.layout, sheet=sheet))

    def compare(self) -> None:
        """Compares with the mapping on screen; one changed by hand is kept for next month."""
        if self.proposal is None or self.path is None:
            return
        layout = self.proposal.layout
        if self._changed_by_hand and self.desk.allowed("metas.guardar_mapa"):
            self.desk.act("metas.guardar_mapa", layout=layout)
            self._changed_by_hand = False
        self.busy, self.trouble = True, ""
        self.changed.emit()
        job = self.desk.work_whole(
            "metas.comparar_planilha", "PASSO.COMPARANDO", path=self.path, vigencia=self.desk.vigencia, layout=layout
        )  # fmt: skip
        job.connect(done=self._compared, refused=self._refused)
        job.start()

    def save(self, path: Path) -> bool:
        """Writes the comparison as PDF or CSV, by the ending; False after telling the window why not."""
        assert self.compared is not None
        try:
            self.desk.act("metas.salvar_comparacao", compared=self.compared, path=path)
        except KnownError as error:
            self.desk.refused.emit(error)
            return False
        return True

    # --- what the page shows

    @property
    def summary(self) -> str:
        """How many agree, differ and are explained."""
        return summary(self.desk.house.texts, self.compared) if self.compared and self.compared.goals else ""

    @property
    def faults(self) -> tuple[str, ...]:
        """What kept the file from being read, place by place."""
        found = self.compared.faults if self.compared else ()
        return tuple(self.desk.house.texts.say_with(f.code, f.said_with) for f in found)

    @property
    def explained(self) -> tuple[Explained, ...]:
        """Every difference with its cause, in the order of the goals."""
        if self.compared is None:
            return ()
        texts, sheet = self.desk.house.texts, self.compared.view.book.sheet
        return tuple(
            Explained(
                goal_name(texts, goal), departure_words(texts, sheet, found),
                found.cause is not None and found.cause.proved,
            )
            for goal in self.compared.goals
            for found in goal.departures
        )  # fmt: skip

    @property
    def headings(self) -> Sequence[Heading]:
        """Headings of the file with what each was taken for."""
        return self.proposal.headings if self.proposal else ()

    @property
    def shapes(self) -> tuple[tuple[str, str], ...]:
        """The layouts a file may have."""
        return tuple((str(shape), self.desk.say(f"PROPRIA.FORMA.{shape}")) for shape in Shape)

    @property
    def sheets(self) -> tuple[tuple[str, str], ...]:
        """Sheets of the file, and all of them; nothing for a text table."""
        names = tuple(name for name in (self.proposal.sheets if self.proposal else ()) if name)
        return ((NONE, self.desk.say("PROPRIA.TODAS_AS_FOLHAS")), *((n, n) for n in names)) if names else ()

    @property
    def choose_reason(self) -> str:
        """Why there is nothing to compare a spreadsheet with; "" when there may be."""
        return "" if self.desk.vigencia else self.desk.say("TELA.SEM_VIGENCIA")

    @property
    def save_reason(self) -> str:
        """Why the comparison cannot be saved, or ""."""
        return self.desk.reason("metas.salvar_comparacao") or ""

    def file_name(self, ending: str) -> str:
        """A name to propose: `Comparação 2025-08.pdf`."""
        return f"{self.desk.say('PROPRIA.NOME', mes=self.desk.vigencia)}.{ending}"

    # --- inside

    def _ask(self, layout: Layout | None) -> None:
        job = self.desk.work_whole(
            "metas.planilha_propria", "PASSO.LENDO_PLANILHA", path=self.path, vigencia=self.desk.vigencia, layout=layout
        )  # fmt: skip
        job.connect(done=self._proposed, refused=self._refused)
        job.start()

    def _proposed(self, proposal: Proposal) -> None:
        self.proposal, self.busy = proposal, False
        self.choices = self._choices_of(proposal)
        self.changed.emit()
        if proposal.goals:
            self.compare()

    def _relay(self, layout: Layout) -> None:
        assert self.proposal is not None
        headings = tuple(replace(h, target=layout.targets.get(h.word)) for h in self.proposal.headings)
        self.proposal = replace(self.proposal, layout=layout, headings=headings)
        self._changed_by_hand = True
        self.changed.emit()

    def _compared(self, compared: OwnSheetComparison) -> None:
        self.compared, self.busy = compared, False
        self.table.set_rows([self._row(goal) for goal in compared.goals])
        self.changed.emit()

    def _refused(self, error: KnownError) -> None:
        self.busy, self.compared, self.trouble = False, None, self.desk.say_error(error)
        self.table.set_rows([])
        self.changed.emit()

    def _choices_of(self, proposal: Proposal) -> tuple[tuple[str, str], ...]:
        """The goals and lines of the run on screen; read once, for every heading offers them."""
        view: RunView = self.desk.ask("metas.resultados", vigencia=self.desk.vigencia)
        told = tuple((key_of(target), self._words(view, target)) for target in proposal.targets)
        return ((NONE, self.desk.say("PROPRIA.NAO_USAR")), *told)

    def _words(self, view: RunView, target: Target) -> str:
        texts, sheet = self.desk.house.texts, view.book.sheet
        line = self.desk.say("PROPRIA.A_META") if target.line == GOAL else label_of(texts, sheet, target.line)
        label = next((c.label for c in view.book.rules.criteria if c.key == target.criterion), "")
        if label:
            return f"{line}, {member_label(texts, 'criterio', target.criterion, label)}"
        by_row = target.line == GOAL or "criterio" in sheet.per(target.line)
        return self.desk.say("PROPRIA.DO_CRITERIO", linha=line) if by_row else line

    def _columns(self) -> tuple[ColumnSpec, ...]:
        say = self.desk.say
        return (
            ColumnSpec("meta", say("PROPRIA.COL_META"), stretch=2),
            ColumnSpec("nosso", say("PROPRIA.COL_PROVA_REAL"), kind=Kind.NUMBER, stretch=1),
            ColumnSpec("deles", say("PROPRIA.COL_PLANILHA"), kind=Kind.NUMBER, stretch=1),
            ColumnSpec("diferenca", say("PROPRIA.COL_DIFERENCA"), kind=Kind.NUMBER, stretch=1),
            ColumnSpec("situacao", say("PROPRIA.COL_SITUACAO"), kind=Kind.CHIP, stretch=1),
            ColumnSpec("celula", say("PROPRIA.COL_CELULA"), quiet=True, stretch=1),
        )

    def _row(self, goal: ComparedGoal) -> Row:
        assert self.compared is not None
        desk, unit = self.desk, goal.goal.unit
        state = State.SEM_DADOS if goal.theirs is None else State.OK if goal.agrees else State.ATENCAO
        ours = goal.goal.value if isinstance(goal.goal.value, Decimal) else None
        word = situation(desk.house.texts, goal)
        gap = "" if goal.difference is None else desk.house.texts.numbers.number(goal.difference, 2, sign=True)
        cells = {
            "meta": Cell(goal_name(desk.house.texts, goal)),
            "nosso": Cell(words.quantity(desk, ours, unit), ours,
                          figure_address=words.goal_address(self.compared.view, goal.goal)),
            "deles": Cell(words.quantity(desk, goal.theirs, unit), goal.theirs),
            "diferenca": Cell(gap, goal.difference),
            "situacao": Cell(word, word, state=state),
            "celula": Cell(goal.cell),
        }  # fmt: skip
        return Row("/".join(goal.goal.key), cells)


def key_of(target: Target | None) -> str:
    """Key of a choice: `@meta|PNEUS`."""
    return NONE if target is None else f"{target.line}|{target.criterion}"
