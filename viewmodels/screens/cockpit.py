"""The month at a glance: how far it is, what asks for a decision, the goals; no widgets."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from engines.goals.periods import ACTIVE, CLOSED
from storage.errors import KnownError
from storage.runs import FINISHED, Status
from viewmodels.changes import Changed
from viewmodels.desk import Desk
from viewmodels.operations.metas.results import GoalRow, RunView
from viewmodels.operations.metas.situation import Situation
from viewmodels.papers.names import criterion_name
from viewmodels.screens import goal_words as words
from viewmodels.screens.comparison import COLUMNS, Compared, Comparison
from viewmodels.screens.next_act import NextAct, closed_reason, missing_registers, next_act
from viewmodels.screens.routine_rows import StepLine, grouped, groups_shown, item_lines
from viewmodels.state import State
from viewmodels.table import TableModel
from viewmodels.table_spec import Cell, ColumnSpec, Kind, Row, RowKind

CLOSING = ("metas.periodos", "metas.rotina")
"""Kinds of change that closing a vigência tells."""
MOST_ASKED = 4
"""Goals listed under "Pede a sua decisão" before "mais N"."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One goal that asks for a look: shape, what, why, and its key."""

    row_key: str
    state: State
    title: str
    note: str


class CockpitViewModel(QObject):
    """The cockpit of the vigência in front."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        """The cockpit of the vigência in front."""
        super().__init__(parent)
        self.desk = desk
        self.situation: Situation | None = None
        self.table = TableModel()
        self._opened: set[str] | None = None
        self._roomy = False
        desk.changes.subscribe(self._told)
        desk.vigencia_changed.connect(self._another_month)
        self.refresh()

    def _another_month(self) -> None:
        self._opened = None
        self.refresh()

    def refresh(self) -> None:
        """Looks at the month again; a desk without vigência has no situation."""
        try:
            self.situation = (
                self.desk.ask("metas.situacao", vigencia=self.desk.vigencia) if self.desk.vigencia else None
            )
        except KnownError as error:
            self.situation = None
            self.desk.refused.emit(error)
        self._fill()
        self.changed.emit()

    # --- what the page shows

    @property
    def view(self) -> RunView | None:
        """The run on the table."""
        return self.situation.view if self.situation else None

    @property
    def title(self) -> str:
        """`Agosto de 2025`."""
        return self.desk.month_title(self.situation.vigencia) if self.situation else self.desk.say("TELA.SEM_VIGENCIA")

    @property
    def line(self) -> str:
        """The one line under the title: what is missing, and by when."""
        return f"{self._standing} {self.due}".strip()

    @property
    def _standing(self) -> str:
        view = self.view
        if self.situation is None:
            return missing_registers(self.desk) or self.desk.say("SITUACAO.SEM_PERIODO")
        if view is None and (missing := missing_registers(self.desk)):
            return missing
        if view is None or view.run.status is Status.ROLLED_BACK:
            return "" if closed_reason(self.desk) else self.desk.say("SITUACAO.A_PREPARAR")
        if view.run.status is Status.APPROVED:
            return self.desk.say("SITUACAO.PUBLICADA", metas=len(view.goals))
        if not view.pending:
            return self.desk.say("TELA.TUDO_DECIDIDO", metas=len(view.goals))
        return self.desk.say("SITUACAO.A_DECIDIR", faltam=len(view.pending), metas=len(view.goals))

    @property
    def due(self) -> str:
        """The board's deadline while the goals are not published; "" where none was set."""
        found = self.situation
        if found is None or found.deadline is None or not found.status or closed_reason(self.desk):
            return ""
        if self.view is not None and self.view.run.status is Status.APPROVED:
            return ""
        day = self.desk.house.texts.numbers.short_day(found.deadline)
        if found.deadline < self.desk.house.clock.today():
            return self.desk.say("ROTINA.PRAZO_VENCIDO", dia=day)
        weekday = self.desk.say(f"ROTINA.SEMANA.{found.deadline.weekday()}")
        return self.desk.say("ROTINA.PRAZO", dia=day, dia_semana=weekday)

    @property
    def is_due(self) -> bool:
        """True on the day of the deadline and after it, while the goals are not published."""
        found = self.situation
        late = found is not None and found.deadline is not None and found.deadline <= self.desk.house.clock.today()
        return bool(self.due) and late

    @property
    def steps(self) -> tuple[StepLine, ...]:
        """Every item of the month's checklist."""
        return item_lines(self.desk, self.situation.steps) if self.situation else ()

    @property
    def rows(self) -> tuple[StepLine, ...]:
        """The checklist as it is shown: groups, and the items of those that are open."""
        lines = self.steps
        return grouped(self.desk, lines, groups_shown(lines, self._roomy) if self._opened is None else self._opened)

    def set_roomy(self, roomy: bool) -> None:
        """Whether the screen has room for more than the group in course."""
        if roomy != self._roomy:
            self._roomy = roomy
            self.changed.emit()

    def toggle_group(self, group: str) -> None:
        """Opens or closes a group."""
        shown = {line.group for line in self.rows if line.opened}
        self._opened = shown ^ {group}
        self.changed.emit()

    @property
    def may_close(self) -> bool:
        """True for an active vigência and somebody who may close it."""
        found = self.situation
        return found is not None and found.status == ACTIVE and self.desk.allowed("metas.mudar_vigencia")

    @property
    def open_words(self) -> str:
        """Mandatory items still open, in words; "" when none is."""
        left = [step.title for step in self.situation.open_mandatory] if self.situation else []
        return self.desk.say("ROTINA.ABERTOS", n=len(left), itens=left) if left else ""

    def close_month(self, despite: str) -> str:
        """Closes the vigência with its checklist; "" or what refuses it."""
        try:
            self.desk.act("metas.mudar_vigencia", *CLOSING, vigencia=self.desk.vigencia, status=CLOSED, despite=despite)
        except KnownError as error:
            return self.desk.say_error(error)
        return ""

    def tick(self, item: str, done: bool) -> None:
        """Ticks an item only a person vouches for, or takes the tick back."""
        try:
            self.desk.act("metas.marcar_item", "metas.rotina", vigencia=self.desk.vigencia, item=item, done=done)
        except KnownError as error:
            self.desk.refused.emit(error)

    @property
    def progress(self) -> tuple[str, float]:
        """`11 de 21 itens feitos` and the share."""
        if self.situation is None:
            return "", 0.0
        done, steps = self.situation.proved, len(self.situation.steps)
        return self.desk.say("ROTINA.PROGRESSO", feitos=done, total=steps), done / steps

    @property
    def asks(self) -> tuple[Ask, ...]:
        """Undecided goals with something to look at, gravest first."""
        return tuple(self._asks())

    @property
    def calm(self) -> int:
        """Undecided goals with nothing to look at."""
        return sum(1 for g in self._pending() if not words.needs_look(g))

    @property
    def counts(self) -> tuple[tuple[State, str], ...]:
        """Chips over the goals: how many are decided, how many wait."""
        view = self.view
        if view is None:
            return ()
        decided = len(view.goals) - len(view.pending)
        said = [(State.OK, self.desk.say("TELA.DECIDIDAS_N", n=decided))] if decided else []
        waiting = [(State.ATENCAO, self.desk.say("TELA.A_DECIDIR_N", n=len(view.pending)))] if view.pending else []
        return (*said, *waiting)

    @property
    def next_act(self) -> NextAct:
        """What the filled button does."""
        return next_act(self.desk, self.view)

    @property
    def goals_title(self) -> str:
        """`As 12 metas`."""
        return self.desk.say("TELA.AS_METAS", n=len(self.view.goals)) if self.view else ""

    def goal(self, row_key: str) -> GoalRow | None:
        """The goal of an ask."""
        return next((g for g in self.view.goals if _key(g) == row_key), None) if self.view else None

    # --- inside

    def _told(self, _changed: Changed) -> None:
        self.refresh()

    def _pending(self) -> tuple[GoalRow, ...]:
        view = self.view
        return view.pending if view is not None and view.run.status in FINISHED else ()

    def _asks(self) -> Iterator[Ask]:
        looked = [g for g in self._pending() if words.needs_look(g)]
        for goal in sorted(looked, key=lambda g: g.grave.rank if g.grave else 0):
            found = words.gravest(goal)
            if found is None:
                yield Ask(
                    _key(goal),
                    words.goal_state(goal),
                    words.goal_name(self.desk, goal),
                    self.desk.say("TELA.SEM_VALOR"),
                )
                continue
            assert self.view is not None
            names = finding_names(self.view)
            texts = self.desk.house.texts
            yield Ask(_key(goal), words.goal_state(goal), texts.say_finding(found, names), texts.advise(found, names))

    def _fill(self) -> None:
        view = self.view
        if view is None:
            self.table.set_rows(())
            return
        comparison = Comparison(view)
        criteria = view.book.rules.criteria
        columns = tuple(
            ColumnSpec(
                c.key,
                criterion_name(self.desk.house.texts, c),
                words.unit_word(self.desk, _unit(view, c.key)),
                Kind.NUMBER,
                2,
                stretch=1,
            )
            for c in criteria
        )
        sector = ColumnSpec("setor", self.desk.say("TELA.COLUNA.SETOR"), stretch=2)
        self.table.set_columns((sector, *columns))
        self.table.set_rows([*self._rows(view), self._total(view, comparison)])

    def _rows(self, view: RunView) -> Iterator[Row]:
        for sector in view.evaluation.facts.axes["setor"]:
            goals = [g for g in view.goals if g.sector == sector.key]
            cells = {g.criterion: self._cell(view, g) for g in goals}
            yield Row(sector.key, {"setor": Cell(sector.label, sector.label), **cells})

    def _cell(self, view: RunView, goal: GoalRow) -> Cell:
        value = words.shown_value(goal)
        return Cell(
            words.number(self.desk, value),
            value,
            state=words.goal_state(goal),
            figure_address=words.goal_address(view, goal),
            adjusted=words.is_adjusted(goal),
        )

    def _total(self, view: RunView, comparison: Comparison) -> Row:
        cells = {"setor": Cell(self.desk.say("TELA.TOTAL"))}
        for criterion in view.book.rules.criteria:
            value = comparison.value(criterion.key, COLUMNS["meta"])
            address = None if value is None else Compared(view.run.id, criterion.key, COLUMNS["meta"])
            cells[criterion.key] = Cell(words.number(self.desk, value), value, figure_address=address)
        return Row("total", cells, RowKind.TOTAL)


def finding_names(view: RunView) -> dict[str, dict[str, str]]:
    """Names of the members a finding's sentence shows."""
    return {axis: {m.key: m.label for m in members} for axis, members in view.evaluation.facts.axes.items()}


def _key(goal: GoalRow) -> str:
    return f"{goal.criterion}/{goal.sector}"


def _unit(view: RunView, criterion: str) -> str:
    return next(g.unit for g in view.goals if g.criterion == criterion)
