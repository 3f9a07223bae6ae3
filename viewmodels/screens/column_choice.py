"""Which columns of a table a person sees: chosen once, remembered for that person, never hiding what names a row."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from viewmodels.desk import Desk
from viewmodels.preferences import hidden_columns, keep_hidden_columns
from viewmodels.table_spec import ColumnSpec


@dataclass(frozen=True, slots=True)
class ColumnOption:
    """One column that may be shown or hidden."""

    key: str
    title: str
    shown: bool


class ColumnChoice:
    """The choice of one person for one table; `always` are columns that cannot be hidden."""

    def __init__(self, desk: Desk, table: str, always: Iterable[str]) -> None:
        """The choice as it was kept."""
        self._desk, self._table, self._always = desk, table, frozenset(always)
        self._hidden = hidden_columns(desk.house, desk.scope, table) - self._always

    def visible(self, columns: Sequence[ColumnSpec]) -> tuple[ColumnSpec, ...]:
        """The columns to show, in their order."""
        return tuple(column for column in columns if column.key not in self._hidden)

    def options(self, columns: Sequence[ColumnSpec]) -> tuple[ColumnOption, ...]:
        """The columns that may be chosen, in their order."""
        free = (column for column in columns if column.key not in self._always)
        return tuple(ColumnOption(column.key, column.title, column.key not in self._hidden) for column in free)

    def choose(self, key: str, shown: bool) -> None:
        """Shows or hides a column from now on."""
        self._hidden = self._hidden - {key} if shown else self._hidden | ({key} - self._always)
        keep_hidden_columns(self._desk.house, self._desk.scope, self._table, self._hidden)
