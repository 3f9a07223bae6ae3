"""Two calculations cell by cell: rows of goals, rows of lines, each difference with its causes and its sentence."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from engines.goals.attribution import (
    CALENDAR,
    DATA,
    DEBT,
    GIVEN,
    HOLIDAYS,
    OTHER,
    PARAMETERS,
    TYPED,
    TYPED_BEFORE,
    VERSION,
    GoalBridge,
    attributed,
)
from viewmodels.desk import Desk
from viewmodels.operations.metas.comparing_runs import RunPair
from viewmodels.operations.metas.explaining import Address
from viewmodels.operations.metas.results import GoalRow, RunView
from viewmodels.papers.amounts import reader_unit
from viewmodels.papers.leaves import label_of, within
from viewmodels.papers.names import criterion_of
from viewmodels.screens import goal_words as words
from viewmodels.screens.result_lines import lines_to_goal
from viewmodels.table_spec import Cell, ColumnSpec, Kind, Row, RowKind

COLUMNS: Mapping[str, tuple[str, ...]] = {
    DATA: (DATA,),
    HOLIDAYS: (HOLIDAYS,),
    PARAMETERS: (PARAMETERS,),
    TYPED: (TYPED_BEFORE, GIVEN, TYPED),
    DEBT: (DEBT,),
    CALENDAR: (CALENDAR,),
    VERSION: (VERSION,),
    OTHER: (OTHER,),
}
"""Columns of causes: the adjustment of either calculation and what was decided before one stand together."""
GROUP = "grupo:"


@dataclass(frozen=True, slots=True)
class Difference:
    """Address of a difference between two calculations, or of one cause of it (a column's key)."""

    run: int
    second: int
    criterion: str
    sector: str
    line: str
    members: tuple[str, ...]
    cause: str = ""


@dataclass(frozen=True)
class Pair:
    """One row: what it is, its values in both calculations and what explains the difference."""

    key: str
    label: str
    criterion: str
    sector: str
    line: str
    members: tuple[str, ...]
    unit: str
    places: int
    first: Decimal | None
    second: Decimal | None
    addresses: tuple[object, object]
    bridge: GoalBridge | None

    @property
    def differs(self) -> bool:
        """True when the two values are not the same."""
        return self.first != self.second


@dataclass(frozen=True)
class PairTable:
    """Makes rows and columns of the pairs of two calculations."""

    desk: Desk
    runs: RunPair

    # --- pairs

    def goals(self) -> tuple[Pair, ...]:
        """The goals of either calculation."""
        return tuple(self._goal(*self.runs.goal(key)) for key in self.runs.keys)

    def _goal(self, first: GoalRow | None, second: GoalRow | None) -> Pair:
        goal = second or first
        assert goal is not None
        shown = (_value(first), _value(second))
        both = first is not None and second is not None and first.line == second.line
        stages, before = self.runs.stages, self.runs.first.evaluation
        bridge = attributed(before, stages, goal.line, goal.members, shown) if both else None
        addresses = tuple(None if g is None else words.goal_address(v, g) for v, g in self._sides(first, second))
        return Pair(
            f"{goal.criterion}/{goal.sector}",
            goal.sector_label,
            goal.criterion,
            goal.sector,
            goal.line,
            goal.members,
            goal.unit,
            2,
            *shown,
            (addresses[0], addresses[1]),
            bridge,
        )

    def _sides(self, first: GoalRow | None, second: GoalRow | None) -> Iterator[tuple[RunView, GoalRow | None]]:
        yield self.runs.first, first
        yield self.runs.second, second

    def lines(self, goal: Pair) -> tuple[Pair, ...]:
        """The lines on the way to a goal in the second calculation, in the order of its sheet."""
        sheet = self.runs.second.book.sheet
        return tuple(
            self._line(goal, key) for key in lines_to_goal(sheet, goal.line) if key in self.runs.first.book.sheet.lines
        )

    def _line(self, goal: Pair, key: str) -> Pair:
        sheet = self.runs.second.book.sheet
        places = {"setor": goal.sector, "criterio": goal.criterion}
        members = tuple(places[axis] for axis in sheet.per(key))
        views = (self.runs.first, self.runs.second)
        first, second = (words.amount(view.evaluation.value(key, members)) for view in views)
        label = label_of(self.desk.house.texts, sheet, key)
        addresses = (Address(views[0].run.id, key, members), Address(views[1].run.id, key, members))
        bridge, unit = self.runs.explain(key, members), str(sheet.unit(key))
        shown = sheet.places(key) or 0
        return Pair(
            key, label, goal.criterion, goal.sector, key, members, unit, shown, first, second, addresses, bridge
        )

    # --- rows

    def columns(self, pairs: Sequence[Pair], title: str) -> tuple[ColumnSpec, ...]:
        """What it is, both values, the difference, the causes that did something anywhere, and the sentence."""
        say, number = self.desk.say, Kind.NUMBER
        runs = (self.runs.first.run.id, self.runs.second.run.id)
        first, second = (say("COMPARAR.COLUNA", calculo=str(run)) for run in runs)
        causes = [
            ColumnSpec(key, self._cause_title(key), kind=number, stretch=1)
            for key, parts in COLUMNS.items()
            if any(pair.bridge is not None and _moves(pair.bridge, parts) for pair in pairs)
        ]
        return (
            ColumnSpec("nome", title, stretch=1),
            ColumnSpec("antes", first, kind=number, quiet=True, stretch=1),
            ColumnSpec("depois", second, kind=number, stretch=1),
            ColumnSpec("diferenca", say("TELA.COLUNA.DIFERENCA"), kind=number, strong=True, stretch=1),
            *causes,
            ColumnSpec("frase", say("COMPARAR.COLUNA_FRASE"), sortable=False, stretch=3),
        )

    def _cause_title(self, key: str) -> str:
        return self.desk.say("COMPARAR.COLUNA_AJUSTE") if key == TYPED else self.desk.say(f"TELA.CAUSA.{key}")

    def goal_rows(self, pairs: Iterable[Pair]) -> list[Row]:
        """Goals under the heading of their criterion."""
        texts, views = self.desk.house.texts, (self.runs.first, self.runs.second)
        labels = {g.criterion: criterion_of(texts, g) for view in views for g in view.goals}
        found: list[Row] = []
        group = ""
        for pair in pairs:
            if pair.criterion != group:
                group = pair.criterion
                unit = words.unit_word(self.desk, pair.unit)
                found.append(Row(f"{GROUP}{group}", {"nome": Cell(labels[group])}, RowKind.GROUP, unit))
            found.append(self.row(pair))
        return found

    def line_rows(self, pairs: Iterable[Pair]) -> list[Row]:
        """Lines in the order of the sheet."""
        return [self.row(pair) for pair in pairs]

    def named_row(self, pair: Pair, goal: str) -> Row:
        """A row that says by itself which goal it belongs to."""
        made = self.row(pair)
        name = goal if "/" in pair.key else f"{goal}: {pair.label}"
        return Row(f"{goal}/{pair.key}", {**made.cells, "nome": Cell(name, name)}, unit=made.unit)

    def row(self, pair: Pair) -> Row:
        """One row with every number answering."""
        unit = words.unit_word(self.desk, pair.unit)
        cells = {
            "nome": Cell(pair.label, pair.label, unit="" if "/" in pair.key else unit),
            "antes": self._number(pair.first, pair.places, pair.addresses[0]),
            "depois": self._number(pair.second, pair.places, pair.addresses[1]),
            "frase": Cell(self.sentence(pair), tooltip=self.sentence(pair)),
        }
        if pair.bridge is not None:
            changes = {"diferenca": _total(pair.bridge), **{k: pair.bridge.of(*v) for k, v in COLUMNS.items()}}
            for key, value in changes.items():
                address = self._address(pair, "" if key == "diferenca" else key)
                cells[key] = self._number(value, pair.places, address, sign=True)
        return Row(pair.key, cells, unit=unit)

    def _address(self, pair: Pair, cause: str) -> Difference:
        runs = (self.runs.first.run.id, self.runs.second.run.id)
        return Difference(*runs, pair.criterion, pair.sector, pair.line, pair.members, cause)

    def _number(self, value: Decimal | None, places: int, address: object, sign: bool = False) -> Cell:
        text = words.number(self.desk, value, places, sign=sign)
        return Cell(text, value, figure_address=None if value is None else address)

    def sentence(self, pair: Pair) -> str:
        """Why the two differ, in one line: `−965,12 L no total: −900,00 L de Dados; −65,12 L de Parâmetros.`"""
        say = self.desk.say
        if pair.bridge is None:
            if pair.first is None and pair.second is None:
                return say("COMPARAR.EM_NENHUM")
            only = self.runs.first if pair.second is None else self.runs.second
            return say("COMPARAR.SO_NUM", calculo=str(only.run.id))
        if not pair.differs:
            return say("COMPARAR.IGUAL")
        parts = [
            say("COMPARAR.PARTE", valor=self._quantity(value, pair), causa=within(self._cause_title(key)))
            for key, keys in COLUMNS.items()
            if (value := pair.bridge.of(*keys))
        ]
        return say("COMPARAR.FRASE", diferenca=self._quantity(_total(pair.bridge), pair), causas="; ".join(parts))

    def _quantity(self, value: Decimal, pair: Pair) -> str:
        return self.desk.house.texts.numbers.quantity(value, reader_unit(pair.unit), pair.places, sign=True)


def _value(goal: GoalRow | None) -> Decimal | None:
    return None if goal is None else words.shown_value(goal)


def _total(bridge: GoalBridge) -> Decimal:
    return bridge.of(*(cause.key for cause in bridge.causes))


def _moves(bridge: GoalBridge, keys: Sequence[str]) -> bool:
    return any(cause.value for cause in bridge.causes if cause.key in keys)
