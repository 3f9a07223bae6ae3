"""A table computed to be kept: its parts, the hash of its rows and what is written of its columns."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """Bytes of one part, their address, the day they hold ("" when not split by day) and how many rows."""

    sha256: str
    content: bytes
    split_value: str
    row_count: int


@dataclass(frozen=True, slots=True)
class FrozenTable:
    """One table ready to be written; `heading` is what its columns and the hash of its rows are read back with."""

    name: str
    heading: object
    parts: tuple[Part, ...]
    rows_hash: str

    @property
    def row_count(self) -> int:
        """Rows of all its parts."""
        return sum(part.row_count for part in self.parts)
