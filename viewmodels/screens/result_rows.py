"""Rows of the results: one line per goal, grouped by criterion, by sector or with the exceptions first."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext

from engines.calendar import window_before
from engines.figure import Value
from engines.goals.month import FAR
from engines.money import calculation_context
from viewmodels.desk import Desk
from viewmodels.operations.metas.explaining import Address
from viewmodels.operations.metas.results import GoalRow, RunView
from viewmodels.papers.names import criterion_of
from viewmodels.screens import goal_words as words
from viewmodels.screens.comparison import COLUMNS, Compared, Comparison
from viewmodels.screens.goal_words import amount
from viewmodels.state import State
from viewmodels.table_spec import Cell, ColumnSpec, Kind, Row, RowKind

BY_CRITERION, BY_SECTOR, EXCEPTIONS = "criterio", "setor", "excecoes"
CALM = "CALMAS"
WIDE_ONLY = frozenset({"realizado", "meses"})


@dataclass(frozen=True)
class ResultTable:
    """Makes the rows of one run for one reader; `may_decide` shows "Decidir" as a link."""

    desk: Desk
    view: RunView
    may_decide: bool
    comparison: Comparison

    def columns(self, wide: bool) -> tuple[ColumnSpec, ...]:
        """The columns; last month's spending and the twelve months only where there is room."""
        month = self.desk.house.texts.numbers.month(self.view.vigencia)
        before = self.desk.house.texts.numbers.month(self.view.previous) if self.view.previous else ""
        say, number = self.desk.say, Kind.NUMBER
        listed = (
            ColumnSpec("nome", say("TELA.COLUNA.CRITERIO_SETOR"), stretch=2),
            ColumnSpec("meta", say("TELA.COLUNA.META", mes=month), kind=number, places=2, stretch=1),
            ColumnSpec(
                "meta_anterior", say("TELA.COLUNA.META", mes=before), kind=number, places=2, quiet=True, stretch=1
            ),
            ColumnSpec("diferenca", say("TELA.COLUNA.DIFERENCA"), kind=number, places=2, stretch=1),
            ColumnSpec("percentual", "%", kind=number, places=1, stretch=1),
            ColumnSpec("realizado", say("TELA.COLUNA.REALIZADO", mes=before), kind=number, places=2, stretch=1),
            ColumnSpec("saldo", say("TELA.COLUNA.SALDO"), kind=number, places=2, stretch=1),
            ColumnSpec("meses", say("TELA.COLUNA.MESES"), kind=Kind.SPARKLINE, sortable=False, stretch=1),
            ColumnSpec("situacao", say("TELA.COLUNA.SITUACAO"), kind=Kind.CHIP, stretch=1),
            ColumnSpec("decisao", say("TELA.COLUNA.DECISAO"), kind=Kind.ACTION, stretch=1),
        )
        return listed if wide else tuple(c for c in listed if c.key not in WIDE_ONLY)

    def rows(self, grouping: str) -> list[Row]:
        """Every goal under the heading of its group."""
        if grouping == BY_SECTOR:
            return list(self._grouped(lambda g: g.sector, lambda g: g.sector_label, self._criterion_name, {}))
        if grouping == EXCEPTIONS:
            return list(self._exceptions())
        totals = {c.key: c.key for c in self.view.book.rules.criteria}
        return list(self._grouped(lambda g: g.criterion, self._criterion, self._sector_name, totals))

    def _grouped(
        self,
        key: Callable[[GoalRow], str],
        title: Callable[[GoalRow], str],
        name: Callable[[GoalRow], Cell],
        totals: dict[str, str],
    ) -> Iterator[Row]:
        for wanted in dict.fromkeys(key(g) for g in self.view.goals):
            goals = [g for g in self.view.goals if key(g) == wanted]
            yield self._heading(wanted, title(goals[0]), goals, with_totals=wanted in totals)
            yield from (self._line(g, name(g)) for g in goals)

    def _exceptions(self) -> Iterator[Row]:
        looked = words.gravest_first(g for g in self.view.goals if words.needs_look(g))
        calm = [g for g in self.view.goals if not words.needs_look(g)]
        for key, goals in (("PEDEM", looked), (CALM, calm)):
            if goals:
                yield self._exceptions_heading(key, goals)
                yield from (self._line(g, self._whole_name(g)) for g in goals)

    def _exceptions_heading(self, key: str, goals: Sequence[GoalRow]) -> Row:
        """The goals that ask for a look, or how many are calm, with the shape of it."""
        if key != CALM:
            return self._heading(key, self.desk.say(f"TELA.GRUPO.{key}"), goals, with_totals=False)
        title = self.desk.say("ESTRANHO.GRUPO_CALMAS", n=len(goals))
        row = self._heading(key, title, goals, with_totals=False)
        word = self.desk.say(f"TELA.ESTADO.{State.OK.value.upper()}")
        return replace(row, cells={**row.cells, "situacao": Cell(word, State.OK.value, state=State.OK)})

    def _sector_name(self, goal: GoalRow) -> Cell:
        return Cell(goal.sector_label, goal.sector_label)

    def _criterion(self, goal: GoalRow) -> str:
        return criterion_of(self.desk.house.texts, goal)

    def _criterion_name(self, goal: GoalRow) -> Cell:
        unit = words.unit_word(self.desk, goal.unit)
        return Cell(self._criterion(goal), self._criterion(goal), unit=unit)

    def _whole_name(self, goal: GoalRow) -> Cell:
        name = words.goal_name(self.desk, goal)
        return Cell(name, name, unit=words.unit_word(self.desk, goal.unit))

    def _heading(self, key: str, title: str, goals: Sequence[GoalRow], with_totals: bool) -> Row:
        if not with_totals:
            return Row(f"grupo:{key}", {"nome": Cell(title)}, RowKind.GROUP)
        cells = {"nome": Cell(title), **self._totals(key)}
        return Row(f"grupo:{key}", cells, RowKind.GROUP, words.unit_word(self.desk, goals[0].unit))

    def _totals(self, criterion: str) -> dict[str, Cell]:
        costs = any(g.is_cost for g in self.view.goals if g.criterion == criterion)
        shown = [name for name in COLUMNS if name != "saldo" or costs]
        return {name: self._number(criterion, name, COLUMNS[name]) for name in shown}

    def _number(self, criterion: str, column: str, line: str, sector: str = "") -> Cell:
        value = self.comparison.value(criterion, line, sector)
        address = None if value is None else Compared(self.view.run.id, criterion, line, sector)
        if column == "percentual" and value is not None:
            points = value.scaleb(2)
            return Cell(words.number(self.desk, points, 1, sign=True), points, figure_address=address, unit="%")
        text = words.number(self.desk, value, sign=column == "diferenca")
        return Cell(text, value, figure_address=address)

    def _line(self, goal: GoalRow, name: Cell) -> Row:
        now, state = words.shown_value(goal), words.goal_state(goal)
        compared = ("meta_anterior", "diferenca", "percentual", "realizado")
        cells = {
            **{name: self._number(goal.criterion, name, name, goal.sector) for name in compared},
            "nome": name,
            "meta": self._goal_cell(goal, now),
            "saldo": self._debt(goal),
            "meses": Cell(series=self.series(goal), target=now, tooltip=self._series_words(goal)),
            "situacao": Cell(self._state_word(goal), state.value, state=state),
            "decisao": self._decision(goal),
        }
        return Row(f"{goal.criterion}/{goal.sector}", cells, unit=words.unit_word(self.desk, goal.unit))

    def _goal_cell(self, goal: GoalRow, now: Decimal | None) -> Cell:
        numbers = self.desk.house.texts
        adjusted = words.is_adjusted(goal)
        spoken = numbers.say(
            "TELA.FALA_META",
            mes=self.view.vigencia,
            setor=goal.sector_label,
            criterio=self._criterion(goal),
            valor=words.quantity(self.desk, now, goal.unit),
            situacao=self._state_word(goal),
        )
        return Cell(
            words.number(self.desk, now),
            now,
            figure_address=words.goal_address(self.view, goal),
            adjusted=adjusted,
            tooltip=self._adjusted_words(goal) if adjusted else "",
            accessible=spoken,
        )

    def _adjusted_words(self, goal: GoalRow) -> str:
        taken = goal.decision
        assert taken is not None
        calculated = words.quantity(self.desk, amount(goal.value), goal.unit)
        who = self.view.names.get(taken.decided_by, taken.decided_by)
        return self.desk.say("TELA.AJUSTADA", calculado=calculated, quem=who, motivo=taken.justification)

    def _debt(self, goal: GoalRow) -> Cell:
        owed = words.debt_of(self.view, goal)
        if owed is None:
            return Cell()
        address = Address(self.view.run.id, words.debt_line(self.view), goal.members)
        return Cell(words.number(self.desk, owed), owed, figure_address=address)

    def _state_word(self, goal: GoalRow) -> str:
        return self.desk.say(f"TELA.ESTADO.{words.goal_state(goal).value.upper()}")

    def _decision(self, goal: GoalRow) -> Cell:
        if goal.decision is not None:
            word = words.decision_word(self.desk, goal)
            return Cell(word, word)
        if self.may_decide:
            return Cell(self.desk.say("TELA.DECIDIR"), "", action=True)
        return Cell(self.desk.say("DECISAO.PENDENTE"), "")

    def series(self, goal: GoalRow) -> tuple[Decimal | None, ...]:
        """Litres or R$ of the goal's sector in each of the twelve months before; None for a month without data."""
        tables, months = self.view.evaluation.facts.tables, window_before(self.view.vigencia, FAR)
        if not goal.is_cost:
            held = {str(r["mes"]): amount(r["litros"]) for r in tables["meses_12m"] if r["setor"] == goal.sector}
        else:
            held = _by_month(r for r in tables["custos_12m"] if _place(r) == (goal.sector, goal.criterion))
        return tuple(held.get(str(month)) for month in months)

    def _series_words(self, goal: GoalRow) -> str:
        months = window_before(self.view.vigencia, FAR)
        numbers = self.desk.house.texts.numbers
        pairs = zip(months, self.series(goal), strict=True)
        return "\n".join(f"{numbers.month(m)}  {words.quantity(self.desk, v, goal.unit)}" for m, v in pairs)


def _place(row: Mapping[str, Value]) -> tuple[Value, Value]:
    return row["setor"], row["criterio"]


def _by_month(rows: Iterable[Mapping[str, Value]]) -> dict[str, Decimal | None]:
    """R$ of each month, its entries summed exactly."""
    held: dict[str, Decimal | None] = {}
    with localcontext(calculation_context()):
        for row in rows:
            month = str(row["mes"])
            held[month] = (held.get(month) or Decimal(0)) + (amount(row["valor"]) or Decimal(0))
    return held
