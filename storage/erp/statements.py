"""The statements of one month's extraction: the same SQLAlchemy Core text for Oracle and for SQLite.

Three small aggregates, each over ONE table (joining vehicle rows to cost rows multiplies both sums: F-01), over
half-open windows of bound instants (F-03, F-32), days cut by TRUNC (F-65), no clock, no session format, no join.

A row of operation is **valid** when it has km >= 0 and litres absent or >= 0. A row is **repeated** when another
valid row has the same vehicle, the same instant as stored (clock included) and the same km: two trips of a vehicle
at different hours are both real, two rows alike in all three are one load done twice (F-53, KM-05). Rows without a
vehicle are never called repeated. Sums count valid rows; what repetition added comes as its own aggregate and is
taken off in Python, so that no row of a vehicle ever travels unless somebody looks at it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Select,
    Table,
    and_,
    case,
    distinct,
    func,
    literal_column,
    or_,
    select,
    type_coerce,
)

from storage.erp.columns import erp_number, midnight
from storage.erp.profile import Profile
from storage.erp.tables import ErpTables
from storage.erp.truncation import day_of, month_of

MAX_SECTORS = 1000
"""Oracle before 23ai refuses longer IN lists (ORA-01795)."""

LISTED_ROWS = 200
"""Rows of each kind of fault that are shown; their number is counted apart."""

FUTURE_DAYS = 1000
"""Days x sectors of future rows that are counted."""

_ZERO: ColumnElement[Any] = literal_column("0")
_ONE: ColumnElement[int] = literal_column("1")


@dataclass(frozen=True, slots=True)
class Window:
    """Half-open window of days [start, end)."""

    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Scope:
    """What a statement is about: whose names, which tables, which sectors (ERP codes)."""

    profile: Profile
    tables: ErpTables
    sectors: tuple[int, ...]

    def __post_init__(self) -> None:
        if not 1 <= len(self.sectors) <= MAX_SECTORS:
            raise ValueError(f"{len(self.sectors)} sectors: a statement takes 1 to {MAX_SECTORS}")


def operation_by_day(scope: Scope, window: Window) -> Select[Any]:
    """One row per day and sector with any active row.

    Columns dia, setor, km and litros (of valid rows), linhas (all), sem_km, km_negativo, litros_negativo (left out).
    """
    inner = _operation_by_instant(scope, window)
    c = inner.c
    dia = day_of(c.instante)
    return select(
        dia.label("dia"),
        c.setor.label("setor"),
        func.sum(c.km).label("km"),
        func.sum(c.litros).label("litros"),
        func.sum(c.linhas).label("linhas"),
        func.sum(c.sem_km).label("sem_km"),
        func.sum(c.km_negativo).label("km_negativo"),
        func.sum(c.litros_negativo).label("litros_negativo"),
    ).group_by(dia, c.setor)


def _operation_by_instant(scope: Scope, window: Window) -> FromClause:
    """Grouping by the stored instant first lets an index answer without sorting; dates carry few clocks a day."""
    o = scope.tables.operacao
    valid = _valid(o)
    return (
        select(
            o.c.data.label("instante"),
            o.c.setor.label("setor"),
            func.sum(case((valid, o.c.km))).label("km"),
            func.sum(case((valid, o.c.litros))).label("litros"),
            func.count().label("linhas"),
            _counted(o.c.km.is_(None)).label("sem_km"),
            _counted(o.c.km < _ZERO).label("km_negativo"),
            _counted(and_(o.c.km >= _ZERO, o.c.litros < _ZERO)).label("litros_negativo"),
        )
        .where(*_active(scope, o), *_within(o, window))
        .group_by(o.c.data, o.c.setor)
        .subquery("por_instante")
    )


def repeated_by_day(scope: Scope, window: Window) -> Select[Any]:
    """Columns dia, setor, km, litros, linhas: what repeated rows added, to be taken off the sums of the day."""
    inner = _repeated(scope, window).subquery("repetidas")
    c = inner.c
    dia = day_of(c.data)
    casas = scope.profile.casas
    return select(
        dia.label("dia"),
        c.setor.label("setor"),
        type_coerce(func.sum(c.km * (c.vezes - _ONE)), erp_number(casas.km)).label("km"),
        type_coerce(func.sum(c.soma_litros - c.maior_litros), erp_number(casas.litros)).label("litros"),
        func.sum(c.vezes - _ONE).label("linhas"),
    ).group_by(dia, c.setor)


def _repeated(scope: Scope, window: Window) -> Select[Any]:
    """Groups of rows alike; where they tell different litres the largest is the one kept."""
    o = scope.tables.operacao
    return (
        select(
            o.c.data,
            o.c.setor,
            o.c.veiculo,
            o.c.km,
            func.count().label("vezes"),
            func.sum(o.c.litros).label("soma_litros"),
            func.max(o.c.litros).label("maior_litros"),
        )
        .where(*_active(scope, o), *_within(o, window), _valid(o), o.c.veiculo.is_not(None))
        .group_by(o.c.data, o.c.setor, o.c.veiculo, o.c.km)
        .having(func.count() > _ONE)
    )


def future_by_day(scope: Scope, after: date) -> Select[Any]:
    """Columns dia, setor, linhas: active rows dated later than `after`, never summed."""
    o = scope.tables.operacao
    dia = day_of(o.c.data)
    return (
        select(dia.label("dia"), o.c.setor.label("setor"), func.count().label("linhas"))
        .where(*_active(scope, o), o.c.data >= midnight(after + timedelta(days=1)))
        .group_by(dia, o.c.setor)
        .order_by(dia, o.c.setor)
        .limit(FUTURE_DAYS)
    )


def costs_by_month(scope: Scope, window: Window) -> Select[Any]:
    """Columns mes, setor, tipo, valor, linhas, ultimo; credits count with their sign (F-09)."""
    k = scope.tables.custos
    mes = month_of(k.c.data)
    return (
        select(
            mes.label("mes"),
            k.c.setor.label("setor"),
            k.c.tipo.label("tipo"),
            func.sum(k.c.valor).label("valor"),
            func.count().label("linhas"),
            func.max(k.c.data).label("ultimo"),
        )
        .where(k.c.setor.in_(scope.sectors), k.c.tipo.in_(scope.profile.cost_types), *_within(k, window))
        .group_by(mes, k.c.setor, k.c.tipo)
    )


def vehicles_by_sector(scope: Scope) -> Select[Any]:
    """Columns setor, ativos (distinct vehicles), registros, operacionais, atualizado (F-33)."""
    v = scope.tables.veiculos
    running = case((v.c.situacao == scope.profile.operacional, v.c.veiculo))
    return (
        select(
            v.c.setor.label("setor"),
            func.count(distinct(v.c.veiculo)).label("ativos"),
            func.count().label("registros"),
            func.count(distinct(running)).label("operacionais"),
            func.max(v.c.atualizado).label("atualizado"),
        )
        .where(v.c.status == scope.profile.ativo, v.c.setor.in_(scope.sectors))
        .group_by(v.c.setor)
    )


def invalid_rows(scope: Scope, window: Window) -> Select[Any]:
    """First rows whose km is absent or negative, or whose litres are negative."""
    o = scope.tables.operacao
    wrong = or_(o.c.km.is_(None), o.c.km < _ZERO, o.c.litros < _ZERO)
    return _rows(o).where(*_active(scope, o), *_within(o, window), wrong).limit(LISTED_ROWS)


def repeated_rows(scope: Scope, window: Window) -> Select[Any]:
    """First groups of rows alike, with how many times each is there."""
    o = scope.tables.operacao
    listed = select(
        o.c.data, o.c.setor, o.c.veiculo, o.c.km, func.max(o.c.litros).label("litros"), func.count().label("vezes")
    )
    return (
        listed.where(*_active(scope, o), *_within(o, window), _valid(o), o.c.veiculo.is_not(None))
        .group_by(o.c.data, o.c.setor, o.c.veiculo, o.c.km)
        .having(func.count() > _ONE)
        .order_by(o.c.data, o.c.setor, o.c.veiculo, o.c.km)
        .limit(LISTED_ROWS)
    )


def future_rows(scope: Scope, after: date) -> Select[Any]:
    """First rows dated later than `after`."""
    o = scope.tables.operacao
    late = o.c.data >= midnight(after + timedelta(days=1))
    return _rows(o).where(*_active(scope, o), late).limit(LISTED_ROWS)


def repeated_costs(scope: Scope, window: Window) -> Select[Any]:
    """First postings alike in day, sector, type, value and document: shown, and still summed.

    One invoice with two equal lines is ordinary, so only a person can say which it is.
    """
    k = scope.tables.custos
    key = (k.c.data, k.c.setor, k.c.tipo, k.c.valor, k.c.documento)
    return (
        select(*key, func.count().label("vezes"))
        .where(k.c.setor.in_(scope.sectors), k.c.tipo.in_(scope.profile.cost_types), *_within(k, window))
        .where(k.c.documento.is_not(None))
        .group_by(*key)
        .having(func.count() > _ONE)
        .order_by(*key)
        .limit(LISTED_ROWS)
    )


def rows_of_day(scope: Scope, day: date, limit: int) -> Select[Any]:
    """The ERP's own rows behind one day of the scope's sectors, for whoever opens the number (F-49)."""
    o = scope.tables.operacao
    return _rows(o).where(*_active(scope, o), *_within(o, Window(day, day + timedelta(days=1)))).limit(limit)


def _rows(o: Table) -> Select[Any]:
    c = o.c
    return select(c.data, c.setor, c.veiculo, c.km, c.litros).order_by(c.data, c.setor, c.veiculo, c.km)


def _active(scope: Scope, o: Table) -> Sequence[ColumnElement[bool]]:
    return (o.c.status == scope.profile.ativo, o.c.setor.in_(scope.sectors))


def _within(table: Table, window: Window) -> Sequence[ColumnElement[bool]]:
    return (table.c.data >= midnight(window.start), table.c.data < midnight(window.end))


def _counted(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, _ONE), else_=_ZERO))


def _valid(o: Table) -> ColumnElement[bool]:
    """Litres absent are allowed: many ERPs fuel a vehicle once for several trips."""
    no_negative_litres: ColumnElement[bool] = or_(o.c.litros.is_(None), o.c.litros >= _ZERO)
    return and_(o.c.km >= _ZERO, no_negative_litres)
