"""What feeds the dock Memória de cálculo: the number selected anywhere, the numbers visited, and the acts on them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from engines.calendar import Month
from engines.figure import Figure
from engines.sheet import Evaluation
from engines.sheet.proof import figure as figure_of
from storage.errors import KnownError
from viewmodels.desk import Desk
from viewmodels.memory import MemoryView, RowsBehind
from viewmodels.operations.metas.explaining import Address, Explained
from viewmodels.operations.metas.results import RunView
from viewmodels.papers.names import criterion_name
from viewmodels.papers.narration import Narrator
from viewmodels.screens import goal_words as words
from viewmodels.screens.bridge import Bridged
from viewmodels.screens.comparison import Compared
from viewmodels.screens.goal_words import Adjusted
from viewmodels.screens.memory_view import (
    RowTable,
    cells_in,
    explained_view,
    label_path,
    rows_behind,
    rows_name,
)
from viewmodels.screens.screen_figures import ScreenFigures, goal_in
from viewmodels.screens.selection_memory import selection_view
from viewmodels.state import State
from viewmodels.table_rows import Summary

Explicable = Address | Compared | Adjusted | Bridged
MOST_VISITED = 100


@dataclass(frozen=True)
class Told:
    """What the dock says of a number, with the tree it was told from where it has one.

    Where rows are not those of the sheet's own tables, `behind` gives the rows of a step (line, members) and
    `everything` all of them; `again` calculates a number of no saved run once more: its state and word.
    """

    view: MemoryView
    figure: Figure | None = None
    evaluation: Evaluation | None = None
    behind: Callable[[str, tuple[str, ...]], RowsBehind | None] | None = None
    everything: Callable[[], tuple[tuple[str, RowsBehind], ...]] | None = None
    again: Callable[[], tuple[State, str]] | None = None


Teller = Callable[[Any], Told | None]


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
        self._visited: list[Any] = []
        self._at = -1
        self._told: Told | None = None
        self._tellers: dict[type, Teller] = {}
        self._reproduced: set[int] = set()
        desk.shell.figure_selected.connect(self.follow)
        desk.changes.subscribe(self._again, "metas.calculo", "metas.decisoes", "metas.publicacao")

    def teach(self, kind: type, teller: Teller) -> None:
        """From now on numbers addressed by `kind` (they have a `run`) are told by `teller`."""
        self._tellers[kind] = teller

    def again(self, *kinds: type) -> None:
        """Tells the number shown once more when its address is of one of these kinds: it moved."""
        shown = self._desk.shell.memory
        if shown is not None and isinstance(shown.address, kinds) and shown.address == self._visited[self._at]:
            self._show(shown.address)

    def show_selection(self, summary: Summary | None) -> None:
        """Sums up several numbers selected; back to one, that number is told again by whoever has the ring."""
        if summary is not None:
            self._told = None
            self._desk.shell.show_memory(selection_view(self._desk.house.texts, summary))
        elif self._of_selection and self._at >= 0:
            self._show(self._visited[self._at])

    @property
    def _of_selection(self) -> bool:
        shown = self._desk.shell.memory
        return shown is not None and shown.address is None

    # --- what selects

    def follow(self, address: object) -> None:
        """Shows the number with this address and remembers it; a label (None) leaves the line that says what to do."""
        if not isinstance(address, Explicable) and type(address) not in self._tellers:
            self._told = None
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
    def run(self) -> int | None:
        """Run of the number shown; None for one that stands on no run."""
        found = self._visited[self._at].run if self._at >= 0 else None
        return found if isinstance(found, int) else None

    # --- what acts

    def select_step(self, address: object) -> None:
        """The step selected in the dock: its rows take the place of the number's."""
        found = self._told
        if address is not None:
            self.step_selected.emit(address)
        line, members = getattr(address, "line", ""), getattr(address, "members", None)
        if found is None or found.evaluation is None or members is None or not _has(found.evaluation, line):
            return
        if found.behind is not None:
            self.step_rows_changed.emit(found.behind(line, members))
            return
        tree = figure_of(found.evaluation, line, members)
        self.step_rows_changed.emit(rows_behind(self._desk.house.texts, found.evaluation, tree))

    def sentence(self) -> str:
        """The sentence of the number shown, to be copied."""
        view = self._desk.shell.memory
        return "" if view is None else view.sentence or f"{view.value} {view.unit}".strip()

    def all_rows(self) -> tuple[tuple[str, RowsBehind], ...]:
        """Every table of rows under the number shown: name with count, and all its rows."""
        found = self._told
        if found is not None and found.everything is not None:
            return found.everything()
        if found is None or found.evaluation is None or found.figure is None:
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
        told = self._told
        if told is not None and told.again is not None:
            state, word = told.again()
            self._desk.shell.show_memory(replace(told.view, proof=state, proof_word=word))
            if state is State.OK:
                self._desk.shell.notify(word)
            return
        if self.run is None or self._of_selection:
            return
        if type(self._visited[self._at]) in self._tellers:
            self._desk.shell.notify(self._desk.say("TELA.NAO_GRAVADO"))
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

    def _show(self, address: object) -> None:
        self._told = None
        try:
            self._told = self._tell(address)
            self._desk.shell.show_memory(None if self._told is None else self._told.view)
        except KnownError as error:
            self._told = None
            self._desk.shell.show_memory(None)
            self._desk.refused.emit(error)

    def _tell(self, address: Any) -> Told | None:
        if type(address) in self._tellers:
            return self._tellers[type(address)](address)
        if isinstance(address, Address):
            found: Explained = self._desk.ask("metas.explicar", address=address)
            path = self._path(found)
            view = explained_view(self._desk.house.texts, found, path, address.run in self._reproduced)
            return Told(view, found.figure, found.evaluation)
        run: RunView = self._desk.ask("metas.resultados", run=address.run)
        told = ScreenFigures(self._desk, run).tell(address)
        if told is None:
            goal = goal_in(run, (address.criterion, address.sector))
            return self._tell(words.cell_address(run, goal))
        return Told(told)

    def _path(self, explained: Explained) -> tuple[str, ...]:
        texts = self._desk.house.texts
        narrator = Narrator.of(texts, explained.evaluation)
        found = explained.figure
        month = texts.numbers.month(_month(explained))
        criterion = next(
            (criterion_name(texts, c) for c in explained.book.rules.criteria if _is_goal(explained, c.key)), ""
        )
        if criterion:
            sector = narrator.label(found.name, {"setor": found.member["setor"]}).members
            return (texts.say("AREA.metas"), criterion, *sector, month)
        return (texts.say("AREA.metas"), *label_path(narrator, found.name, found.member), month)


def _has(evaluation: Evaluation, line: str) -> bool:
    return line in evaluation.sheet.lines or line in evaluation.sheet.inputs


def _month(explained: Explained) -> Month:
    return Month.parse(explained.run.context)


def _is_goal(explained: Explained, criterion: str) -> bool:
    line = explained.book.sheet.lines.get(explained.figure.name)
    if line is None or not line.goal:
        return False
    return line.goal == criterion or explained.figure.member.get("criterio") == criterion
