"""Numbers of a sheet that no run stored (a ceiling, a trial) told for the dock with their tree, and registered ones."""

from collections import OrderedDict
from dataclasses import dataclass
from typing import Protocol

from engines.calendar import Month
from engines.figure import Figure
from engines.goals.rules import Criterion
from engines.sheet import Evaluation
from engines.sheet.proof import figure as figure_of
from storage.metas.registers import Sector
from viewmodels.desk import Desk
from viewmodels.memory import MemoryView, RuleLine, TypedValue
from viewmodels.operations.metas.registered import Registered
from viewmodels.papers.names import criterion_name
from viewmodels.papers.narration import Narrator
from viewmodels.screens import goal_words as words
from viewmodels.screens.memory_source import MemorySource, Told
from viewmodels.screens.memory_view import Addressing, Figures, label_path, rows_behind, steps_of

MOST_KEPT = 24
GOAL, SPENT = "meta", "gasto"


@dataclass(frozen=True, slots=True)
class SheetCell:
    """Address of a line's cell in an evaluation kept by `place`; it stands on no run."""

    place: str
    line: str
    members: tuple[str, ...]
    run: int | None = None


@dataclass(frozen=True, slots=True)
class RegisteredValue:
    """Address of a goal or a spending registered in a vigência."""

    vigencia: Month
    criterion: Criterion
    sector: Sector
    what: str
    run: int | None = None


class SheetCells:
    """Keeps the evaluations on screen by place and tells their cells; the oldest go first."""

    def __init__(self, desk: Desk, memory: MemorySource) -> None:
        """Teaches the dock these two kinds of numbers."""
        self._desk = desk
        self._kept: OrderedDict[str, tuple[Evaluation, str, tuple[RuleLine, ...]]] = OrderedDict()
        memory.teach(SheetCell, self.tell)
        memory.teach(RegisteredValue, self.tell_registered)

    def keep(self, place: str, evaluation: Evaluation, title: str, rules: tuple[RuleLine, ...] = ()) -> None:
        """From now on cells of `place` are told from this evaluation; `title` opens their path."""
        self._kept[place] = (evaluation, title, rules)
        self._kept.move_to_end(place)
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)

    def tell(self, address: SheetCell) -> Told | None:
        """A cell with its tree; None once its evaluation is gone."""
        kept = self._kept.get(address.place)
        if kept is None:
            return None
        evaluation, title, rules = kept
        return told_cell(self._desk, evaluation, address, (title,), PlaceLeads(address.place, evaluation), rules)

    def tell_registered(self, address: RegisteredValue) -> Told:
        """Who registered a goal or a spending, when, why, and from which source."""
        desk, key = self._desk, (address.criterion.key, address.sector.id)
        held: Registered = desk.ask("metas.registrado", vigencia=str(address.vigencia), key=key)
        say, numbers = desk.say, desk.house.texts.numbers
        is_goal = address.what == GOAL
        unit = "BRL" if address.criterion.is_cost else "L"
        title = say("TELA.META_REGISTRADA" if is_goal else "TELA.GASTO_REGISTRADO")
        names = (
            criterion_name(desk.house.texts, address.criterion),
            address.sector.name,
            numbers.month(address.vigencia),
        )
        view = MemoryView(
            address=address,
            path=(say("AREA.metas"), title, *names),
            value=words.number(desk, held.target if is_goal else held.realized),
            unit=words.unit_word(desk, unit),
            unit_first=words.is_money(unit),
            rules=tuple(self._rules(held, is_goal)),
            typed=self._typed(held, is_goal),
        )
        return Told(view)

    def _typed(self, held: Registered, is_goal: bool) -> TypedValue:
        texts = self._desk.house.texts
        author, at, why = (held.author, held.written, held.reason) if is_goal else held.spent_by
        when = "" if at is None else texts.numbers.instant(at, texts.zone)
        return TypedValue(author or texts.say("TELA.SEM_AUTOR"), when, why)

    def _rules(self, held: Registered, is_goal: bool) -> list[RuleLine]:
        texts = self._desk.house.texts
        if is_goal:
            return [RuleLine(texts.say("TELA.CALCULO"), str(held.run))] if held.run else []
        told = [RuleLine(texts.say("CADASTROS.COLUNA.FONTE"), _source(self._desk, held.source))]
        if held.until is not None:
            told.append(RuleLine(texts.say("CADASTROS.COLUNA.FECHADO"), texts.numbers.day(held.until)))
        if held.file:
            told.append(RuleLine(texts.say("CADASTROS.ARQUIVO"), held.file))
        return told


def _source(desk: Desk, source: str) -> str:
    code = f"FONTE_GASTO.{source}"
    return desk.say(code) if desk.house.texts.knows(code) else source


class CellAddress(Protocol):
    """Address of a cell of some evaluation."""

    @property
    def line(self) -> str:
        """Line or input of its sheet."""

    @property
    def members(self) -> tuple[str, ...]:
        """Members in the order of the line's axes."""


def told_cell(
    desk: Desk,
    evaluation: Evaluation,
    address: CellAddress,
    title: tuple[str, ...],
    leads: Addressing,
    rules: tuple[RuleLine, ...] = (),
) -> Told:
    """A cell of an evaluation that no run stored, with its tree; `title` opens its path, `leads` gives its steps."""
    texts = desk.house.texts
    tree = figure_of(evaluation, address.line, address.members)
    narrator = Narrator.of(texts, evaluation)
    told = Figures(texts, narrator, evaluation)
    value, unit, first = told.hero(tree)
    row = narrator.steps(tree)
    view = MemoryView(
        address=address,
        path=(*title, *label_path(narrator, tree.name, tree.member)),
        value=value,
        unit=unit,
        unit_first=first,
        sentence=narrator.sentence(tree),
        formula=told.formula(tree),
        steps=(steps_of(row, leads, narrator.label(tree.name).text),) if row.children else (),
        rows=rows_behind(texts, evaluation, tree),
        rules=rules,
    )
    return Told(view, tree, evaluation)


class PlaceLeads(Addressing):
    """Terms of a tree lead to the same line of the same evaluation."""

    def __init__(self, place: str, evaluation: Evaluation) -> None:
        """Leads inside the evaluation kept by `place`."""
        super().__init__(0, evaluation)
        self._place = place

    def __call__(self, figure: Figure) -> object:
        """Address of a figure, None for one inside a formula."""
        if super().__call__(figure) is None:
            return None
        members = tuple(figure.member[axis] for axis in self.evaluation.sheet.per(figure.name))
        return self.cell(figure.name, members)

    def cell(self, line: str, members: tuple[str, ...]) -> object:
        """Address of a line's cell in this evaluation."""
        return SheetCell(self._place, line, members)
