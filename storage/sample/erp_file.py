"""The sample company's ERP as a SQLite file: same tables as an Oracle ERP of the standard profile."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from storage.erp.columns import midnight, wall_text
from storage.sample.company import SECTORS, SEED, SampleSector, Size
from storage.sample.costs import Posting, sector_costs
from storage.sample.fleet import Vehicle, sector_fleet
from storage.sample.operation import VehicleDay, sector_operation

SCHEMA = """
CREATE TABLE operacao_frota (
    data_operacao TEXT NOT NULL,            -- wall time: the day, or 'YYYY-MM-DD HH:MM:SS'
    codigo_setor INTEGER NOT NULL,
    codigo_veiculo TEXT,
    km_rodada INTEGER,                      -- hundredths of a kilometre
    litros_combustivel INTEGER,             -- hundredths of a litre
    status_registro TEXT NOT NULL
);
CREATE TABLE custos_operacionais (
    data_custo TEXT NOT NULL,
    codigo_setor INTEGER NOT NULL,
    tipo_custo TEXT NOT NULL,
    valor_custo INTEGER,                    -- cents of a real
    documento TEXT
);
CREATE TABLE cadastro_veiculos (
    codigo_veiculo TEXT NOT NULL,
    codigo_setor INTEGER NOT NULL,
    modelo TEXT,
    status_veiculo TEXT,
    status_registro TEXT,
    data_ultima_atualizacao TEXT
);
"""

INDEXES = """
CREATE INDEX operacao_por_dia ON operacao_frota
    (status_registro, data_operacao, codigo_setor, codigo_veiculo, km_rodada, litros_combustivel);
CREATE INDEX custos_por_dia ON custos_operacionais (data_custo, codigo_setor, tipo_custo, valor_custo);
CREATE INDEX veiculos_por_setor ON cadastro_veiculos (codigo_setor, status_registro);
"""
"""The first covers both extracts of operation and keeps them in index order: no sort over vehicle rows."""

PAGE_BYTES = 32 * 1024


@dataclass(frozen=True, slots=True)
class SampleBase:
    """Everything one base put into the ERP."""

    sector: SampleSector
    operation: tuple[VehicleDay, ...]
    costs: tuple[Posting, ...]
    fleet: tuple[Vehicle, ...]


def build_bases(size: Size = Size.DEMO, seed: int = SEED) -> tuple[SampleBase, ...]:
    """The four bases; the same size and seed give the same rows everywhere."""
    return tuple(_base(sector, size, seed) for sector in SECTORS)


def _base(sector: SampleSector, size: Size, seed: int) -> SampleBase:
    operation = sector_operation(sector, size, seed)
    return SampleBase(sector, operation, sector_costs(sector, size, seed, operation), sector_fleet(sector, size))


def write_sample_erp(path: Path, bases: Sequence[SampleBase] | None = None) -> Path:
    """Creates the sample ERP at `path` and returns it; the demo's bases unless others are given.

    Raises FileExistsError rather than writing over a file.
    """
    with path.open("xb"):
        pass
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA page_size = {PAGE_BYTES}")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        for statement in SCHEMA.strip().split(";\n"):
            connection.execute(statement)
        for base in build_bases() if bases is None else bases:
            _write_base(connection, base)
        for statement in INDEXES.strip().split(";\n"):
            connection.execute(statement)
        connection.execute("COMMIT")
        connection.execute("ANALYZE")
    return path


def _write_base(connection: sqlite3.Connection, base: SampleBase) -> None:
    sector = base.sector
    operation, costs, fleet = base.operation, base.costs, base.fleet
    connection.executemany("INSERT INTO operacao_frota VALUES (?, ?, ?, ?, ?, ?)", _operation_rows(sector, operation))
    connection.executemany("INSERT INTO custos_operacionais VALUES (?, ?, ?, ?, ?)", _cost_rows(sector, costs))
    connection.executemany("INSERT INTO cadastro_veiculos VALUES (?, ?, ?, ?, ?, ?)", _fleet_rows(sector, fleet))


def _operation_rows(sector: SampleSector, rows: tuple[VehicleDay, ...]) -> Iterator[tuple[object, ...]]:
    for row in rows:
        yield day_text(row.day), sector.erp_id, row.vehicle, row.km, row.litres, "ATIVO"


def _cost_rows(sector: SampleSector, rows: tuple[Posting, ...]) -> Iterator[tuple[object, ...]]:
    for row in rows:
        yield day_text(row.day), sector.erp_id, row.kind, row.cents, row.document


def _fleet_rows(sector: SampleSector, rows: tuple[Vehicle, ...]) -> Iterator[tuple[object, ...]]:
    for row in rows:
        yield row.code, sector.erp_id, row.model, row.status, row.record, wall_text(row.updated)


def day_text(day: date) -> str:
    """Text the sample ERP stores for a day."""
    return wall_text(midnight(day))
