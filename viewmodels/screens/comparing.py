"""Comparing two calculations: which two, the goals that differ first, the lines and the bridge of the one in front."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QObject, Signal

from engines.goals.attribution import GoalBridge
from storage.errors import KnownError
from storage.runs import Status
from viewmodels.changes import Changed
from viewmodels.charts import Bar
from viewmodels.desk import Desk
from viewmodels.memory import RowsBehind
from viewmodels.operations.metas.comparing_runs import RunPair
from viewmodels.operations.metas.results import USABLE, PastRun
from viewmodels.screens import goal_words as words
from viewmodels.screens.compared_runs import Difference, Pair, PairTable
from viewmodels.table import TableModel

KINDS = ("metas.calculo", "metas.decisoes", "metas.publicacao")
COMPARABLE = USABLE | {Status.ROLLED_BACK}


@dataclass(frozen=True, slots=True)
class RunChoice:
    """A calculation that may be compared: its number and the words of the picker."""

    run: int
    text: str


class CompareViewModel(QObject):
    """Two calculations of the company, of any vigências; the second is the newer one unless somebody chose."""

    changed = Signal()
    selected_changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        """The newest two of the vigência in front, or the newest and the one before it."""
        super().__init__(parent)
        self.desk = desk
        self.runs: tuple[PastRun, ...] = ()
        self.pair: RunPair | None = None
        self.pairs: tuple[Pair, ...] = ()
        self.only_differences = False
        self.selected: Pair | None = None
        self.table, self.lines = TableModel(), TableModel()
        self._chosen: tuple[int, int] | None = None
        desk.changes.subscribe(self._told, *KINDS)
        desk.vigencia_changed.connect(self._newest)
        self.refresh()

    # --- what the page calls

    def refresh(self) -> None:
        """Reads the runs and the two in front again."""
        listed: tuple[PastRun, ...] = self.desk.ask("metas.historico")
        self.runs = tuple(past for past in listed if past.run.status in COMPARABLE)
        wanted = self._chosen or self._proposed()
        self.pair = None
        if wanted is not None:
            try:
                self.pair = self.desk.ask("metas.comparar", first=wanted[0], second=wanted[1])
            except KnownError as error:
                self.desk.refused.emit(error)
        self._fill()

    def compare(self, first: int, second: int) -> None:
        """Puts two calculations side by side."""
        self._chosen = (first, second)
        self.refresh()

    def compare_with(self, first: int | None, second: int) -> None:
        """Puts a calculation beside another, or beside the one that came before it when none is told."""
        older = [past.run.id for past in self.runs if past.run.id != second]
        chosen = first if first is not None else next((run for run in older if run < second), next(iter(older), None))
        if chosen is not None:
            self.compare(chosen, second)

    def swap(self) -> None:
        """The other way round."""
        if self.pair is not None:
            self.compare(self.pair.second.run.id, self.pair.first.run.id)

    def show_only_differences(self, only: bool) -> None:
        """Hides goals that are the same in both, or shows all."""
        self.only_differences = only
        self._fill()

    def select(self, address: object) -> None:
        """Follows the number in front: the bridge and the lines of its goal."""
        found = next((pair for pair in self.pairs if self._belongs(pair, address)), None)
        if found is not None and found != self.selected:
            self._select(found)

    def select_row(self, row_key: str) -> None:
        """Follows a row of the goals."""
        found = next((pair for pair in self.pairs if pair.key == row_key), None)
        if found is not None and found != self.selected:
            self._select(found)

    def next_difference(self, row: int, by: int) -> int | None:
        """The row of the next goal that differs, after (1) or before (-1) a row, around the end; None without any."""
        differ = {pair.key for pair in self.pairs if pair.differs}
        found = [at for at, shown in enumerate(self.table.rows) if shown.key in differ]
        ahead = [at for at in found if (at > row if by > 0 else at < row)]
        return (ahead or found)[0 if by > 0 else -1] if found else None

    # --- what the page shows

    @property
    def choices(self) -> tuple[RunChoice, ...]:
        """Every calculation that may be compared, newest first."""
        say = self.desk.say
        return tuple(
            RunChoice(r.id, say("COMPARAR.ESCOLHA", calculo=str(r.id), mes=r.context, quando=r.started))
            for r in (past.run for past in self.runs)
        )

    @property
    def title(self) -> str:
        """`Cálculo 1 comparado ao 2`."""
        if self.pair is None:
            return self.desk.say("COMPARAR.VAZIO")
        return self.desk.say("COMPARAR.TITULO", **self._numbers())

    @property
    def situation(self) -> str:
        """How many goals differ, and the promise that the causes add up."""
        if self.pair is None:
            return self.desk.say("COMPARAR.FALTAM")
        differing = sum(pair.differs for pair in self.pairs)
        return self.desk.say("COMPARAR.SITUACAO", diferentes=differing, total=len(self.pairs))

    @property
    def draft(self) -> bool:
        """True while either of the two is not published."""
        views = (self.pair.first, self.pair.second) if self.pair else ()
        return any(view.run.status is not Status.APPROVED for view in views)

    @property
    def bridge(self) -> GoalBridge | None:
        """The way from one value to the other of the goal in front; None where there is none."""
        return self.selected.bridge if self.selected else None

    @property
    def bridge_title(self) -> str:
        """`Do cálculo 1 ao 2: Combustível, GAMA`."""
        return self.desk.say("COMPARAR.PONTE", **self._numbers(), meta=self.goal_name)

    @property
    def bridge_caption(self) -> str:
        """`R$, soma exata, eixo cortado em 53.700`."""
        if self.selected is None:
            return ""
        unit, cut = words.unit_word(self.desk, self.selected.unit), self.cut()
        if cut is None:
            return self.desk.say("TELA.PONTE_EIXO", unidade=unit)
        return self.desk.say("TELA.PONTE_EIXO_CORTADO", unidade=unit, corte=words.number(self.desk, cut, 0))

    @property
    def lines_title(self) -> str:
        """`Linhas de Combustível, GAMA`."""
        return self.desk.say("COMPARAR.LINHAS", meta=self.goal_name)

    @property
    def goal_name(self) -> str:
        """`Combustível, GAMA`."""
        return "" if self.selected is None else self.name_of(self.selected.criterion, self.selected.sector)

    def name_of(self, criterion: str, sector: str) -> str:
        """A goal of either calculation as people call it."""
        views = (self.pair.second, self.pair.first) if self.pair else ()
        goals = (g for view in views for g in view.goals)
        return next((words.goal_name(self.desk, g) for g in goals if g.key == (criterion, sector)), "")

    def bars(self) -> tuple[Bar, ...]:
        """Both values and the causes between them, for the waterfall."""
        pair, bridge = self.selected, self.bridge
        if pair is None or bridge is None:
            return ()
        say, runs = self.desk.say, self._numbers()
        ends = [
            Bar(say("COMPARAR.COLUNA", calculo=run), value, self._text(value), True, figure_address=address)
            for run, value, address in zip(runs.values(), (bridge.start, bridge.end), pair.addresses, strict=True)
        ]
        steps = [
            Bar(say(f"TELA.CAUSA.{cause.key}"), cause.value, self._text(cause.value, sign=True),
                figure_address=self._address(pair, cause.key))
            for cause in bridge.causes
        ]  # fmt: skip
        return (ends[0], *steps, ends[1])

    def cut(self) -> Decimal | None:
        """Where the axis of the waterfall begins."""
        return None if self.bridge is None else words.axis_cut(self.bridge)

    def exported(self) -> RowsBehind:
        """Goals and the lines of each as one table, every number with all its places."""
        assert self.pair is not None
        table = PairTable(self.desk, self.pair)
        everything = [each for goal in self.pairs for each in (goal, *table.lines(goal))]
        columns = table.columns(everything, self.desk.say("COMPARAR.COLUNA_META"))
        return RowsBehind(columns, [table.named_row(each, self.name_of(each.criterion, each.sector))
                                    for each in everything], self.file_name)  # fmt: skip

    @property
    def file_name(self) -> str:
        """`Comparação dos cálculos 1 e 2`."""
        return self.desk.say("COMPARAR.ARQUIVO", **self._numbers())

    # --- inside

    def _numbers(self) -> Mapping[str, str]:
        assert self.pair is not None
        return {"antes": str(self.pair.first.run.id), "depois": str(self.pair.second.run.id)}

    def _proposed(self) -> tuple[int, int] | None:
        here = [past.run for past in self.runs if past.run.context == self.desk.vigencia]
        second = next(iter(here or [past.run for past in self.runs]), None)
        others = [r for r in (here + [past.run for past in self.runs]) if second is not None and r.id != second.id]
        return None if second is None or not others else (others[0].id, second.id)

    def _told(self, _changed: Changed) -> None:
        self.refresh()

    def _newest(self) -> None:
        self._chosen = None
        self.refresh()

    def _fill(self) -> None:
        if self.pair is None:
            self.pairs, self.selected = (), None
            self.table.set_rows(())
            self.lines.set_rows(())
            self.changed.emit()
            return
        table = PairTable(self.desk, self.pair)
        self.pairs = table.goals()
        shown = [pair for pair in self.pairs if pair.differs or not self.only_differences]
        self.table.set_columns(table.columns(self.pairs, self.desk.say("TELA.COLUNA.CRITERIO_SETOR")))
        self.table.set_rows(table.goal_rows(shown))
        kept = self.selected.key if self.selected else ""
        first = next((pair for pair in self.pairs if pair.differs), next(iter(self.pairs), None))
        self.selected = next((pair for pair in self.pairs if pair.key == kept), first)
        self._fill_lines()
        self.changed.emit()

    def _select(self, pair: Pair) -> None:
        self.selected = pair
        self._fill_lines()
        self.selected_changed.emit()

    def _fill_lines(self) -> None:
        if self.pair is None or self.selected is None:
            self.lines.set_rows(())
            return
        table = PairTable(self.desk, self.pair)
        pairs = table.lines(self.selected)
        self.lines.set_columns(table.columns(pairs, self.desk.say("COMPARAR.COLUNA_META")))
        self.lines.set_rows(table.line_rows(pairs))

    def _belongs(self, pair: Pair, address: object) -> bool:
        if isinstance(address, Difference):
            return (address.criterion, address.sector) == (pair.criterion, pair.sector)
        return address is not None and address in pair.addresses

    def _address(self, pair: Pair, cause: str) -> Difference:
        numbers = self._numbers()
        runs = (int(numbers["antes"]), int(numbers["depois"]))
        return Difference(*runs, pair.criterion, pair.sector, pair.line, pair.members, cause)

    def _text(self, value: Decimal, sign: bool = False) -> str:
        return words.number(self.desk, value, sign=sign)
