"""Operation rows that must not be summed: repeated, negative, inactive; excluded and listed (F-53).

Repeated means the same vehicle, day and km: two trips of one vehicle with different km are both summed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from engines.finding import Finding, Severity
from engines.goals.month import SectorDay
from engines.money import ZERO, calculation_context

ACTIVE = "ATIVO"
RowKey = tuple[date, str, str, Decimal]


@dataclass(frozen=True, slots=True)
class OperationRow:
    """One row of the ERP's operation table, as read; `vehicle` "" when the source already sums vehicles."""

    day: date
    sector: str
    km: Decimal
    vehicle: str = ""
    litres: Decimal = ZERO
    status: str = ACTIVE


def clean(rows: Iterable[OperationRow]) -> tuple[tuple[SectorDay, ...], tuple[Finding, ...]]:
    """Days summed per sector over the valid rows, and a finding for each row left out."""
    seen: set[RowKey] = set()
    totals: dict[tuple[date, str], tuple[Decimal, Decimal]] = {}
    found: list[Finding] = []
    context = calculation_context()
    for row in rows:
        if row.status != ACTIVE:
            continue
        fault = _fault(row, seen)
        if fault:
            found.append(_finding(row, fault))
            continue
        seen.add(_key(row))
        km, litres = totals.get((row.day, row.sector), (ZERO, ZERO))
        totals[row.day, row.sector] = (context.add(km, row.km), context.add(litres, row.litres))
    days = tuple(SectorDay(day, sector, km, litres) for (day, sector), (km, litres) in sorted(totals.items()))
    return days, tuple(found)


def _key(row: OperationRow) -> RowKey:
    return row.day, row.sector, row.vehicle, row.km


def _fault(row: OperationRow, seen: set[RowKey]) -> str:
    if row.km < 0:
        return "NEGATIVE_KM"
    repeated = row.vehicle and _key(row) in seen
    return "DUPLICATE_ROW" if repeated else ""


def _finding(row: OperationRow, detail: str) -> Finding:
    where = {"data": row.day.isoformat(), "setor": row.sector, "veiculo": row.vehicle}
    return Finding("ORG_003", Severity.WARNING, detail, where, {"dia": row.day, "km": row.km, "veiculo": row.vehicle})
