"""From staged result rows to the extract: repetition taken off, sectors without vehicles kept, order fixed."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from engines.calendar import Month
from engines.money import ZERO, round_half_away
from storage.erp.extract import (
    CostRow,
    DayRow,
    ErpExtract,
    ErpIdentity,
    FleetRow,
    OffenceKind,
    OffendingDay,
    OffendingRow,
    QueryRecord,
)
from storage.erp.statements import Scope, Window

INVALID_COUNTS = {
    OffenceKind.MISSING_KM: "sem_km",
    OffenceKind.NEGATIVE_KM: "km_negativo",
    OffenceKind.NEGATIVE_LITRES: "litros_negativo",
}
"""Columns of the operation statement that count rows left out, by kind."""


class Staging:
    """Rows of one reading on their way: everything is here, or nothing leaves."""

    def __init__(self) -> None:
        self._rows: dict[str, Sequence[Any]] = {}
        self._queries: list[QueryRecord] = []

    def add(self, query: QueryRecord, rows: Sequence[Any]) -> None:
        """Puts a statement's rows aside. Raises ValueError when its name is already there."""
        if query.name in self._rows:
            raise ValueError(f"{query.name} staged twice")
        self._rows[query.name] = rows
        self._queries.append(query)

    def rows(self, name: str) -> Sequence[Any]:
        """Rows of a statement; none when it was not asked."""
        return self._rows.get(name, ())

    @property
    def queries(self) -> tuple[QueryRecord, ...]:
        """Every statement, in the order sent."""
        return tuple(self._queries)


def assemble(
    staging: Staging,
    scope: Scope,
    vigencia: Month,
    reference: date,
    window: Window,
    identity: ErpIdentity,
    extracted_at: datetime,
) -> ErpExtract:
    """The extract of a finished reading."""
    return ErpExtract(
        vigencia=vigencia,
        reference=reference,
        sectors=scope.sectors,
        window=window,
        days=_days(staging, scope),
        costs=_costs(staging, scope),
        fleet=_fleet(staging, scope),
        offending_days=_offending_days(staging),
        offending=_offending(staging),
        queries=staging.queries,
        identity=identity,
        profile=scope.profile.nome,
        extracted_at=extracted_at,
    )


def _days(staging: Staging, scope: Scope) -> tuple[DayRow, ...]:
    casas = scope.profile.casas
    repeated = {(row.dia, row.setor): row for row in staging.rows("repetidas")}
    found = []
    for row in staging.rows("operacao"):
        extra = repeated.get((row.dia, row.setor))
        times = int(extra.linhas) if extra else 0
        km = _net(row.km, extra.km if extra else None, casas.km)
        litres = _net(row.litros, extra.litros if extra else None, casas.litros)
        invalid = sum(int(getattr(row, column)) for column in INVALID_COUNTS.values())
        valid = int(row.linhas) - invalid - times
        found.append(DayRow(row.dia.date(), int(row.setor), km, litres, valid, invalid, times))
    return tuple(sorted(found, key=lambda day: (day.dia, day.setor)))


def _net(total: Decimal | None, excess: Decimal | None, places: int) -> Decimal | None:
    return None if total is None else round_half_away(total - (excess or ZERO), places)


def _costs(staging: Staging, scope: Scope) -> tuple[CostRow, ...]:
    profile = scope.profile
    found = [
        CostRow(
            mes=Month.of(row.mes.date()),
            setor=int(row.setor),
            tipo=row.tipo,
            criterio=profile.criterion_of(row.tipo),
            valor=round_half_away(row.valor, profile.casas.valor),
            linhas=int(row.linhas),
            ultimo=row.ultimo.date(),
        )
        for row in staging.rows("custos")
        if row.valor is not None
    ]
    return tuple(sorted(found, key=lambda cost: (cost.mes, cost.setor, cost.tipo)))


def _fleet(staging: Staging, scope: Scope) -> tuple[FleetRow, ...]:
    """Every sector asked for has its row: without vehicles it says zero (it vanished in the seed's query)."""
    found: Mapping[int, Any] = {int(row.setor): row for row in staging.rows("veiculos")}
    rows = []
    for sector in scope.sectors:
        row = found.get(sector)
        if row is None:
            rows.append(FleetRow(sector, 0, 0, 0, None))
        else:
            counts = int(row.ativos), int(row.registros), int(row.operacionais)
            rows.append(FleetRow(sector, *counts, row.atualizado))
    return tuple(rows)


def _offending_days(staging: Staging) -> tuple[OffendingDay, ...]:
    operation = staging.rows("operacao")
    found = [
        *(day for kind, column in INVALID_COUNTS.items() for day in _day_counts(kind, operation, column)),
        *_day_counts(OffenceKind.DUPLICATE_ROW, staging.rows("repetidas"), "linhas"),
        *_day_counts(OffenceKind.FUTURE_ROW, staging.rows("futuras"), "linhas"),
    ]
    return tuple(sorted(found, key=lambda day: (day.kind, day.dia, day.setor)))


def _day_counts(kind: OffenceKind, rows: Iterable[Any], column: str) -> list[OffendingDay]:
    counted = ((row, int(getattr(row, column))) for row in rows)
    return [OffendingDay(kind, row.dia.date(), int(row.setor), count) for row, count in counted if count]


def _offending(staging: Staging) -> tuple[OffendingRow, ...]:
    return (
        *(_of_operation(_invalid_kind(row), row) for row in staging.rows("linhas_invalidas")),
        *(_of_operation(OffenceKind.DUPLICATE_ROW, row, int(row[5])) for row in staging.rows("linhas_repetidas")),
        *(_of_operation(OffenceKind.FUTURE_ROW, row) for row in staging.rows("linhas_futuras")),
        *(_of_cost(row) for row in staging.rows("custos_repetidos")),
    )


def _invalid_kind(row: Any) -> OffenceKind:
    if row[3] is None:
        return OffenceKind.MISSING_KM
    return OffenceKind.NEGATIVE_KM if row[3] < 0 else OffenceKind.NEGATIVE_LITRES


def _of_operation(kind: OffenceKind, row: Any, times: int = 1) -> OffendingRow:
    return OffendingRow(kind, row[0], int(row[1]), row[2], row[3], row[4], times)


def _of_cost(row: Any) -> OffendingRow:
    instant, sector, kind, value, document, times = row
    return OffendingRow(
        OffenceKind.REPEATED_COST, instant, int(sector), vezes=int(times), tipo=kind, valor=value, documento=document
    )
