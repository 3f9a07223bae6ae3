"""What feeds the dock Memória de cálculo: the number selected anywhere, the numbers visited, and the acts on them."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from engines.calendar import Month
from engines.figure import Figure, Missing
from engines.goals.approval import GoalKey
from engines.sheet.proof import figure as figure_of
from storage.errors import KnownError
from viewmodels.desk import Desk
from viewmodels.memory import FormulaLine, MemoryView, RowsBehind, RuleLine, Step, TypedValue
from viewmodels.operations.metas.explaining import Address, Explained
from viewmodels.operations.metas.registered import Registered
from viewmodels.operations.metas.results import GoalRow, RunView
from viewmodels.papers.narration import Narrator
from viewmodels.screens import goal_words as words
from viewmodels.screens.bridge import Bridged, bridge_of
from viewmodels.screens.comparison import Compared, Comparison
from viewmodels.screens.goal_words import Adjusted
from viewmodels.screens.memory_view import (
    Addressing,
    Figures,
    RowTable,
    cells_in,
    explained_view,
    label_path,
    rows_behind,
    rows_name,
    steps_of,
)
from viewmodels.state import State

REGISTERED = ("meta_anterior", "realizado")
REPEATED = {
    "meta_do_setor": "meta",
    "anterior_do_setor": "meta_anterior",
    "realizado_do_setor": "realizado",
    "saldo_do_setor": "saldo",
}
"""Lines of the comparison that repeat a given value, and the value they repeat."""

Explicable = Address | Compared | Adjusted | Bridged
MOST_VISITED = 100


class MemorySource(QObject):
    """Follows `shell.figure_selected`; shows each number in the dock and remembers the way through them."""

    history_changed = Signal()
    step_selected = Signal(object)
    """Address of the step selected in the dock: tables light it."""
    step_rows_changed = Signal(object)
    """A `RowsBehind`, or None: the rows of the step selected, in place of the number's."""

    def __init__(self, desk: Desk) -> None:
        """A source for the dock of one desk."""
        super().__init__(desk)
        self._desk = desk
        self._visited: list[Explicable] = []
        self._at = -1
        self._explained: Explained | None = None
        self._reproduced: set[int] = set()
        desk.shell.figure_selected.connect(self.follow)
        desk.changes.subscribe(self._again, "metas.calculo", "metas.decisoes", "metas.publicacao")

    # --- what selects

    def follow(self, address: object) -> None:
        """Shows the number with this address and remembers it; a label (None) leaves the line that says what to do."""
        if not isinstance(address, Explicable):
            self._explained = None
            self._desk.shell.show_memory(None)
            return
        if self._at < 0 or self._visited[self._at] != address:
            self._visited = [*self._visited[: self._at + 1], address][-MOST_VISITED:]
            self._at = len(self._visited) - 1
        self._show(address)
        self.history_changed.emit()

    def back(self) -> object:
        """Goes to the number visited before and returns its address; None at the first."""
        return self._move(-1)

    def forward(self) -> object:
        """Goes to the number visited after and returns its address; None at the last."""
        return self._move(1)

    @property
    def can_back(self) -> bool:
        """True when a number was visited before this one."""
        return self._at > 0

    @property
    def can_forward(self) -> bool:
        """True when a number was visited after this one."""
        return 0 <= self._at < len(self._visited) - 1

    @property
    def explained(self) -> Explained | None:
        """The figure of the run shown now; None for a number of the screen or one typed by hand."""
        return self._explained

    @property
    def run(self) -> int | None:
        """Run of the number shown."""
        return self._visited[self._at].run if self._at >= 0 else None

    # --- what acts

    def select_step(self, address: object) -> None:
        """The step selected in the dock: its rows take the place of the number's."""
        found = self._explained
        if address is not None:
            self.step_selected.emit(address)
        if found is None or not isinstance(address, Address):
            return
        tree = figure_of(found.evaluation, address.line, address.members)
        self.step_rows_changed.emit(rows_behind(self._desk.house.texts, found.evaluation, tree))

    def sentence(self) -> str:
        """The sentence of the number shown, to be copied."""
        view = self._desk.shell.memory
        return "" if view is None else view.sentence or f"{view.value} {view.unit}".strip()

    def all_rows(self) -> tuple[tuple[str, RowsBehind], ...]:
        """Every table of rows under the number shown: name with count, and all its rows."""
        found = self._explained
        if found is None:
            return ()
        texts, narrator = self._desk.house.texts, Narrator.of(self._desk.house.texts, found.evaluation)
        listed = []
        for cells in cells_in(found.figure):
            table = RowTable(texts, found.evaluation, cells, texts.say("TELA.SOMA"))
            rows = table.rows()
            count = len(rows) - (1 if len(rows) > 1 else 0)
            listed.append((rows_name(texts, narrator, cells, count), RowsBehind(table.columns(), rows, cells.filter)))
        return tuple(listed)

    def reproduce(self) -> None:
        """Calculates the whole run again and says in the chip whether every cell came out the same."""
        if self.run is None:
            return
        try:
            done = self._desk.ask("metas.reproduzir", run=self.run)
        except KnownError as error:
            self._desk.refused.emit(error)
            return
        if not done.different:
            self._reproduced.add(self.run)
        view = self._desk.shell.memory
        if view is None:
            return
        n = len(done.different)
        word = self._desk.say("TELA.REPRODUZIDO") if not n else self._desk.say("TELA.DIFERENTES", n=n)
        self._desk.shell.show_memory(replace(view, proof=State.CRITICO if n else State.OK, proof_word=word))

    # --- inside

    def _move(self, by: int) -> object:
        if not 0 <= self._at + by < len(self._visited):
            return None
        self._at += by
        self._show(self._visited[self._at])
        self.history_changed.emit()
        return self._visited[self._at]

    def _again(self, _changed: object) -> None:
        """The same number after a write: its decision may be another."""
        if self._at >= 0 and self._desk.shell.memory is not None:
            self._show(self._visited[self._at])

    def _show(self, address: Explicable) -> None:
        try:
            self._desk.shell.show_memory(self._view(address))
        except KnownError as error:
            self._explained = None
            self._desk.shell.show_memory(None)
            self._desk.refused.emit(error)

    def _view(self, address: Explicable) -> MemoryView:
        self._explained = None
        if isinstance(address, Address):
            self._explained = self._desk.ask("metas.explicar", address=address)
            path = self._path(self._explained)
            return explained_view(self._desk.house.texts, self._explained, path, address.run in self._reproduced)
        view: RunView = self._desk.ask("metas.resultados", run=address.run)
        if isinstance(address, Adjusted):
            return self._adjusted(view, address)
        if isinstance(address, Bridged):
            return self._cause(view, address)
        if address.line in REGISTERED and address.sector:
            return self._registered(view, address)
        return self._compared(view, address)

    def _path(self, explained: Explained) -> tuple[str, ...]:
        texts = self._desk.house.texts
        narrator = Narrator.of(texts, explained.evaluation)
        found = explained.figure
        month = texts.numbers.month(_month(explained))
        criterion = next((c.label for c in explained.book.rules.criteria if _is_goal(explained, c.key)), "")
        if criterion:
            sector = narrator.label(found.name, {"setor": found.member["setor"]}).members
            return (texts.say("AREA.metas"), criterion, *sector, month)
        return (texts.say("AREA.metas"), *label_path(narrator, found.name, found.member), month)

    def _adjusted(self, view: RunView, address: Adjusted) -> MemoryView:
        """A goal typed by the director: who, when and why, with what had been calculated."""
        goal = _goal(view, (address.criterion, address.sector))
        taken = goal.decision
        if taken is None or not words.is_adjusted(goal):
            return self._view(words.cell_address(view, goal))
        say, numbers = self._desk.say, self._desk.house.texts.numbers
        who = view.names.get(taken.decided_by, taken.decided_by)
        when = numbers.instant(taken.decided, self._desk.house.texts.zone)
        calculated = words.quantity(self._desk, taken.calculated, goal.unit)
        rules = (RuleLine(say("TELA.CALCULADO"), calculated), RuleLine(say("TELA.CALCULO"), str(view.run.id)))
        return MemoryView(
            address=address,
            path=self._goal_path(view, goal),
            value=words.number(self._desk, taken.value),
            unit=words.unit_word(self._desk, goal.unit),
            unit_first=words.is_money(goal.unit),
            sentence=say("TELA.AJUSTADA", calculado=calculated, quem=who, motivo=taken.justification),
            rules=rules,
            typed=TypedValue(who, when, taken.justification),
        )

    def _registered(self, view: RunView, address: Compared) -> MemoryView:
        """A goal or a spending of the month before: what is registered, by whom and from where."""
        goal = _goal(view, (address.criterion, address.sector))
        assert view.previous is not None
        held: Registered = self._desk.ask("metas.registrado", vigencia=str(view.previous), key=goal.key)
        say, numbers = self._desk.say, self._desk.house.texts.numbers
        is_goal = address.line == "meta_anterior"
        value = held.target if is_goal else held.realized
        title = say("TELA.META_REGISTRADA" if is_goal else "TELA.GASTO_REGISTRADO")
        return MemoryView(
            address=address,
            path=(say("AREA.metas"), title, goal.criterion_label, goal.sector_label, numbers.month(view.previous)),
            value=words.number(self._desk, value),
            unit=words.unit_word(self._desk, goal.unit),
            unit_first=words.is_money(goal.unit),
            typed=self._who_registered(held) if is_goal else self._who_spent(held),
        )

    def _who_registered(self, held: Registered) -> TypedValue:
        texts = self._desk.house.texts
        when = "" if held.written is None else texts.numbers.instant(held.written, texts.zone)
        return TypedValue(held.author or texts.say("TELA.SEM_AUTOR"), when, held.reason)

    def _who_spent(self, held: Registered) -> TypedValue:
        texts = self._desk.house.texts
        until = "" if held.until is None else texts.say("TELA.ATE_O_DIA", dia=held.until)
        return TypedValue(texts.say("TELA.GASTO_DE", fonte=held.source), until, "")

    def _compared(self, view: RunView, address: Compared) -> MemoryView:
        """A number of the results screen: its own small sheet, whose terms lead to the run's cells."""
        texts = self._desk.house.texts
        evaluation = Comparison(view).evaluation(address.criterion)
        narrator = Narrator.of(texts, evaluation)
        found = figure_of(evaluation, address.line, address.members)
        told = Figures(texts, narrator, evaluation)
        value, unit, first = told.hero(found)
        criterion = next(c.label for c in view.book.rules.criteria if c.key == address.criterion)
        name, *members = label_path(narrator, found.name, found.member)
        month = texts.numbers.month(view.vigencia)
        row = narrator.steps(found)
        return MemoryView(
            address=address,
            path=(texts.say("AREA.metas"), name, criterion, *members, month),
            value=value,
            unit=unit,
            unit_first=first,
            sentence=narrator.sentence(found),
            formula=told.formula(found),
            steps=(_without_repeats(steps_of(row, _OfComparison(view, address.criterion), name)),),
            rules=(RuleLine(texts.say("TELA.CALCULO"), str(view.run.id)),),
        )

    def _cause(self, view: RunView, address: Bridged) -> MemoryView:
        """One bar of the bridge: the goal before and after its cause."""
        goal = _goal(view, (address.criterion, address.sector))
        bridge = bridge_of(view, goal)
        assert bridge is not None and view.previous is not None
        cause = next(each for each in bridge.causes if each.key == address.cause)
        say, name = self._desk.say, self._desk.say(f"TELA.CAUSA.{cause.key}")
        before, after = (words.quantity(self._desk, value, goal.unit) for value in (cause.before, cause.after))
        signed = words.number(self._desk, cause.value, sign=True)
        why = say(f"TELA.PORQUE.{cause.key}", mes=self._desk.house.texts.numbers.month_in_words(view.previous))
        parts = (Step("0.0", say("TELA.PONTE_DEPOIS"), after), Step("0.1", say("TELA.PONTE_ANTES"), before))
        return MemoryView(
            address=address,
            path=(*self._goal_path(view, goal), name),
            value=signed,
            unit=words.unit_word(self._desk, goal.unit),
            unit_first=words.is_money(goal.unit),
            sentence=f"{say('TELA.PONTE_FRASE', causa=name, antes=before, depois=after)} {why}",
            formula=(FormulaLine(f"{signed} = {after} − {before}"),),
            steps=(Step("0", name, signed, "", None, parts),),
            rules=(RuleLine(say("TELA.CALCULO"), str(view.run.id)),),
        )

    def _goal_path(self, view: RunView, goal: GoalRow) -> tuple[str, ...]:
        month = self._desk.house.texts.numbers.month(view.vigencia)
        return (self._desk.say("AREA.metas"), goal.criterion_label, goal.sector_label, month)


class _OfComparison(Addressing):
    """Figures of the comparison lead to the goal, to what is registered, or to another number of the screen."""

    def __init__(self, view: RunView, criterion: str) -> None:
        super().__init__(view.run.id, view.evaluation)
        self._view, self._criterion = view, criterion

    def __call__(self, figure: Figure) -> object:
        """Address of a term of the comparison."""
        name = REPEATED.get(figure.name, figure.name)
        sector = figure.member.get("setor", "")
        if isinstance(figure.value, Missing):
            return None
        if name == "meta":
            return words.goal_address(self._view, _goal(self._view, (self._criterion, sector)))
        if name == "saldo":
            return Address(self.run, "saldo_devedor", (sector, self._criterion))
        return Compared(self.run, self._criterion, name, sector)


def _without_repeats(step: Step) -> Step:
    """A line that only repeats a given value is that value: one row of the tree, not two."""
    children = tuple(_without_repeats(child) for child in step.children)
    if len(children) == 1 and children[0].value == step.value and children[0].address == step.address:
        return replace(step, note=children[0].note, children=children[0].children)
    return replace(step, children=children)


def _goal(view: RunView, key: GoalKey) -> GoalRow:
    return next(g for g in view.goals if g.key == key)


def _month(explained: Explained) -> Month:
    return Month.parse(explained.run.context)


def _is_goal(explained: Explained, criterion: str) -> bool:
    line = explained.book.sheet.lines.get(explained.figure.name)
    if line is None or not line.goal:
        return False
    return line.goal == criterion or explained.figure.member.get("criterio") == criterion
