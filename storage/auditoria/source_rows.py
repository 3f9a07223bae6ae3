"""What an import holds, told by its snapshot without decoding it: rows of each table and the days they fall on."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from storage.store.tables import snapshot_part, snapshot_table


@dataclass(frozen=True, slots=True)
class HeldTable:
    """One table of an import: its rows, and the days that have any (none for a table kept whole)."""

    name: str
    rows: int
    days: tuple[date, ...]


def held_tables(connection: Connection, snapshot: str) -> tuple[HeldTable, ...]:
    """The tables of a snapshot, by name."""
    days = _days(connection, snapshot)
    kept = snapshot_table.c
    chosen = select(kept.name, kept.row_count).where(kept.snapshot == snapshot).order_by(kept.name)
    return tuple(HeldTable(name, rows, days.get(name, ())) for name, rows in connection.execute(chosen))


def _days(connection: Connection, snapshot: str) -> Mapping[str, tuple[date, ...]]:
    part = snapshot_part.c
    chosen = select(part.table_name, part.split_value).where(part.snapshot == snapshot, part.row_count > 0)
    found: dict[str, set[date]] = {}
    for name, value in connection.execute(chosen.distinct()):
        found.setdefault(name, set()).update(_read(value))
    return {name: tuple(sorted(days)) for name, days in found.items()}


def _read(value: str) -> Iterator[date]:
    """The day a part holds; a part of a table that is not kept by day holds none."""
    with suppress(ValueError):
        yield date.fromisoformat(value)
