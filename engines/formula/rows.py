"""An environment over plain rows: tables in memory, named values, other KPIs, one instant."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from engines.figure import Missing, Value
from engines.formula.aggregate import RowTable, aggregate_rows
from engines.formula.evaluate import Row, cell_value
from engines.formula.tree import Aggregate


@dataclass(frozen=True)
class RowsEnvironment:
    """Facts held in memory. `kpis`: code -> offset -> value. Absent keys are Missing("NOT_GIVEN").

    Cells and values are Decimal, int, date, datetime, bool, str, None or Missing; never float.
    """

    instant: datetime
    tables: Mapping[str, Iterable[Row] | RowTable] = field(default_factory=dict)
    names: Mapping[str, object] = field(default_factory=dict)
    kpis: Mapping[str, Mapping[int, object]] = field(default_factory=dict)
    members: Mapping[str, object] = field(default_factory=dict)
    lines: Mapping[str, Sequence[Value]] = field(default_factory=dict)
    matrices: Mapping[str, Sequence[Sequence[Value]]] = field(default_factory=dict)
    span: tuple[date, date] | None = None

    @cached_property
    def _row_tables(self) -> dict[str, RowTable]:
        return {name: rows if isinstance(rows, RowTable) else RowTable(rows) for name, rows in self.tables.items()}

    def name(self, key: str) -> Value:
        """Value of a named value."""
        return _given(self.names, key)

    def bound(self, axis: str) -> Value:
        """Key of the member being evaluated."""
        return _given(self.members, axis)

    def aggregate(self, node: Aggregate) -> Value:
        """Value of an aggregate over the rows of its table. Raises KeyError on a table that is not there."""
        return aggregate_rows(node, self._row_tables[node.table], self)

    def kpi(self, code: str, offset: int) -> Value:
        """Value of another KPI at an offset."""
        return _given(self.kpis.get(code, {}), offset)

    def now(self) -> datetime:
        """The calculation instant."""
        return self.instant

    def period(self) -> tuple[date, date]:
        """The period given, else the calendar month of the instant."""
        if self.span is not None:
            return self.span
        first = self.instant.date().replace(day=1)
        following = first.replace(year=first.year + first.month // 12, month=first.month % 12 + 1)
        return first, following

    def line(self, key: str) -> Sequence[Value]:
        """Values of a line over its axis."""
        return self.lines[key]

    def matrix(self, key: str) -> Sequence[Sequence[Value]]:
        """A square table by name."""
        return self.matrices[key]


def _given(values: Mapping[str, object] | Mapping[int, object], key: object) -> Value:
    if key not in values:
        return Missing("NOT_GIVEN", {"name": str(key)})
    return cell_value(values[key])  # type: ignore[index]
