"""The goals of the run inside the wizard: exceptions first, decided one by one or the calm ones together."""

from PySide6.QtCore import QObject, Signal

from engines.goals.approval import GoalKey
from viewmodels.operations.metas.deciding import clean_goals
from viewmodels.operations.metas.results import GoalRow, RunView
from viewmodels.screens import goal_words as words
from viewmodels.screens.before_approval import kept_of
from viewmodels.screens.cockpit import finding_names
from viewmodels.screens.month_wizard import MonthWizard
from viewmodels.screens.recording import Refusal, approve_clean
from viewmodels.state import State
from viewmodels.table import TableModel
from viewmodels.table_spec import Cell, ColumnSpec, Kind, Row, RowKind

DECISION_STATE = {"APROVADA": State.OK, "AJUSTADA": State.OK, "RECUSADA": State.CRITICO}


class GoalsPage(QObject):
    """One table for the pages of results and of approval; `deciding` adds the column of decisions."""

    changed = Signal()

    def __init__(self, wizard: MonthWizard, deciding: bool) -> None:
        """Goals of the run on the wizard's table."""
        super().__init__()
        self.wizard, self.desk, self._deciding = wizard, wizard.desk, deciding
        self.table = TableModel(self._columns())
        wizard.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Fill the table again."""
        self.table.set_rows(self._rows())
        self.changed.emit()

    @property
    def view(self) -> RunView | None:
        """The run on the table."""
        return self.wizard.facts.view if self.wizard.facts else None

    @property
    def exceptions(self) -> tuple[GoalRow, ...]:
        """Goals that ask for a look."""
        return tuple(g for g in self.view.goals if words.needs_look(g)) if self.view else ()

    @property
    def clean(self) -> tuple[GoalKey, ...]:
        """Undecided goals that may be approved together."""
        return clean_goals(self.view) if self.view else ()

    @property
    def pending(self) -> int:
        """How many goals nobody decided."""
        return len(self.view.pending) if self.view else 0

    @property
    def kept(self) -> int:
        """How many goals were decided with a value."""
        return sum(1 for g in self.view.goals if g.approved is not None) if self.view else 0

    @property
    def is_published(self) -> bool:
        """True once the run is in force."""
        return self.view is not None and str(self.view.run.status) == "APPROVED"

    @property
    def reason(self) -> str:
        """Why this person may not decide, or ""."""
        return self.desk.reason("metas.decidir") or ""

    @property
    def publish_reason(self) -> str:
        """Why it cannot be published now, or ""."""
        held = self.desk.reason("metas.aprovar")
        if held:
            return held
        if self.pending:
            return self.desk.say("METAS.PENDENTES", n=self.pending)
        kept = kept_of(self.desk, self.view)
        if self.view is None or kept is None or not kept.missing:
            return ""
        return self.desk.say("METAS.APROVAR_GUARDADO", calculo=self.view.run.id)

    @property
    def summary(self) -> str:
        """ "12 metas, 3 pedem um olhar."."""
        total = len(self.view.goals) if self.view else 0
        return self.desk.say("ASSISTENTE.RESUMO", metas=total, excecoes=len(self.exceptions))

    def goal(self, key: str) -> GoalRow | None:
        """The goal of a row."""
        return next((g for g in self.view.goals if f"{g.criterion}/{g.sector}" == key), None) if self.view else None

    def approve_clean(self) -> Refusal | None:
        """Approves the calm ones together; why not, when it was refused."""
        return approve_clean(self.desk, self.view) if self.view is not None else None

    # --- rows

    def _columns(self) -> tuple[ColumnSpec, ...]:
        say = self.desk.say
        listed = [
            ColumnSpec("nome", say("TELA.COLUNA.CRITERIO_SETOR"), stretch=2, sortable=False),
            ColumnSpec("meta", say("TELA.COLUNA.META_NOME"), kind=Kind.NUMBER, places=2, sortable=False),
            ColumnSpec("situacao", say("TELA.COLUNA.SITUACAO"), kind=Kind.CHIP, sortable=False),
        ]
        if self._deciding:
            listed.append(ColumnSpec("decisao", say("TELA.COLUNA.DECISAO"), kind=Kind.ACTION, sortable=False))
        else:
            listed.append(ColumnSpec("achado", say("ASSISTENTE.ACHADO"), stretch=3, sortable=False, quiet=True))
        return tuple(listed)

    def _rows(self) -> list[Row]:
        view = self.view
        if view is None:
            return []
        looked = words.gravest_first(g for g in view.goals if words.needs_look(g))
        calm = [g for g in view.goals if not words.needs_look(g)]
        rows: list[Row] = []
        for code, goals in (("TELA.GRUPO.PEDEM", looked), ("TELA.GRUPO.CALMAS", calm)):
            if goals:
                rows.append(Row(code, {"nome": Cell(self.desk.say(code))}, RowKind.GROUP))
                rows += [self._row(view, goal) for goal in goals]
        return rows

    def _row(self, view: RunView, goal: GoalRow) -> Row:
        state = words.goal_state(goal)
        value = words.shown_value(goal)
        text = words.quantity(self.desk, value, goal.unit)
        cells = {
            "nome": Cell(words.goal_name(self.desk, goal)),
            "meta": Cell(text, value, figure_address=words.goal_address(view, goal), adjusted=words.is_adjusted(goal)),
            "situacao": Cell(self.desk.say(f"TELA.ESTADO.{state.name}"), state=state),
        }
        if self._deciding:
            cells["decisao"] = self._decision(goal)
        else:
            cells["achado"] = Cell(self._finding(view, goal))
        return Row(f"{goal.criterion}/{goal.sector}", cells)

    def _decision(self, goal: GoalRow) -> Cell:
        if goal.decision is not None:
            word = self.desk.say(f"DECISAO.{goal.decision.decision}")
            return Cell(word, state=DECISION_STATE[goal.decision.decision], action=not self.is_published)
        if self.reason or self.is_published:
            return Cell(self.desk.say("DECISAO.PENDENTE"))
        return Cell(self.desk.say("TELA.DECIDIR"), action=True)

    def _finding(self, view: RunView, goal: GoalRow) -> str:
        worst = min(goal.findings, key=lambda f: f.severity.rank, default=None)
        return "" if worst is None else self.desk.house.texts.say_finding(worst, finding_names(view))
