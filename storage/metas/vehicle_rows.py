"""How many vehicle rows each day of a sector was summed from, as a snapshot of the ERP keeps it."""

from collections.abc import Mapping
from datetime import date

from storage.metas.erp_snapshot import DAYS
from storage.snapshots import load
from storage.store import Connection


def vehicle_rows(connection: Connection, snapshot: str) -> Mapping[tuple[date, str], int]:
    """Rows behind each (day, sector) of a reading."""
    rows = load(connection, snapshot)[DAYS].rows
    return {(day, str(sector)): int(count) for day, sector, _, _, count, *_ in rows}  # type: ignore[misc, arg-type]
