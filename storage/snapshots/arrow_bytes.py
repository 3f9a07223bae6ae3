"""Columns of rows as flat bytes that depend on nothing but their values, for hashing millions of them."""

import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow


def digest_of_columns(rows: "pyarrow.Table") -> str:
    """SHA-256 of the columns one after another: how many rows, which are empty, then the values.

    Values are little-endian integers of their type's width (days, microseconds, units of a decimal) with zero where
    empty; texts are their lengths, then their UTF-8 bytes end to end.
    """
    digest = hashlib.sha256(len(rows).to_bytes(8, "little"))
    for column in rows.columns:
        for piece in _pieces(_one_chunk(column)):
            digest.update(piece)
    return digest.hexdigest()


def _one_chunk(column: Any) -> Any:
    import pyarrow

    whole = column.combine_chunks()
    return pyarrow.concat_arrays(whole.chunks) if isinstance(whole, pyarrow.ChunkedArray) else whole


def _pieces(values: Any) -> Iterator[Any]:
    import pyarrow.types as kinds

    yield values.null_count.to_bytes(8, "little")
    if values.null_count:
        yield values.is_null().cast("uint8").buffers()[1][: len(values)]
    if kinds.is_string(values.type):
        yield from _text(values.fill_null("") if values.null_count else values)
    else:
        yield _fixed(values)


def _text(values: Any) -> Iterator[Any]:
    import numpy

    offsets = numpy.frombuffer(values.buffers()[1], dtype="<i4", offset=values.offset * 4, count=len(values) + 1)
    yield numpy.diff(offsets).astype("<i4")
    if values.buffers()[2] is not None:
        yield values.buffers()[2][int(offsets[0]) : int(offsets[-1])]


def _fixed(values: Any) -> Any:
    """Values of one width; the bytes under an empty cell mean nothing in Arrow, so they are put to zero."""
    import numpy
    import pyarrow.types as kinds

    plain = values.cast("uint8") if kinds.is_boolean(values.type) else values
    width = plain.type.bit_width // 8
    if not len(plain):
        return b""
    held = numpy.frombuffer(plain.buffers()[1], dtype=f"V{width}", offset=plain.offset * width, count=len(plain))
    if plain.null_count:
        held = held.copy()
        held[plain.is_null().to_numpy(zero_copy_only=False)] = b"\0" * width
    return held
