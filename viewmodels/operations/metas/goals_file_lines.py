"""Lines of a file of past goals and spending, checked against what the company has registered."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

from engines.calendar import Month
from engines.goals.approval import GoalKey
from engines.goals.periods import PLANNING
from engines.goals.rules import Criterion
from storage.imports.table_file import ColumnSpec, Row, RowFault, Table, read_table, same_word
from storage.imports.values import Kind, Reading
from storage.metas.registers import Sector, periods, sectors
from storage.metas.rulebook import shipped
from storage.metas.targets import ApprovedValue, Performance, approved_values, performances
from storage.store import Connection

TOO_MUCH = Decimal(10) ** 12
COLUMNS = (
    ColumnSpec("vigencia", ("Vigência", "Mês", "Competência"), Reading(Kind.MONTH)),
    ColumnSpec("setor", ("Setor", "Garagem")),
    ColumnSpec("criterio", ("Critério", "Item")),
    ColumnSpec("meta", ("Meta", "Meta aprovada"), Reading(Kind.NUMBER), required=False),
    ColumnSpec("gasto", ("Gasto", "Gasto realizado", "Realizado"), Reading(Kind.NUMBER), required=False),
    ColumnSpec("ate", ("Até", "Gasto até", "Fechado em"), Reading(Kind.DAY), required=False),
)


@dataclass(frozen=True, slots=True)
class BroughtLine:
    """One line of the file beside what is registered: what it brings and what it would replace."""

    line: int
    vigencia: Month
    criterion: Criterion
    sector: Sector
    goal: Decimal | None
    spending: Decimal | None
    until: date | None
    held: Performance
    approved: ApprovedValue | None

    @property
    def key(self) -> GoalKey:
        """(criterion, sector)."""
        return self.criterion.key, self.sector.id

    @property
    def replaces(self) -> bool:
        """True when a goal or a spending already registered would become another."""
        old = ((self.goal, self.held.target), (self.spending, self.held.realized))
        return any(new is not None and before is not None and new != before for new, before in old)


@dataclass(frozen=True)
class GoalsFile:
    """What a file would do: its lines, or its faults; `opened` are vigências it would register as closed."""

    file: str
    sha256: str = ""
    lines: tuple[BroughtLine, ...] = ()
    faults: tuple[RowFault, ...] = ()
    opened: tuple[Month, ...] = field(default=())

    @property
    def goals(self) -> int:
        """Lines that bring a goal, or register a vigência: more than spending."""
        return sum(1 for each in self.lines if each.goal is not None or each.vigencia in self.opened)

    @property
    def replaced(self) -> int:
        """Lines that would replace what is registered."""
        return sum(1 for each in self.lines if each.replaces)


def checked_file(connection: Connection, client: str, path: Path, today: date) -> GoalsFile:
    read = read_table(path, path.name, COLUMNS)
    if not isinstance(read, Table):
        return GoalsFile(path.name, faults=tuple(read))
    checking = _Checking(connection, client, read, today)
    lines = [each for row in read.rows for each in checking.line(row)]
    months = sorted({each.vigencia for each in lines} - checking.known)
    if checking.faults:
        return GoalsFile(path.name, read.sha256, faults=tuple(checking.faults))
    return GoalsFile(path.name, read.sha256, tuple(lines), (), tuple(months))


class _Checking:
    """Reads the lines of one table against what the company has registered."""

    def __init__(self, connection: Connection, client: str, table: Table, today: date) -> None:
        listed = sorted(sectors(connection, client, only_active=False), key=lambda s: s.active)
        self._connection, self._client, self._table, self._today = connection, client, table, today
        self._sectors = {same_word(word): s for s in listed for word in (s.name, s.erp_code or s.name)}
        self._criteria = {same_word(word): c for c in shipped().rules.criteria for word in (c.label, c.key)}
        self._status = {p.vigencia: p.status for p in periods(connection, client)}
        self._held: dict[Month, tuple[Mapping[GoalKey, Performance], Mapping[GoalKey, ApprovedValue]]] = {}
        self._seen: dict[tuple[Month, GoalKey], int] = {}
        self.known = frozenset(self._status)
        self.faults: list[RowFault] = []

    def line(self, row: Row) -> Iterator[BroughtLine]:
        """The line with what is registered beside it; nothing, and its faults kept, when it cannot be."""
        before = len(self.faults)
        self.faults += self._places(row)
        if len(self.faults) > before:
            return
        month, sector, criterion = (
            self._month(row),
            self._sectors[_word(row, "setor")],
            self._criteria[_word(row, "criterio")],
        )
        goal, spending, until = (row.values.get(key) for key in ("meta", "gasto", "ate"))
        held, approved = self._registered(month)
        key = (criterion.key, sector.id)
        self.faults += self._values(row, month, key, approved.get(key))
        if len(self.faults) == before:
            assert goal is None or isinstance(goal, Decimal)
            assert spending is None or isinstance(spending, Decimal)
            assert until is None or isinstance(until, date)
            here = held.get(key) or Performance(*key)
            yield BroughtLine(row.line, month, criterion, sector, goal, spending, until, here, approved.get(key))

    def _places(self, row: Row) -> Iterator[RowFault]:
        """Sector, criterion and vigência that do not exist, or cannot take goals of a file."""
        table, month = self._table, self._month(row)
        if _word(row, "setor") not in self._sectors:
            yield table.fault(row, "setor", "METAS.ARQUIVO.SETOR", valor=str(row.values["setor"]))
        if _word(row, "criterio") not in self._criteria:
            yield table.fault(row, "criterio", "METAS.ARQUIVO.CRITERIO", valor=str(row.values["criterio"]))
        if self._status.get(month) == PLANNING and row.values.get("meta") is not None:
            yield table.fault(row, "meta", "METAS.ARQUIVO.EM_PLANEJAMENTO", mes=month)
        elif month not in self._status and month >= Month.of(self._today):
            yield table.fault(row, "vigencia", "METAS.ARQUIVO.NAO_ABERTA", mes=month)

    def _values(self, row: Row, month: Month, key: GoalKey, approved: ApprovedValue | None) -> Iterator[RowFault]:
        """Values that cannot be, lines twice, and goals a calculation of ours published."""
        table, values = self._table, row.values
        if (first := self._seen.setdefault((month, key), row.line)) != row.line:
            yield table.fault(row, "setor", "METAS.ARQUIVO.REPETIDA", primeira=first)
        if values.get("meta") is None and values.get("gasto") is None:
            yield table.fault(row, "meta", "METAS.ARQUIVO.SEM_VALOR")
        for name in ("meta", "gasto"):
            value = values.get(name)
            if isinstance(value, Decimal) and not 0 < value < TOO_MUCH:
                yield table.fault(row, name, "METAS.ARQUIVO.VALOR", valor=str(value).replace(".", ","))
        until, goal = values.get("ate"), values.get("meta")
        if values.get("gasto") is not None and not (isinstance(until, date) and month.first <= until <= self._today):
            yield table.fault(row, "ate", "METAS.ARQUIVO.ATE", mes=month, hoje=self._today)
        if approved is not None and approved.run is not None and goal not in (None, approved.value):
            yield table.fault(row, "meta", "METAS.ARQUIVO.PUBLICADA", calculo=approved.run)

    def _registered(self, month: Month) -> tuple[Mapping[GoalKey, Performance], Mapping[GoalKey, ApprovedValue]]:
        if month not in self._held:
            where = (self._connection, self._client, month)
            self._held[month] = (performances(*where), approved_values(*where))
        return self._held[month]

    def _month(self, row: Row) -> Month:
        month = row.values["vigencia"]
        assert isinstance(month, Month)
        return month


def _word(row: Row, key: str) -> str:
    return same_word(row.values[key])
