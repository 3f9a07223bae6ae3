"""Quanto custou: A and B are picked, the payment is calculated under both, and the way from one to the other shown."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from PySide6.QtCore import QObject, Signal

from engines.subsidy.cost import DIMENSIONS, Cost, CostBar
from storage.errors import KnownError
from viewmodels.changes import Changed
from viewmodels.charts import Bar
from viewmodels.operations.subsidios.cost_words import PLACES, RuleWords, bar_day
from viewmodels.operations.subsidios.costing import Choices, ClauseChoice, ParameterChoice
from viewmodels.screens.job_page import OneJob
from viewmodels.screens.subsidios import cost_bars, cost_sides, cost_tables
from viewmodels.screens.subsidios.audit import CALCULATION, AuditViewModel
from viewmodels.screens.subsidios.cost_bars import CostBarAt
from viewmodels.screens.subsidios.cost_saying import Said, checked, said_of
from viewmodels.screens.subsidios.cost_sides import Sides
from viewmodels.state import State
from viewmodels.table import TableModel


class CostViewModel(OneJob):
    """What the page shows; its one long work is the calculation of the cost.

    `sides_changed` says that another A or B was picked, `changed` that the work began or ended, `selected_changed`
    that another bar is in front.
    """

    sides_changed = Signal()
    selected_changed = Signal()

    def __init__(self, audit: AuditViewModel, parent: QObject | None = None) -> None:
        """The cost of the rules for what stands on the audit's bench; nothing is calculated until asked."""
        super().__init__(audit.desk, parent)
        self.audit = audit
        self.texts = self.desk.house.texts
        self.choices: Choices | None = None
        self.sides: Sides | None = None
        self.parameters: tuple[ParameterChoice, ...] = ()
        self.cost: Cost | None = None
        self.costed: Sides | None = None
        self.serial = 0
        self.every = False
        self.dimension = DIMENSIONS[0]
        self.selected: tuple[int, ...] = ()
        self.parts, self.changes = TableModel(), TableModel()
        self.by_clause: dict[str, ClauseChoice] = {}
        self._columns: tuple[str, ...] = ("A", "B", "B − A", "%")
        self._titles: dict[str, str] = {}
        self._change_titles: tuple[str, ...] = ()
        self.desk.changes.subscribe(self._told, CALCULATION)
        self.refresh()

    # --- what is picked

    def refresh(self) -> None:
        """Reads again what stands on the bench; another calculation there makes this one void."""
        self.cost, self.costed, self.selected, self.result = None, None, (), ""
        self.choices, self.sides, self.by_clause = None, None, {}
        if self.audit.laid is not None:
            self.choices = self.desk.ask("subsidios.mudancas_possiveis")
            self.sides = cost_sides.proposed(self.choices)
            self.by_clause = {each.id: each for each in self.choices.clauses}
            self._read_parameters()
        self._fill()
        self.sides_changed.emit()
        self.changed.emit()

    def pick(self, **changes: object) -> None:
        """Another A or B: `a_on`, `b_on`, `kind`, `clause`, `parameter`, `value`."""
        if self.sides is None:
            return
        before = self.sides
        self.sides = replace(before, **changes)  # type: ignore[arg-type]
        if self.sides.parameter != before.parameter:
            self.sides = replace(self.sides, value=None)
        if self.sides.a_on != before.a_on:
            self._a_moved()
        if self.sides != before:
            self.sides_changed.emit()

    @property
    def stale(self) -> bool:
        """True when what is shown is not of the A and B picked."""
        return self.cost is None or self.sides != self.costed

    @property
    def reason(self) -> str:
        """Why nothing can be calculated now, in words; "" when it can."""
        if self.sides is None:
            return self.audit.standing
        code = cost_sides.lacking(self.sides)
        return self.desk.say(code) if code else ""

    @property
    def parameter(self) -> ParameterChoice | None:
        """The threshold B changes."""
        wanted = "" if self.sides is None else self.sides.parameter
        return next((each for each in self.parameters if each.key == wanted), None)

    @property
    def period(self) -> str:
        """The days on the bench in words."""
        first, last = min(self.audit.days), max(self.audit.days)
        return self.desk.say(f"SUBSIDIO_TELA.{'UM_DIA' if first == last else 'DE_ATE'}", dia=first, de=first, ate=last)

    @property
    def words(self) -> RuleWords:
        """Names of changes and choices."""
        return RuleWords(self.texts, self.by_clause, {each.key: each.unit for each in self.parameters})

    # --- the work

    def calculate(self) -> None:
        """Calculates the payment under A and under B."""
        if self.sides is None or self.running or self.reason:
            return
        asked = self.sides
        job = self.desk.work_on_bench("subsidios.custo", a=asked.a, b=asked.b)
        self._follow(job, lambda cost: self._costed(asked, cost), self._refused)

    def _costed(self, asked: Sides, cost: Cost) -> None:
        self.cost, self.costed, self.every = cost, asked, False
        self.serial += 1
        self.selected = tuple(sorted(range(len(cost.bars)), key=lambda at: -abs(cost.bars[at].delta))[:1])
        self._fill()
        self.selected_changed.emit()

    def _refused(self, error: KnownError) -> None:
        self.result, self.result_state = self.desk.say_error(error), State.ERRO

    # --- what was found

    def bars(self) -> tuple[Bar, ...]:
        """The waterfall; nothing before a calculation."""
        if self.cost is None or self.costed is None:
            return ()
        return cost_bars.chart_bars(
            self.words, self.cost, cost_bars.ends(self.texts, self.costed), self.serial, self.every
        )

    def caption(self, cut: Decimal | None) -> str:
        """`R$, eixo cortado em R$ 23.950.000,00`."""
        if cut is None:
            return self.desk.say("SUBSIDIO_CUSTO.EIXO")
        return self.desk.say("SUBSIDIO_CUSTO.EIXO_CORTADO", corte=cut)

    @property
    def is_long(self) -> bool:
        """True when some changes may be gathered."""
        return self.cost is not None and cost_bars.is_long(self.cost)

    def show_every(self, every: bool) -> None:
        """Draw each change, or gather the smallest."""
        self.every = every
        self.changed.emit()

    @property
    def check(self) -> Said | None:
        """Whether the bars add up; None before a calculation."""
        return None if self.cost is None else checked(self.texts, self.cost)

    @property
    def said(self) -> Said:
        """What is worth saying of the whole: it is not what was picked, nothing differs, an amount is missing."""
        if self.cost is None or self.costed is None:
            return Said(State.OK, "")
        return said_of(self.words, self.cost, self.costed, self.stale)

    # --- what is in front

    def show_by(self, dimension: str) -> None:
        """The table by another dimension."""
        self.dimension = dimension
        self._fill_parts()

    def select(self, address: object) -> None:
        """Follows the bar in front: the changes it gathers."""
        if isinstance(address, CostBarAt) and address.serial == self.serial and address.places != self.selected:
            self.selected = address.places
            self._fill_changes()
            self.selected_changed.emit()

    @property
    def selected_bars(self) -> tuple[CostBar, ...]:
        """The changes in front, as the calculation gave them."""
        return () if self.cost is None else tuple(self.cost.bars[at] for at in self.selected)

    @property
    def selected_name(self) -> str:
        """Name of the bar in front; "" when none is."""
        chosen = self.selected_bars
        if len(chosen) == 1:
            return self.words.bar(chosen[0].bar)
        return self.desk.say("SUBSIDIO_CUSTO.OUTRAS", n=len(chosen)) if chosen else ""

    @property
    def selected_facts(self) -> str:
        """Day, commit and R$ of the bar in front; of several together, R$ alone."""
        chosen = self.selected_bars
        facts = [bar_day(self.texts, chosen[0].bar), chosen[0].bar.commit] if len(chosen) == 1 else []
        moved = [self.texts.numbers.money(self.selected_effect, PLACES, sign=True)] if chosen else []
        return "   ".join(each for each in (*facts, *moved) if each)

    @property
    def selected_effect(self) -> Decimal:
        """R$ the bar in front moves."""
        return sum((bar.delta for bar in self.selected_bars), Decimal(0))

    def set_columns(self, parts: Sequence[str], titles: dict[str, str], changes: Sequence[str]) -> None:
        """Words of the columns, given by the page: of the parts, of each dimension, of the changes."""
        self._columns, self._titles = tuple(parts), titles
        self._change_titles = tuple(changes)
        self._fill()

    # --- inside

    def _told(self, _changed: Changed) -> None:
        self.refresh()

    def _a_moved(self) -> None:
        """Values in force and clauses are those of A's day: what is no longer there is no longer picked."""
        assert self.sides is not None
        self._read_parameters()
        clause = self.by_clause.get(self.sides.clause)
        if clause is None or not clause.stands(self.sides.a_on):
            self.sides = replace(self.sides, clause="")

    def _read_parameters(self) -> None:
        assert self.sides is not None
        at: Choices = self.desk.ask("subsidios.mudancas_possiveis", known_on=self.sides.a_on)
        self.parameters = at.parameters

    def _fill(self) -> None:
        self._fill_parts()
        self._fill_changes()

    def _fill_parts(self) -> None:
        title = self._titles.get(self.dimension, "")
        self.parts.set_columns(cost_tables.part_columns(title, self._columns))
        rows = () if self.cost is None else cost_tables.part_rows(self.texts, self.cost, self.dimension, self.serial)
        self.parts.set_rows(rows)

    def _fill_changes(self) -> None:
        if self._change_titles:
            self.changes.set_columns(cost_tables.change_columns(self._change_titles, len(self.selected) == 1))
        self.changes.set_rows(cost_tables.change_rows(self.words, self.selected_bars))
