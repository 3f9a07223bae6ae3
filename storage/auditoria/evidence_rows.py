"""Rows of evidence: those a check left on the bench, and those frozen with a finding, in pages either way."""

import weakref
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from engines.subsidy.checking.checks import EVIDENCE_PREFIX
from storage.auditoria.bench import AuditBench
from storage.auditoria.frozen_conditions import kept_rows
from storage.auditoria.rows import MOST_ROWS, BenchRows, RowColumn, RowsAsked, RowsPage

if TYPE_CHECKING:
    import pyarrow

_KEY = ("data", "servico", "sentido", "faixa_horaria_inicio", "id_viagem", "id_veiculo")


class CheckRows(BenchRows):
    """Reads `verificacao_<check>` tables; another run of the checks asks for another reader."""

    def _checked(self, table: str) -> str:
        """The table's own name, when a check left it. Raises KeyError."""
        asked = "SELECT 1 FROM duckdb_tables() WHERE table_name = ?"
        if not table.startswith(EVIDENCE_PREFIX) or self._cursor.execute(asked, [table]).fetchone() is None:
            raise KeyError(table)
        return table

    def _key(self, table: str, types: Mapping[str, str]) -> tuple[str, ...]:
        return tuple(name for name in _KEY if name in types)


class FrozenRows:
    """Reads the rows kept with a finding, sorted and searched where they are: at most MOST_EVIDENCE of them."""

    def __init__(self, table: "pyarrow.Table") -> None:
        """A reader of one frozen table."""
        self._table = table
        self._orders: dict[RowsAsked, Any] = {}
        self.columns = tuple(_column(table, name) for name in table.column_names)

    def page(self, asked: RowsAsked, offset: int, limit: int) -> RowsPage:
        """Rows from a place on. Raises KeyError for a column that is not there, ValueError for a kind of filter."""
        order = self._order(asked)
        first = max(0, offset)
        wanted = order[first : first + min(limit, MOST_ROWS)]
        some = self._table.take(wanted)
        rows = zip(*(column.to_pylist() for column in some.columns), strict=True)
        return RowsPage(self.columns, tuple(rows), tuple(int(each) for each in wanted), len(order))

    def _order(self, asked: RowsAsked) -> Any:
        import numpy
        import pyarrow.compute as pc

        if asked not in self._orders:
            first = [(asked.sort, "descending" if asked.descending else "ascending")] if asked.sort else []
            keys = [(name, "ascending") for name in _KEY if name in self._table.column_names and name != asked.sort]
            places = numpy.arange(len(self._table))
            if first or keys:
                if asked.sort and asked.sort not in self._table.column_names:
                    raise KeyError(asked.sort)
                places = pc.sort_indices(self._table, sort_keys=[*first, *keys]).to_numpy()
            self._orders = {asked: places[kept_rows(self._table, asked)[places]]}
        return self._orders[asked]


def _column(table: "pyarrow.Table", name: str) -> RowColumn:
    """A column as the engine would declare it, with the ends of a numeric one."""
    import pyarrow.compute as pc

    column = table.column(name)
    kind = _kind(str(column.type))
    if kind not in ("BIGINT", "DECIMAL"):
        return RowColumn(name, kind)
    ends = pc.min_max(column).as_py()
    return RowColumn(name, kind, ends["min"], ends["max"])


def _kind(arrow: str) -> str:
    starts = {"decimal": "DECIMAL", "int": "BIGINT", "uint": "BIGINT", "date": "DATE", "timestamp": "TIMESTAMP"}
    if arrow == "bool":
        return "BOOLEAN"
    if arrow.startswith("decimal") and arrow.endswith(", 0)"):
        return "BIGINT"
    return next((kind for start, kind in starts.items() if arrow.startswith(start)), "VARCHAR")


_READERS: "weakref.WeakKeyDictionary[AuditBench, CheckRows]" = weakref.WeakKeyDictionary()
_FROZEN: "weakref.WeakKeyDictionary[AuditBench, tuple[str, FrozenRows]]" = weakref.WeakKeyDictionary()


def check_rows(bench: AuditBench) -> CheckRows:
    """The reader of what the checks left. Raises KnownError AUDITORIA_SEM_CALCULO when nothing stands on the bench."""
    laid = bench.standing()
    reader = _READERS.get(bench)
    if reader is None or reader.laid is not laid:
        forget_check_rows(bench)
        reader = _READERS[bench] = CheckRows(bench, laid)
    return reader


def forget_check_rows(bench: AuditBench) -> None:
    """The checks are run again: what was read of the run before is let go."""
    reader = _READERS.pop(bench, None)
    if reader is not None:
        reader.close()


def frozen_rows(bench: AuditBench, snapshot: str) -> FrozenRows | None:
    """The reader kept of a frozen table, the last one read; None when it is another's turn."""
    kept = _FROZEN.get(bench)
    return kept[1] if kept is not None and kept[0] == snapshot else None


def keep_frozen(bench: AuditBench, snapshot: str, rows: "pyarrow.Table") -> FrozenRows:
    """A reader of these rows, kept until another finding is looked at."""
    reader = FrozenRows(rows)
    _FROZEN[bench] = (snapshot, reader)
    return reader
