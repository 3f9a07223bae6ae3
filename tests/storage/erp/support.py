"""A tiny ERP to fill by hand, a real clock, and a reading run to its end."""

import sqlite3
import time
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

from engines.calendar import Month
from storage.clock import Clock
from storage.erp.columns import wall_text
from storage.erp.extract import ErpExtract
from storage.erp.lane import Cancel, Deadline
from storage.erp.profile import default_profile
from storage.erp.source import ErpSource, read_month
from storage.erp.sqlite_source import SqliteSource
from storage.sample.erp_file import INDEXES, SCHEMA

AUGUST = Month(2025, 8)
REFERENCE = date(2025, 8, 2)
SECTORS = (240, 31, 124, 239)

CLOCK = Clock(wall=lambda: datetime(2025, 8, 2, 12, 0, tzinfo=UTC), monotonic=time.monotonic)

Trip = tuple[str, int, str | None, str | None, str | None, str]
"""Instant, sector, vehicle, km, litres, status."""


def hundredths(text: str | None) -> int | None:
    """Units of the sample ERP's integers for a decimal text."""
    if text is None:
        return None
    whole, _, part = text.partition(".")
    sign = -1 if whole.startswith("-") else 1
    return sign * (abs(int(whole)) * 100 + int((part + "00")[:2]))


class TinyErp:
    """A SQLite ERP with the three tables, filled row by row."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with closing(sqlite3.connect(path)) as connection:
            connection.executescript("PRAGMA synchronous = OFF;" + SCHEMA + INDEXES)

    def trips(self, rows: Iterable[tuple[str, int, str | None, str | None, str | None] | Trip]) -> None:
        """Rows of operation: instant, sector, vehicle, km, litres and, unless ATIVO, status."""
        wanted = [
            (
                _instant(row[0]),
                row[1],
                row[2],
                hundredths(row[3]),
                hundredths(row[4]),
                row[5] if len(row) > 5 else "ATIVO",
            )
            for row in rows
        ]
        self._insert("INSERT INTO operacao_frota VALUES (?, ?, ?, ?, ?, ?)", wanted)

    def costs(self, rows: Iterable[tuple[str, int, str, str, str | None]]) -> None:
        """Postings: instant, sector, type, value, document."""
        wanted = [(_instant(when), sector, kind, hundredths(value), doc) for when, sector, kind, value, doc in rows]
        self._insert("INSERT INTO custos_operacionais VALUES (?, ?, ?, ?, ?)", wanted)

    def vehicles(self, rows: Iterable[tuple[str, int, str, str, str]]) -> None:
        """Register: vehicle, sector, status of the vehicle, status of the record, instant of update."""
        wanted = [
            (code, sector, "modelo", status, record, _instant(when)) for code, sector, status, record, when in rows
        ]
        self._insert("INSERT INTO cadastro_veiculos VALUES (?, ?, ?, ?, ?, ?)", wanted)

    def read(self, vigencia: Month = AUGUST, reference: date = REFERENCE) -> ErpExtract:
        """The whole extract."""
        return read_all(SqliteSource(self.path, default_profile()), vigencia, reference)

    def _insert(self, statement: str, rows: list[tuple[object, ...]]) -> None:
        with closing(sqlite3.connect(self.path)) as connection, connection:
            connection.execute("PRAGMA synchronous = OFF")
            connection.executemany(statement, rows)


def _instant(text: str) -> str:
    return wall_text(datetime.fromisoformat(text))


def read_all(
    source: ErpSource,
    vigencia: Month = AUGUST,
    reference: date = REFERENCE,
    sectors: tuple[int, ...] = SECTORS,
    seconds: float = 30.0,
) -> ErpExtract:
    """What the reading returns, its progress left aside."""
    reading = read_month(source, vigencia, sectors, reference, Deadline.after(CLOCK, seconds), Cancel())
    while True:
        try:
            next(reading)
        except StopIteration as end:
            extract: ErpExtract = end.value
            return extract
