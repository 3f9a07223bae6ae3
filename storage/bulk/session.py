"""A DuckDB session behind a wall: no file, no network, no extension, a limit of memory, a folder to spill to."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from storage.bulk.types import create_table, quoted
from storage.bulk.walls import walled
from storage.snapshots import Column

if TYPE_CHECKING:
    import duckdb
    import pyarrow

INPUT = "in_"
"""What the name of an input table begins with inside a session."""
MEMORY = "2GB"
_GIVEN = "_dados_recebidos"


class _InputTable(Protocol):
    @property
    def shape(self) -> tuple[Column, ...]:
        """Names and types of its columns."""
        ...


class _Catalogue(Protocol):
    @property
    def tables(self) -> Mapping[str, _InputTable]:
        """Every table by name."""
        ...


class BulkSession:
    """Tables of one calculation and the connection its steps run on. One thread at a time; `interrupt` from any."""

    def __init__(self, connection: "duckdb.DuckDBPyConnection") -> None:
        self.connection = connection

    def load(self, name: str, given: "pyarrow.Table | Iterable[pyarrow.Table]", columns: Sequence[Column]) -> None:
        """Creates table `in_<name>` with exactly these columns and the rows of one or several Arrow tables.

        Raises TypeError on a column of floats and duckdb.Error on a value that does not fit: type it before.
        """
        import pyarrow

        self.empty(name, columns)
        for part in [given] if isinstance(given, pyarrow.Table) else given:
            self._insert(INPUT + name, part, columns)

    def empty(self, name: str, columns: Sequence[Column]) -> None:
        """Creates table `in_<name>` without rows: an optional table nobody brought."""
        self.connection.execute(create_table(INPUT + name, columns))

    def arrow(self, table: str) -> "pyarrow.Table":
        """Rows of a table of the session, by its name in it."""
        return self.connection.table(quoted(table)).to_arrow_table()

    def parquet(self, table: str, path: Path) -> None:
        """Writes a table of the session to a Parquet file (zstd). Raises OSError when it cannot."""
        from pyarrow import parquet

        reader = self.connection.table(quoted(table)).to_arrow_reader()
        with parquet.ParquetWriter(path, reader.schema, compression="zstd", store_decimal_as_integer=True) as writer:
            for batch in reader:
                writer.write_batch(batch)

    def interrupt(self) -> None:
        """Breaks the statement under way, which then raises duckdb.InterruptException in its own thread."""
        self.connection.interrupt()

    def _insert(self, table: str, part: "pyarrow.Table", columns: Sequence[Column]) -> None:
        import pyarrow.types as kinds

        floats = [column.name for column in columns if kinds.is_floating(part.schema.field(column.name).type)]
        if floats:
            raise TypeError(f"{table}: a decimal is expected in {floats[0]}, not a float")
        names = ", ".join(quoted(column.name) for column in columns)
        self.connection.register(_GIVEN, part)
        try:
            self.connection.execute(f"INSERT INTO {quoted(table)} ({names}) SELECT {names} FROM {_GIVEN}")
        finally:
            self.connection.unregister(_GIVEN)


@contextmanager
def bulk_session(spill: Path, memory: str = MEMORY, threads: int | None = None) -> Iterator[BulkSession]:
    """A session in memory that spills into the folder `spill` past `memory`, closed on leaving.

    The folder must exist and belong to us: what is spilled is the client's data. `threads` None: one per processor.
    """
    connection = walled(memory, threads, spill)
    try:
        yield BulkSession(connection)
    finally:
        connection.close()


def load_inputs(session: BulkSession, catalogue: _Catalogue, tables: "MutableMapping[str, pyarrow.Table]") -> None:
    """Loads the given tables as `in_<name>` and every other table of the catalogue empty.

    The tables are taken out of the mapping and their memory let go piece by piece: a city's fortnight is never held
    twice, when nobody else holds it. Raises KeyError on a table the catalogue does not have.
    """
    unknown = sorted(tables.keys() - catalogue.tables.keys())
    if unknown:
        raise KeyError(unknown[0])
    for name, table in catalogue.tables.items():
        if name in tables:
            session.load(name, _released(tables, name), table.shape)
        else:
            session.empty(name, table.shape)


def _released(tables: "MutableMapping[str, pyarrow.Table]", name: str) -> "Iterator[pyarrow.Table]":
    """The pieces of a table, each forgotten before the next one is asked for."""
    import pyarrow

    pieces = deque(tables.pop(name).to_batches())
    schema = pieces[0].schema if pieces else None
    while pieces:
        yield pyarrow.Table.from_batches([pieces.popleft()], schema)
        pyarrow.default_memory_pool().release_unused()
