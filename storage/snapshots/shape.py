"""The shape of what was read: typed columns, rows, and where they came from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from engines.finding import NOTHING
from engines.money import to_scaled
from storage.store.canonical import canonical_json, sha256_text

if TYPE_CHECKING:
    import pyarrow

Cell = Decimal | int | str | bool | date | datetime | None
Row = tuple[Cell, ...]


DIGITS = 38
"""Digits of a decimal where its column says nothing else."""


class Kind(StrEnum):
    """Type of a column. WALL is a source's wall time, kept as read: naive, its zone named in the column.

    TIME is an hour of the wall alone, with no day: only Arrow tables have it.
    """

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    TIME = "time"
    INSTANT = "instant"
    WALL = "wall"
    BOOLEAN = "boolean"


_PYTHON: Mapping[Kind, type] = {
    Kind.TEXT: str,
    Kind.INTEGER: int,
    Kind.DECIMAL: Decimal,
    Kind.DATE: date,
    Kind.INSTANT: datetime,
    Kind.WALL: datetime,
    Kind.BOOLEAN: bool,
}


@dataclass(frozen=True, slots=True)
class Column:
    """Name and type of a column; `places` and `digits` in all for decimals, `zone` for wall times."""

    name: str
    kind: Kind
    places: int = 0
    zone: str = ""
    digits: int = DIGITS

    def heading(self) -> list[object]:
        """What is written of it beside its rows; the digits only where they are not the widest."""
        named: list[object] = [self.name, self.kind.value, self.places, self.zone]
        return named if self.digits == DIGITS else [*named, self.digits]

    def checked(self, value: Cell) -> Cell:
        """The value as the column keeps it (decimals with exactly `places`).

        Raises TypeError on another type, a float above all, and ValueError when a decimal has more places.
        """
        if value is None:
            return None
        if type(value) is not _PYTHON.get(self.kind):
            raise TypeError(f"{self.name}: {self.kind} expected, not {value!r}")
        if isinstance(value, Decimal):
            to_scaled(value, self.places)
            return value.quantize(Decimal(1).scaleb(-self.places))
        if isinstance(value, datetime) and (value.tzinfo is None) is not (self.kind is Kind.WALL):
            raise TypeError(f"{self.name}: {self.kind} expected, not {value!r}")
        return value


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows. `split_by` names the column (a day) that starts a new part each time it changes."""

    columns: tuple[Column, ...]
    rows: Sequence[Row]
    split_by: str = ""

    def names(self) -> tuple[str, ...]:
        """Names of the columns, in order."""
        return tuple(column.name for column in self.columns)

    def checked_rows(self) -> list[Row]:
        """The rows as they will be kept. Raises TypeError or ValueError naming the column at fault."""
        width = len(self.columns)
        if any(len(row) != width for row in self.rows):
            raise ValueError(f"a row does not have {width} cells")
        return [tuple(c.checked(v) for c, v in zip(self.columns, row, strict=True)) for row in self.rows]


@dataclass(frozen=True, slots=True)
class ArrowTable:
    """Millions of rows, already typed: columns, Arrow rows in any order, and the day that divides them ("" none)."""

    columns: tuple[Column, ...]
    rows: "pyarrow.Table"
    split_by: str = ""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What was asked of which source, over which window [start, end), when it answered, and the answer."""

    client: str
    source: str
    extracted_at: datetime
    tables: Mapping[str, Table | ArrowTable]
    query: str = ""
    binds: Mapping[str, object] = field(default_factory=lambda: NOTHING)
    window: tuple[date | None, date | None] = (None, None)


def hash_of_rows(columns: Sequence[Column], rows: Iterable[Row]) -> str:
    """SHA-256 of the rows in canonical form and canonical order: the same data gives the same hash in any order."""
    lines = sorted(canonical_json([_canonical_cell(cell) for cell in row]) for row in rows)
    heading = canonical_json([column.heading() for column in columns])
    return sha256_text("\n".join([heading, *lines]))


def _canonical_cell(cell: Cell) -> Cell:
    if isinstance(cell, datetime) and cell.tzinfo is None:
        return cell.isoformat(timespec="microseconds")
    return cell
