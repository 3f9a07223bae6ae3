"""One file's rows as they stand: Parquet with its own types, text tables as text, within limits."""

import csv as text_csv
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from storage.errors import KnownError
from storage.imports.delimited import separator_of
from storage.imports.grid import MOST_COLUMNS

PARQUET = ".parquet"
MOST_ROWS = 400_000_000
HEAD_BYTES = 64 * 1024
ENCODINGS = ("utf8", "cp1252")


@dataclass(frozen=True, slots=True)
class RawTable:
    """Rows of one file: its name as shown, the line its first row stands on, whether decimals have a point for sure."""

    file: str
    rows: Any
    first_line: int
    machine: bool


def names_in(path: Path) -> tuple[str, ...]:
    """The columns a file has. Raises KnownError IMPORTACAO.TABELA.DANIFICADO."""
    if path.suffix.casefold() == PARQUET:
        return tuple(_parquet(path).schema_arrow.names)
    return tuple(_read_as(path, lambda encoding: _head(path, encoding)))


def read_raw(path: Path, shown: str, columns: Sequence[str]) -> RawTable:
    """The asked columns of a file. Raises KnownError IMPORTACAO.TABELA.DANIFICADO or .LINHAS_DEMAIS."""
    if path.suffix.casefold() == PARQUET:
        return RawTable(shown, _rows(path, columns), 1, True)
    table = _text(path, columns)
    return RawTable(shown, table, 2, _separator(path) == ",")


def _rows(path: Path, columns: Sequence[str]) -> Any:
    file = _parquet(path)
    if file.metadata.num_rows > MOST_ROWS:
        raise KnownError("IMPORTACAO.TABELA.LINHAS_DEMAIS", arquivo=path.name, linhas=MOST_ROWS)
    try:
        return file.read(columns=list(columns), use_threads=True)
    except Exception as error:  # noqa: BLE001 - Arrow raises many kinds over a damaged file
        raise KnownError("IMPORTACAO.TABELA.DANIFICADO", arquivo=path.name) from error


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


def _text(path: Path, columns: Sequence[str]) -> Any:
    """The asked columns of a text table, every cell a text, null where empty."""
    return _read_as(path, lambda encoding: _delimited(path, columns, encoding))


def _read_as(path: Path, read: Callable[[str], Any]) -> Any:
    """What `read` finds in the first encoding that spells the file."""
    import pyarrow

    for encoding in ENCODINGS:
        with suppress(pyarrow.ArrowInvalid, UnicodeDecodeError, text_csv.Error):
            return read(encoding)
    raise KnownError("IMPORTACAO.TABELA.DANIFICADO", arquivo=path.name)


def _delimited(path: Path, columns: Sequence[str], encoding: str) -> Any:
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
