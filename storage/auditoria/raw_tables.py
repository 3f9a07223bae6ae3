"""One file's rows as they stand: Parquet with its own types, text tables as text, within limits."""

import csv as text_csv
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from storage.errors import KnownError
from storage.imports.delimited import separator_of
from storage.imports.grid import MOST_COLUMNS

PARQUET = ".parquet"
MOST_ROWS = 400_000_000
ROWS_AT_A_TIME = 1_000_000
HEAD_BYTES = 64 * 1024
ENCODINGS = ("utf8", "cp1252")


@dataclass(frozen=True, slots=True)
class RawTable:
    """Rows of one source: its name as shown, the line its first row stands on, whether decimals have a point for sure.

    `formulas` are the (line, column) of cells that hold one instead of a value.
    """

    file: str
    rows: Any
    first_line: int
    machine: bool
    formulas: tuple[tuple[int, str], ...] = ()


class Reading(Protocol):
    """A source of one table, or of a part of it, that can be asked for its columns and then for their rows."""

    @property
    def shown(self) -> str:
        """The name people know it by."""
        ...

    def names(self) -> tuple[str, ...]:
        """The columns it has. Raises KnownError IMPORTACAO.TABELA.DANIFICADO."""
        ...

    def read(self, columns: Sequence[str]) -> Iterator[RawTable]:
        """Rows of the asked columns, some at a time. Raises KnownError IMPORTACAO.TABELA.DANIFICADO, .LINHAS_DEMAIS."""
        ...


@dataclass(frozen=True, slots=True)
class FileReading:
    """A Parquet file or a text table."""

    shown: str
    path: Path

    def names(self) -> tuple[str, ...]:
        """The columns the file has. Raises KnownError IMPORTACAO.TABELA.DANIFICADO."""
        if self.path.suffix.casefold() == PARQUET:
            return _distinct(_parquet(self.path).schema_arrow.names, self.path)
        return tuple(_read_as(self.path, lambda encoding: _head(self.path, encoding)))

    def read(self, columns: Sequence[str]) -> Iterator[RawTable]:
        """Rows of the asked columns, some at a time. Raises KnownError IMPORTACAO.TABELA.DANIFICADO, .LINHAS_DEMAIS."""
        if self.path.suffix.casefold() == PARQUET:
            line = 1
            for rows in _rows(self.path, columns):
                yield RawTable(self.shown, rows, line, True)
                line += len(rows)
            return
        table = _read_as(self.path, lambda encoding: _delimited(self.path, columns, encoding))
        yield RawTable(self.shown, table, 2, _separator(self.path) == ",")


def _distinct(names: Sequence[str], path: Path) -> tuple[str, ...]:
    """Two columns of one name are a damaged file: nobody can say which is meant."""
    if len(set(names)) != len(names):
        raise KnownError("IMPORTACAO.TABELA.DANIFICADO", arquivo=path.name)
    return tuple(names)


def _rows(path: Path, columns: Sequence[str]) -> Iterator[Any]:
    """Some groups of rows at a time: what was read is let go as soon as it is typed."""
    file = _parquet(path)
    if file.metadata.num_rows > MOST_ROWS:
        raise KnownError("IMPORTACAO.TABELA.LINHAS_DEMAIS", arquivo=path.name, linhas=MOST_ROWS)
    for groups in _groups(file):
        try:
            rows = file.read_row_groups(groups, columns=list(columns), use_threads=True)
        except Exception as error:  # noqa: BLE001 - Arrow raises many kinds over a damaged file
            raise KnownError("IMPORTACAO.TABELA.DANIFICADO", arquivo=path.name) from error
        yield rows


def _groups(file: Any) -> Iterator[list[int]]:
    """Row groups of a Parquet file, neighbours together until they make a reading worth its threads."""
    together: list[int] = []
    size = 0
    for number in range(file.metadata.num_row_groups):
        together.append(number)
        size += file.metadata.row_group(number).num_rows
        if size >= ROWS_AT_A_TIME:
            yield together
            together, size = [], 0
    if together:
        yield together


def _parquet(path: Path) -> Any:
    from pyarrow import parquet

    try:
        return parquet.ParquetFile(path)
    except Exception as error:  # noqa: BLE001 - Arrow raises many kinds over what is no Parquet file
        raise KnownError("IMPORTACAO.TABELA.DANIFICADO", arquivo=path.name) from error


def _separator(path: Path) -> str:
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    return separator_of(head.decode("utf-8", errors="replace"))


def _read_as(path: Path, read: Callable[[str], Any]) -> Any:
    """What `read` finds in the first encoding that spells the file."""
    import pyarrow

    for encoding in ENCODINGS:
        with suppress(pyarrow.ArrowInvalid, UnicodeDecodeError, text_csv.Error):
            return read(encoding)
    raise KnownError("IMPORTACAO.TABELA.DANIFICADO", arquivo=path.name)


def _delimited(path: Path, columns: Sequence[str], encoding: str) -> Any:
    """The asked columns of a text table, every cell a text, null where empty."""
    from pyarrow import csv, string

    names = _head(path, encoding)
    return csv.read_csv(
        path,
        csv.ReadOptions(encoding=encoding, column_names=names, skip_rows=1),
        csv.ParseOptions(delimiter=_separator(path)),
        csv.ConvertOptions(
            column_types={name: string() for name in names},
            include_columns=list(columns),
            strings_can_be_null=True,
            null_values=[""],
        ),
    )


def _head(path: Path, encoding: str) -> list[str]:
    with path.open(encoding="utf-8-sig" if encoding == "utf8" else encoding, newline="") as file:
        names = next(text_csv.reader([file.readline(HEAD_BYTES)], delimiter=_separator(path)), [])
    if not names or len(names) > MOST_COLUMNS or len(set(names)) != len(names):
        raise text_csv.Error("no header")
    return [name.strip() for name in names]
