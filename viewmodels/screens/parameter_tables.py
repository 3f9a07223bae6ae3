"""Tables of the parameters: values in force, the history of one, and the goals under a value being typed."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from engines.calendar import Month
from engines.goals.rules import Parameter
from storage.metas.registers import ALWAYS
from storage.texts.numbers import NO_VALUE
from viewmodels.desk import Desk
from viewmodels.operations.metas.parameter_effect import GoalEffect
from viewmodels.operations.metas.registers import ParameterRecord, ParameterRow
from viewmodels.papers.names import criterion_name, parameter_name
from viewmodels.screens import goal_words as words
from viewmodels.screens.sheet_cells import SheetCell
from viewmodels.state import State
from viewmodels.table_spec import Cell, ColumnSpec, Kind, Row, RowKind

NOW, THEN = "ensaio/agora", "ensaio/depois"
"""Places of the two evaluations of a trial."""


class ParameterTables:
    """Columns and rows in the words of one desk."""

    def __init__(self, desk: Desk) -> None:
        """Tables for the screens of this desk."""
        self.desk = desk

    def columns(self) -> tuple[ColumnSpec, ...]:
        """Name, value, since when, last change, author."""
        say = self.desk.say
        return (
            ColumnSpec("nome", say("CADASTROS.COLUNA.PARAMETRO"), stretch=3, strong=True),
            ColumnSpec("valor", say("CADASTROS.COLUNA.VALOR"), kind=Kind.NUMBER, stretch=1),
            ColumnSpec("inicio", say("CADASTROS.COLUNA.DESDE"), stretch=2),
            ColumnSpec("quando", say("CADASTROS.COLUNA.MUDADO"), stretch=2, quiet=True),
            ColumnSpec("quem", say("CADASTROS.COLUNA.POR"), stretch=2, quiet=True),
        )

    def row(self, row: ParameterRow) -> Row:
        """A parameter with its value in force and the one that comes after."""
        texts, given = self.desk.house.texts, row.value is not None
        name = parameter_name(texts, row.parameter)
        since = self._since(row.starts) if given else NO_VALUE
        if row.coming is not None:
            value = self.shown(row.parameter, row.coming.value)
            since += self.desk.say("CADASTROS.DEPOIS", valor=value, mes=row.coming.starts)
        when = texts.numbers.instant(row.updated, texts.zone) if row.updated else NO_VALUE
        cells = {
            "nome": Cell(name, name, tooltip=row.parameter.key),
            "valor": Cell(self.shown(row.parameter, row.value) if row.value is not None else NO_VALUE, row.value),
            "inicio": Cell(since, str(row.starts)),
            "quando": Cell(when, row.updated.date() if row.updated else None),
            "quem": Cell(row.author or NO_VALUE, row.author),
        }
        if not given:
            cells["valor"] = Cell(self.desk.say("CADASTROS.SEM_VALOR"), state=State.ATENCAO)
        return Row(row.parameter.key, cells)

    def history_columns(self) -> tuple[ColumnSpec, ...]:
        """Value, value before, months it holds in, who, why, entry of the journal."""
        say = self.desk.say
        return (
            ColumnSpec("valor", say("CADASTROS.COLUNA.VALOR"), kind=Kind.NUMBER, sortable=False, strong=True),
            ColumnSpec("antes", say("CADASTROS.COLUNA.ANTES"), kind=Kind.NUMBER, sortable=False, quiet=True),
            ColumnSpec("vale", say("CADASTROS.COLUNA.VALE"), sortable=False, stretch=2),
            ColumnSpec("quem", say("CADASTROS.COLUNA.POR"), sortable=False, stretch=2),
            ColumnSpec("motivo", say("CADASTROS.COLUNA.MOTIVO"), sortable=False, stretch=3),
            ColumnSpec("ato", say("CADASTROS.COLUNA.DIARIO"), kind=Kind.NUMBER, sortable=False, quiet=True),
        )

    def record(self, row: ParameterRow, each: ParameterRecord) -> Row:
        """One act of the history of a parameter."""
        given, texts = each.given, self.desk.house.texts
        holds = self._holds(each)
        before = NO_VALUE if given.previous is None else self.shown(row.parameter, given.previous)
        who = f"{each.author}, {texts.numbers.day(given.updated.astimezone(texts.zone).date())}"
        cells = {
            "valor": Cell(self.shown(row.parameter, given.value), given.value),
            "antes": Cell(before, given.previous),
            "vale": Cell(holds, holds, tooltip=holds),
            "quem": Cell(who, who, tooltip=who),
            "motivo": Cell(given.justification, given.justification, tooltip=given.justification),
            "ato": Cell(NO_VALUE if given.seq is None else str(given.seq), given.seq),
        }
        return Row(str(given.id), cells)

    def _holds(self, each: ParameterRecord) -> str:
        if each.replaced:
            return self.desk.say("CADASTROS.SUBSTITUIDO", mes=each.given.starts)
        if each.end is None:
            return self._since(each.given.starts)
        last = each.end.plus(-1)
        if each.given.starts == ALWAYS:
            return self.desk.say("CADASTROS.ATE_O_MES", ate=last)
        if each.given.starts == last:
            return self.desk.say("CADASTROS.SO_NO_MES", mes=last)
        return self.desk.say("CADASTROS.DE_ATE", de=each.given.starts, ate=last)

    def _since(self, starts: Month) -> str:
        return (
            self.desk.say("CADASTROS.DESDE_SEMPRE")
            if starts == ALWAYS
            else self.desk.say("CADASTROS.DESDE", mes=starts)
        )

    def shown(self, parameter: Parameter, value: Decimal) -> str:
        """`1,5 %` for a fraction, `R$ 4,46193/L` for the price."""
        numbers = self.desk.house.texts.numbers
        return numbers.fraction(value) if parameter.is_share else numbers.quantity(value, "BRL/L")

    def goal_columns(self) -> tuple[ColumnSpec, ...]:
        """Goal, value now, value with what is typed, difference."""
        say, number = self.desk.say, Kind.NUMBER
        return (
            ColumnSpec("nome", say("TELA.COLUNA.CRITERIO_SETOR"), sortable=False, stretch=2),
            ColumnSpec(
                "agora", say("CADASTROS.COLUNA.AGORA"), kind=number, places=2, sortable=False, quiet=True, stretch=1
            ),
            ColumnSpec("depois", say("CADASTROS.COLUNA.COM_O_VALOR"), kind=number, places=2, sortable=False, stretch=1),
            ColumnSpec("muda", say("CADASTROS.COLUNA.DIFERENCA"), kind=number, places=2, sortable=False, stretch=1),
        )

    def goal_rows(self, goals: Iterable[GoalEffect]) -> Iterator[Row]:
        """One heading per criterion with its unit, one line per sector."""
        said = ""
        for each in goals:
            criterion = each.place[0]
            if criterion.key != said:
                said = criterion.key
                unit = words.unit_word(self.desk, "BRL" if criterion.is_cost else "L")
                yield Row(
                    f"grupo/{said}",
                    {"nome": Cell(f"{criterion_name(self.desk.house.texts, criterion)}, {unit}")},
                    RowKind.GROUP,
                )
            yield self._goal(each)

    def _goal(self, each: GoalEffect) -> Row:
        change = words.number(self.desk, each.change, sign=True)
        cells = {
            "nome": Cell(each.place[2], each.place[2], tooltip=each.place[2]),
            "agora": Cell(words.number(self.desk, each.now), each.now, figure_address=_at(NOW, each)),
            "depois": Cell(words.number(self.desk, each.then), each.then, figure_address=_at(THEN, each)),
            "muda": Cell(change, each.change, figure_address=_at(THEN, each)),
        }
        return Row("/".join(each.key), cells)


def _at(place: str, each: GoalEffect) -> SheetCell:
    return SheetCell(place, each.line, each.members)
