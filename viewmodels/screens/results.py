"""Results of a month: the goals of one run, its lines, what is lit, what may be done next; no widgets."""

from PySide6.QtCore import QModelIndex, QObject, Signal

from engines.goals.approval import GoalKey
from engines.goals.attribution import GoalBridge
from storage.errors import KnownError
from storage.runs import FINISHED, Status
from viewmodels.banner import BannerView
from viewmodels.changes import Changed
from viewmodels.desk import Desk
from viewmodels.operations.metas.deciding import clean_goals
from viewmodels.operations.metas.results import GoalRow, RunView
from viewmodels.papers.names import criterion_of
from viewmodels.screens import goal_words as words
from viewmodels.screens.anomalies import anomaly_banners
from viewmodels.screens.bridge import BridgeChart, bridge_of
from viewmodels.screens.column_choice import ColumnChoice, ColumnOption
from viewmodels.screens.comparison import Comparison
from viewmodels.screens.next_act import NextAct, next_act
from viewmodels.screens.result_lines import (
    LineTable,
    ParameterShown,
    dependents,
    direct_precedents,
    parameters_of,
    precedents,
)
from viewmodels.screens.result_places import belongs, walk_down
from viewmodels.screens.result_rows import BY_CRITERION, ResultTable
from viewmodels.table import TableModel

KINDS = ("metas.calculo", "metas.decisoes", "metas.publicacao")


class ResultsViewModel(QObject):
    """The results screen: follows the vigência in front, or one run of the history until the vigência changes."""

    changed = Signal()
    selected_changed = Signal()
    """Another goal is in front: its lines, parameters and bridge."""
    lit_changed = Signal()
    """Other numbers are lit."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        """Results of the vigência in front."""
        super().__init__(parent)
        self.desk = desk
        self.view: RunView | None = None
        self.refusal = ""
        self.grouping = BY_CRITERION
        self.wide = False
        self.lights = True
        self.selected: GoalRow | None = None
        self.table, self.lines = TableModel(), TableModel()
        self._run: int | None = None
        self._comparison: Comparison | None = None
        self.ring: object = None
        self.lit: frozenset[object] = frozenset()
        self.columns = ColumnChoice(desk, "resultados", ("nome", "meta"))
        desk.changes.subscribe(self._told, *KINDS)
        desk.vigencia_changed.connect(self._newest)
        self.refresh()

    # --- what the page calls

    def refresh(self) -> None:
        """Reads the run again."""
        try:
            self.view = self.desk.ask("metas.resultados", vigencia=self.desk.vigencia, run=self._run)
            self.refusal = ""
        except KnownError as error:
            self.view, self.refusal = None, self.desk.say_error(error)
        self._fill()
        self.changed.emit()

    def show_run(self, run: int | None) -> None:
        """Shows one run of the history; None goes back to the newest."""
        self._run = run
        self.selected = None
        self.refresh()

    def group_by(self, grouping: str) -> None:
        """Groups by criterion, by sector, or with the exceptions first."""
        self.grouping = grouping
        self._fill()

    def set_wide(self, wide: bool) -> None:
        """Shows or hides the columns that need room."""
        if wide != self.wide:
            self.wide = wide
            self._fill()

    @property
    def column_options(self) -> tuple[ColumnOption, ...]:
        """The columns that may be shown or hidden in the room there is."""
        if self.view is None or self._comparison is None:
            return ()
        rows = ResultTable(self.desk, self.view, self.may_decide, self._comparison)
        return self.columns.options(rows.columns(self.wide))

    def choose_column(self, key: str, shown: bool) -> None:
        """Shows or hides a column, remembered for this person."""
        self.columns.choose(key, shown)
        self._fill()

    def set_lights(self, on: bool) -> None:
        """Lights the precedents of the number selected, or none."""
        self.lights = on
        self._light(None)

    def select(self, address: object) -> None:
        """Follows the number selected: the lines of its criterion, its precedents lit."""
        found, self.ring = self.goal_at(address), address
        if found is not None and found != self.selected:
            self.selected = found
            self._fill_lines()
            self.selected_changed.emit()
        self._light(address)
        self.lit_changed.emit()

    def hover(self, address: object) -> None:
        """Lights what the number under the pointer was made from; away from numbers, the selected one again."""
        self._light(address if address is not None else self.ring)
        self.lit_changed.emit()

    def light_step(self, address: object) -> None:
        """Lights a step selected in the dock and the cells it was made from."""
        if self.view is None or not self.lights:
            return
        self._show_lit(frozenset({address, *direct_precedents(self.view, address)}))
        self.lit_changed.emit()

    def goal_at(self, address: object) -> GoalRow | None:
        """The goal a number belongs to; None for a total or a number of no goal."""
        if self.view is None or address is None:
            return None
        return next((g for g in self.view.goals if belongs(self.view, g, address)), None)

    def goal(self, row_key: str) -> GoalRow | None:
        """The goal of a row of the table."""
        if self.view is None:
            return None
        return next((g for g in self.view.goals if f"{g.criterion}/{g.sector}" == row_key), None)

    # --- what the page shows

    @property
    def comparison(self) -> Comparison | None:
        """The comparison with the month before."""
        return self._comparison

    @property
    def title(self) -> str:
        """`Metas de agosto de 2025`."""
        month = self.view.vigencia if self.view else self.desk.vigencia
        return self.desk.say("TELA.RESULTADOS.TITULO", mes=month)

    @property
    def situation(self) -> str:
        """When and by whom it was calculated, and how many goals are decided."""
        view = self.view
        if view is None:
            return self.refusal
        decided = len(view.goals) - len(view.pending)
        when = view.run.ended or view.run.started
        first = self.desk.say("SITUACAO.CALCULO", calculo=view.run.id, quando=when, autor=view.author)
        if view.made_from is not None:
            first += " " + self.desk.say("ESTRANHO.FEITO_A_PARTIR", anterior=view.made_from)
        second = self.desk.say("TELA.DECIDIDAS", decididas=decided, faltam=len(view.pending))
        if view.run.status is Status.APPROVED:
            second = self.desk.say("SITUACAO.PUBLICADA", metas=len(view.goals))
        elif view.run.status is Status.ROLLED_BACK:
            second = self.desk.say("TELA.REVERTIDO")
        return f"{first} {second}"

    @property
    def anomalies(self) -> tuple[BannerView, ...]:
        """Numbers out of place, each with what may be done about it."""
        return anomaly_banners(self.desk, self.view) if self.view is not None else ()

    @property
    def made_from(self) -> int | None:
        """The run this one was made from, None for one of its own."""
        return self.view.made_from if self.view is not None else None

    @property
    def draft(self) -> bool:
        """True until the goals are published."""
        return self.view is not None and self.view.run.status in FINISHED

    @property
    def comparable(self) -> bool:
        """True when there is another calculation to stand this one beside."""
        return self.view is not None and len(self.desk.ask("metas.historico")) > 1

    @property
    def next_act(self) -> NextAct:
        """What the filled button does."""
        return next_act(self.desk, self.view)

    @property
    def clean(self) -> tuple[GoalKey, ...]:
        """Goals that may be approved together."""
        return clean_goals(self.view) if self.view is not None and self.draft else ()

    @property
    def bridge(self) -> tuple[BridgeChart, GoalBridge] | None:
        """The bridge of the goal selected; None where there is none to draw."""
        if self.view is None or self.selected is None:
            return None
        found = bridge_of(self.desk, self.view, self.selected)
        return None if found is None else (BridgeChart(self.desk, self.view, self.selected), found)

    @property
    def lines_title(self) -> str:
        """`Linhas do cálculo: combustível`."""
        if self.selected is None:
            return ""
        return self.desk.say("TELA.LINHAS", criterio=criterion_of(self.desk.house.texts, self.selected).lower())

    @property
    def parameters(self) -> tuple[ParameterShown, ...]:
        """The parameters the goal selected was made with."""
        if self.view is None or self.selected is None:
            return ()
        return parameters_of(self.desk, self.view, words.cell_address(self.view, self.selected))

    @property
    def may_decide(self) -> bool:
        """True while the run is a draft and the person may decide."""
        return self.draft and self.desk.allowed("metas.decidir")

    def place_of(self, address: object) -> QModelIndex:
        """Where a number stands in the table now; for one whose goal was decided since, the goal's cell."""
        found = self.table.find(address) if address is not None else QModelIndex()
        goal = None if found.isValid() else self.goal_at(address)
        return found if goal is None or self.view is None else self.table.find(words.goal_address(self.view, goal))

    def needs_look(self, row_key: str) -> bool:
        """True for the row of a goal with something to look at."""
        goal = self.goal(row_key)
        return goal is not None and words.needs_look(goal)

    def precedents_of(self, address: object) -> tuple[object, ...]:
        """The terms a number was made from: in the lines first, those its value came through in front (Ctrl+[)."""
        if self.view is None:
            return ()
        return walk_down(self.desk, self.view, self.lines, address)

    def dependents_of(self, address: object) -> tuple[object, ...]:
        """Cells that use a cell directly."""
        return dependents(self.view, address) if self.view is not None else ()

    # --- inside

    def _told(self, _changed: Changed) -> None:
        self.refresh()

    def _newest(self) -> None:
        self.show_run(None)

    def _fill(self) -> None:
        view = self.view
        if view is None:
            self._comparison, self.selected = None, None
            self.table.set_rows(())
            self.lines.set_rows(())
            return
        self._comparison = Comparison(view)
        rows = ResultTable(self.desk, view, self.may_decide, self._comparison)
        columns = self.columns.visible(rows.columns(self.wide))
        if columns != self.table.columns:
            self.table.set_columns(columns)
        self.table.set_rows(rows.rows(self.grouping))
        chosen = self.selected.key if self.selected else view.goals[0].key if view.goals else None
        self.selected = next((g for g in view.goals if g.key == chosen), None)
        self._fill_lines()

    def _fill_lines(self) -> None:
        if self.view is None or self.selected is None:
            self.lines.set_rows(())
            return
        table = LineTable(self.desk, self.view, self.selected.criterion)
        self.lines.set_columns(table.columns())
        self.lines.set_rows(table.rows())

    def _light(self, address: object) -> None:
        if self.view is None or not self.lights:
            self._show_lit(frozenset())
            return
        chosen = address if address is not None else self._selected_address()
        lit = precedents(self.view, chosen)
        self._show_lit(lit, frozenset({chosen}) if lit else frozenset())

    def _show_lit(self, lit: frozenset[object], itself: frozenset[object] = frozenset()) -> None:
        self.lit = lit
        self.lines.light(lit | itself)
        self.table.light(lit)

    def _selected_address(self) -> object:
        return words.cell_address(self.view, self.selected) if self.view and self.selected else None
