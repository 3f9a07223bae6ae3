"""Rows to Parquet bytes and back; pyarrow is imported inside, so that starting the program does not pay for it."""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from storage.snapshots.shape import Column, Kind, Row

if TYPE_CHECKING:
    import pyarrow

PART_BYTES = 8 * 1024 * 1024
"""Largest size, before compression, of the rows of one part."""
WORTH_A_POOL = 1024 * 1024
"""Bytes of parts below which starting threads costs more than it saves."""
READERS = 2


def encode(columns: Sequence[Column], rows: Sequence[Row]) -> bytes:
    """Parquet bytes of the rows; equal rows give equal bytes under one version of pyarrow."""
    import pyarrow

    types = [arrow_type(column) for column in columns]
    cells = list(zip(*rows, strict=True)) if rows else [()] * len(columns)
    arrays = [pyarrow.array(values, kind) for values, kind in zip(cells, types, strict=True)]
    return encode_arrow(pyarrow.table(arrays, names=[column.name for column in columns]))


def encode_arrow(table: "pyarrow.Table", repeating: Sequence[str] | None = None) -> bytes:
    """Parquet bytes of an Arrow table; `repeating` are the columns kept as a dictionary, None tries every one."""
    import pyarrow
    from pyarrow import parquet

    sink = pyarrow.BufferOutputStream()
    parquet.write_table(
        table,
        sink,
        compression="zstd",
        use_dictionary=True if repeating is None else list(repeating),
        column_encoding=None if repeating is None else _differences(table.schema, repeating),
        write_statistics=False,
        store_decimal_as_integer=True,
    )
    return bytes(sink.getvalue())


def _differences(schema: "pyarrow.Schema", repeating: Sequence[str]) -> dict[str, str] | None:
    """Columns kept as the difference from the row before: numbers and instants, and texts that are in order."""
    import pyarrow.types as kinds

    others = [field for field in schema if field.name not in repeating and not kinds.is_boolean(field.type)]
    names = {True: "DELTA_BYTE_ARRAY", False: "DELTA_BINARY_PACKED"}
    return {field.name: names[kinds.is_string(field.type)] for field in others} or None


def decode(parts: Iterable[bytes]) -> "pyarrow.Table":
    """Arrow table of the parts one after another."""
    import pyarrow
    from pyarrow import parquet

    def one(part: bytes) -> "pyarrow.Table":
        return parquet.ParquetFile(pyarrow.BufferReader(part)).read(use_threads=False)

    held = list(parts)
    if sum(len(part) for part in held) < WORTH_A_POOL:
        return pyarrow.concat_tables([one(part) for part in held])
    with ThreadPoolExecutor(READERS) as pool:
        return pyarrow.concat_tables(list(pool.map(one, held)))


def rows_of(table: "pyarrow.Table") -> list[Row]:
    """Rows as tuples of Decimal, date, int, text: the values that were frozen."""
    return list(zip(*(column.to_pylist() for column in table.columns), strict=True))


def split(columns: Sequence[Column], rows: Sequence[Row], split_by: str) -> Iterator[tuple[str, Sequence[Row]]]:
    """(day or "", rows) of each part: a new one where `split_by` changes and before PART_BYTES are passed."""
    place = next((i for i, column in enumerate(columns) if column.name == split_by), None)
    if split_by and place is None:
        raise ValueError(f"no column {split_by}")
    start, size, value = 0, 0, _value(rows[0], place) if rows else ""
    for index, row in enumerate(rows):
        weight, here = _weight(row), _value(row, place)
        if here != value or (size and size + weight > PART_BYTES):
            yield value, rows[start:index]
            start, size, value = index, 0, here
        size += weight
    yield value, rows[start:]


def _value(row: Row, place: int | None) -> str:
    return "" if place is None else str(row[place])


def _weight(row: Row) -> int:
    return sum(len(cell) if isinstance(cell, str) else 16 for cell in row)


def arrow_type(column: Column) -> "pyarrow.DataType":
    """Exact Arrow type of a column; text is never a dictionary here."""
    import pyarrow

    if column.kind is Kind.DECIMAL:
        return pyarrow.decimal128(column.digits, column.places)
    return {
        Kind.TEXT: pyarrow.string(),
        Kind.INTEGER: pyarrow.int64(),
        Kind.DATE: pyarrow.date32(),
        Kind.TIME: pyarrow.time64("us"),
        Kind.INSTANT: pyarrow.timestamp("us", "UTC"),
        Kind.WALL: pyarrow.timestamp("us"),
        Kind.BOOLEAN: pyarrow.bool_(),
    }[column.kind]
