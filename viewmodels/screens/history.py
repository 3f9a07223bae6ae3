"""The calculations of a vigência, and undoing the one in force with its receipt; no widgets."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from PySide6.QtCore import QObject, Signal

from storage.errors import KnownError
from storage.routine.recalculations import Recalculation
from storage.runs import Status
from viewmodels.changes import Changed
from viewmodels.danger import DangerView
from viewmodels.desk import Desk
from viewmodels.operations.metas.results import USABLE, GoalRow, PastRun, RunView
from viewmodels.operations.metas.undoing import Receipt
from viewmodels.screens import goal_words as words
from viewmodels.screens.next_act import closed_reason
from viewmodels.state import State
from viewmodels.table import TableModel
from viewmodels.table_spec import Cell, ColumnSpec, Kind, Row

KINDS = ("metas.calculo", "metas.decisoes", "metas.publicacao", "metas.premiacao")
UNDONE = "metas.publicacao"
_STATES = {
    Status.APPROVED: State.OK,
    Status.COMPLETED: State.EM_CURSO,
    Status.COMPLETED_WITH_WARNINGS: State.ATENCAO,
    Status.ROLLED_BACK: State.SEM_DADOS,
    Status.ERROR: State.ERRO,
    Status.CANCELLED: State.SEM_DADOS,
}


class HistoryViewModel(QObject):
    """The runs of the vigência in front, newest first."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        """The history of the vigência in front."""
        super().__init__(parent)
        self.desk = desk
        self.runs: tuple[PastRun, ...] = ()
        self.links: Mapping[int, Recalculation] = {}
        self.table = TableModel(self._columns())
        desk.changes.subscribe(self._told, *KINDS)
        desk.vigencia_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Reads the runs again."""
        self.runs = self.desk.ask("metas.historico", vigencia=self.desk.vigencia) if self.desk.vigencia else ()
        self.links = self.desk.ask("metas.recalculos")
        self.table.set_rows([self._row(past) for past in self.runs])
        self.changed.emit()

    # --- what the page shows

    @property
    def title(self) -> str:
        """`Histórico de agosto de 2025`."""
        if not self.desk.vigencia:
            return self.desk.say("TELA.SEM_VIGENCIA")
        return self.desk.say("TELA.HISTORICO.TITULO", mes=self.desk.vigencia)

    @property
    def line(self) -> str:
        """How many calculations, and which is in force."""
        force = self.in_force
        if force is None:
            return self.desk.say("TELA.HISTORICO.NENHUM_EM_VIGOR", n=len(self.runs))
        return self.desk.say("TELA.HISTORICO.EM_VIGOR", n=len(self.runs), calculo=str(force.run.id))

    @property
    def in_force(self) -> PastRun | None:
        """The run whose goals are published."""
        return next((past for past in self.runs if past.in_force), None)

    @property
    def undo_reason(self) -> str:
        """Why nothing can be undone now; "" when it can."""
        if self.in_force is None:
            return self.desk.say("TELA.HISTORICO.NADA_A_REVERTER")
        return self.desk.reason("metas.reverter") or ""

    @property
    def redo_reason(self) -> str:
        """Why nothing can be recalculated with corrected data now; "" when it can."""
        if self.in_force is None:
            return self.desk.say("TELA.HISTORICO.NADA_A_REVERTER")
        return closed_reason(self.desk) or self.desk.reason("metas.recalcular") or ""

    def chain_words(self, run: int) -> str:
        """Which run this one corrects and why, or which one corrects it; "" for neither."""
        if (link := self.links.get(run)) is not None:
            return self.desk.say("RECALCULO.CORRIGE", original=link.original, motivo=link.reason)
        newer = max((link.run for link in self.links.values() if link.original == run), default=None)
        return "" if newer is None else self.desk.say("RECALCULO.CORRIGIDO", calculo=newer)

    def usable(self, row_key: str) -> int | None:
        """The run of a row when its results can be seen."""
        found = next((past.run for past in self.runs if str(past.run.id) == row_key and not past.purged), None)
        return found.id if found and (found.status in USABLE or found.status is Status.ROLLED_BACK) else None

    # --- inside

    def _told(self, _changed: Changed) -> None:
        self.refresh()

    def _columns(self) -> tuple[ColumnSpec, ...]:
        say = self.desk.say
        return (
            ColumnSpec("calculo", say("TELA.COLUNA.CALCULO"), strong=True),
            ColumnSpec("data", say("TELA.COLUNA.DATA"), stretch=1),
            ColumnSpec("situacao", say("TELA.COLUNA.SITUACAO"), kind=Kind.CHIP, stretch=1),
            ColumnSpec("autor", say("TELA.COLUNA.AUTOR"), stretch=1),
            ColumnSpec("decididas", say("TELA.COLUNA.DECIDIDAS"), kind=Kind.NUMBER, places=0, stretch=1),
            ColumnSpec("vigor", say("TELA.COLUNA.EM_VIGOR"), stretch=1),
            ColumnSpec("premiacao", say("TELA.COLUNA.PREMIACAO"), stretch=1),
            ColumnSpec("recalculo", say("RECALCULO.COLUNA"), stretch=2),
            ColumnSpec("programa", say("TELA.COLUNA.PROGRAMA"), stretch=1),
            ColumnSpec("abrir", "", kind=Kind.ACTION, sortable=False, stretch=1),
        )

    def _bonus_words(self) -> str:
        """What the bonus system answered of the run in force."""
        status = self.desk.ask("metas.premiacao", vigencia=self.desk.vigencia).status
        return self.desk.say(f"PREMIACAO.SITUACAO.{status or 'NENHUM'}")

    def _row(self, past: PastRun) -> Row:
        texts, run = self.desk.house.texts, past.run
        word = texts.say(f"ESTADO.{run.status}")
        force = self.desk.say("TELA.SIM") if past.in_force else ""
        open_word, chain = self.desk.say("TELA.VER_RESULTADOS"), self.chain_words(run.id)
        cells = {
            "calculo": Cell(str(run.id), run.id),
            "data": Cell(texts.numbers.instant(run.started, texts.zone), str(run.started)),
            "situacao": Cell(word[:1].upper() + word[1:], word, state=_STATES.get(run.status, State.EM_CURSO)),
            "autor": Cell(past.author, past.author),
            "decididas": Cell(str(past.approved), past.approved),
            "vigor": Cell(force, force),
            "premiacao": Cell(self._bonus_words() if past.in_force else ""),
            "recalculo": Cell(chain, chain, tooltip=chain),
            "programa": Cell(run.code_version, run.code_version),
        }
        if past.purged:
            cells["recalculo"] = Cell(self.desk.say("RECALCULO.PURGADO"))
            return Row(str(run.id), cells)
        if run.status in USABLE or run.status is Status.ROLLED_BACK:
            cells["abrir"] = Cell(open_word, "", action=True)
        return Row(str(run.id), cells)


class UndoViewModel:
    """Undoing a published run: what changes before it is confirmed, and the act."""

    def __init__(self, desk: Desk, run: int) -> None:
        """Raises KnownError METAS.NAO_REVERSIVEL when the run is not in force, CPE_001 once its vigência is active."""
        self.desk = desk
        self.done_words = ""
        self.receipt: Receipt = desk.ask("metas.recibo", run=run)
        self.view: RunView = desk.ask("metas.resultados", run=run)

    @property
    def danger(self) -> DangerView:
        """The words of the confirmation."""
        say, n = self.desk.say, len(self.receipt.restored)
        run, month = str(self.receipt.run.id), self.view.vigencia
        return DangerView(
            title=say("TELA.REVERTER.TITULO", calculo=run, mes=month),
            text=say("TELA.REVERTER.TEXTO", n=n),
            columns=self.columns(),
            rows=tuple(self.rows()),
            effects=tuple(self._effects()),
            typed=self.receipt.run.context,
            confirm=say("TELA.REVERTER.CONFIRMAR", n=n),
            keep=say("TELA.REVERTER.MANTER"),
            receipt=say("TELA.REVERTER.RECIBO"),
        )

    def columns(self, done: bool = False) -> tuple[ColumnSpec, ...]:
        """Goal, today, after; once it is done, goal, before, now."""
        say = self.desk.say
        today, after = ("CAMPO.ANTES", "CAMPO.AGORA") if done else ("TELA.COLUNA.HOJE", "TELA.COLUNA.DEPOIS")
        return (
            ColumnSpec("meta", say("TELA.COLUNA.META_NOME"), sortable=False, stretch=2),
            ColumnSpec("hoje", say(today), kind=Kind.NUMBER, sortable=False, quiet=True, stretch=1),
            ColumnSpec("depois", say(after), kind=Kind.NUMBER, sortable=False, strong=True, stretch=1),
        )

    def rows(self) -> Iterator[Row]:
        """Each target before and after; one somebody wrote since carries the shape of attention."""
        for restored in self.receipt.restored:
            goal = next(g for g in self.view.goals if g.key == restored.key)
            today = words.quantity(self.desk, restored.today, goal.unit)
            state = State.ATENCAO if restored.changed_since else None
            cells = {
                "meta": Cell(words.goal_name(self.desk, goal)),
                "hoje": Cell(today, restored.today, state=state),
                "depois": Cell(self._after(goal, restored.after), restored.after),
            }
            yield Row("/".join(restored.key), cells)

    def _after(self, goal: GoalRow, value: Decimal | None) -> str:
        return words.quantity(self.desk, value, goal.unit) if value is not None else self.desk.say("TELA.SEM_META")

    def _effects(self) -> Iterator[tuple[State, str]]:
        changed = len(self.receipt.changed_since)
        if changed:
            yield State.ATENCAO, self.desk.say("TELA.REVERTER.MUDARAM", n=changed)
        for run in self.receipt.dependents:
            who = self.receipt.names.get(run.author, run.author)
            yield State.ATENCAO, self.desk.say("REVERTER.DEPENDE", calculo=str(run.id), mes=run.context, quem=who)
        for plan in self.receipt.plans:
            goal = next(g for g in self.view.goals if g.key == (plan.criterion, plan.sector))
            told = {"meta": words.goal_name(self.desk, goal), "saldo": plan.debt, "n": plan.instalments}
            yield State.ATENCAO, self.desk.say("ESTRANHO.PLANO_DESFEITO", **told)
        yield State.OK, self.desk.say("TELA.REVERTER.FICA")

    def undo(self, reason: str) -> str:
        """Undoes and returns the sentence of the result; "" after telling the window why it was refused."""
        run, changed = self.receipt.run.id, bool(self.receipt.changed_since)
        try:
            done: Receipt = self.desk.act(
                "metas.reverter", UNDONE, run=run, reason=reason, confirmed=True, accept_changed=changed
            )
        except KnownError as error:
            self.desk.refused.emit(error)
            return ""
        args = {"quando": self.desk.house.clock.now(), "quem": self.desk.user_name()}
        self.done_words = self.desk.say("REVERTER.RECIBO_FEITO", **args, entrada=str(done.journal_seq), motivo=reason)
        return self.desk.say("TELA.REVERTIDAS", n=len(done.restored), entrada=str(done.journal_seq))


def refusal_of(desk: Desk, run: int) -> UndoViewModel | None:
    """The undoing of a run, or None after telling the window why it cannot be undone."""
    try:
        return UndoViewModel(desk, run)
    except KnownError as error:
        desk.refused.emit(error)
        return None
