"""The sample company: the same on every machine, and August 2025 as the seed's example tells it."""

import hashlib
import sqlite3
import time
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from engines.calendar import DayType, count_by_type, day_type
from storage.erp.extract import ErpExtract
from storage.erp.profile import default_profile
from storage.erp.sqlite_source import SqliteSource
from storage.sample.company import (
    CALENDAR,
    CLASSIFICATIONS,
    COST_WINDOW,
    KM_WINDOW,
    MONTHS,
    REFERENCE,
    SECTORS,
    SEED,
    VIGENCIA,
    Size,
)
from storage.sample.erp_file import SampleBase, build_bases, write_sample_erp
from storage.sample.fleet import sector_fleet
from storage.sample.operation import forecast_km, sector_operation
from tests.storage.erp.support import read_all

ROWS_DIGEST = "d8821a7977cc7258d31e4646a00d0faa56b748a30f09c035ab5be552dfe9f4e8"


@pytest.fixture(scope="module")
def bases() -> tuple[SampleBase, ...]:
    return build_bases()


@pytest.fixture(scope="module")
def path(bases: tuple[SampleBase, ...], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_sample_erp(tmp_path_factory.mktemp("amostra") / "erp.db", bases)


@pytest.fixture(scope="module")
def extract(path: Path) -> ErpExtract:
    return read_all(SqliteSource(path, default_profile()), VIGENCIA, REFERENCE)


def digest(path: Path) -> str:
    """SHA-256 of every row of the three tables, in order."""
    total = hashlib.sha256()
    with closing(sqlite3.connect(path)) as connection:
        for table in ("operacao_frota", "custos_operacionais", "cadastro_veiculos"):
            for row in connection.execute(f"SELECT * FROM {table} ORDER BY rowid"):
                total.update(repr(row).encode())
    return total.hexdigest()


def test_the_same_seed_gives_the_same_rows_on_every_machine(path: Path) -> None:
    assert digest(path) == ROWS_DIGEST


def test_another_seed_gives_other_rows(path: Path, tmp_path: Path) -> None:
    other = write_sample_erp(tmp_path / "outro.db", build_bases(seed=7))
    assert digest(other) != digest(path)


def test_an_existing_file_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "meu.db"
    path.write_text("meu")
    with pytest.raises(FileExistsError):
        write_sample_erp(path)
    assert path.read_text() == "meu"


def test_sixteen_whole_months_of_every_sector(extract: ErpExtract) -> None:
    wanted = {(day, sector.erp_id) for month in MONTHS for day in month.days() for sector in SECTORS}
    assert {(row.dia, row.setor) for row in extract.days} == wanted
    assert (str(MONTHS[0]), str(MONTHS[-1])) == ("2024-04", "2025-07")
    assert all(row.km is not None and row.km > 0 and row.litros is not None for row in extract.days)


def test_the_sample_is_clean(extract: ErpExtract) -> None:
    assert extract.offending_days == () and extract.offending == ()


def test_the_fleet_has_137_active_vehicles(extract: ErpExtract) -> None:
    assert {row.setor: row.ativos for row in extract.fleet} == {240: 38, 31: 29, 124: 46, 239: 24}
    assert all(0 < row.operacionais <= row.ativos == row.registros for row in extract.fleet)
    assert {str(row.atualizado) for row in extract.fleet} == {"2025-07-28 08:30:00"}


def forecast(extract: ErpExtract, sector: int) -> Decimal:
    """Km of August by the rules: mean of each day type over the three months times its days."""
    total = Decimal(0)
    for kind, days in CALENDAR.items():
        typed = {date(2025, 5, 1): DayType.DOMINGO_FERIADO, date(2025, 6, 19): DayType.SABADO}
        km = [
            row.km
            for row in extract.days
            if row.setor == sector and row.km is not None and row.dia >= KM_WINDOW[0].first
            and day_type(row.dia, typed) is kind
        ]  # fmt: skip
        total += sum(km, Decimal(0)) / len(km) * days
    return total


def km_per_litre(extract: ErpExtract, sector: int) -> Decimal:
    window = [row for row in extract.days if row.setor == sector and row.dia >= KM_WINDOW[0].first]
    return sum((row.km for row in window if row.km), Decimal(0)) / sum(
        (r.litros for r in window if r.litros), Decimal(0)
    )


def test_august_2025_has_21_5_and_5_days() -> None:
    assert count_by_type(VIGENCIA.days(), CLASSIFICATIONS) == dict(CALENDAR)


def test_sao_sebastiao_is_the_seed_s_example(extract: ErpExtract) -> None:
    km, per_litre = forecast(extract, 239), km_per_litre(extract, 239)
    goal = km / per_litre * (1 - Decimal("0.015"))
    for value, wanted in ((km, 125_000), (per_litre, Decimal("3.04")), (goal, 40_501)):
        assert abs(value / wanted - 1) < Decimal("0.0001")


@pytest.mark.parametrize("sector", SECTORS, ids=lambda sector: sector.nome)
def test_every_sector_meets_its_forecast_its_consumption_and_its_costs(extract: ErpExtract, sector) -> None:  # type: ignore[no-untyped-def]
    assert abs(forecast(extract, sector.erp_id) / sector.km_forecast - 1) < Decimal("0.0001")
    assert abs(km_per_litre(extract, sector.erp_id) / sector.km_per_litre - 1) < Decimal("0.0001")
    km = sum(
        (r.km for r in extract.days if r.setor == sector.erp_id and r.km and r.dia >= COST_WINDOW[0].first), Decimal(0)
    )
    for criterion, wanted, low, high in (
        ("PNEUS", sector.tyres_per_km, "0.1", "2.0"),
        ("PECAS", sector.parts_per_km, "0.5", "5.0"),
    ):
        costs = [c for c in extract.costs if c.setor == sector.erp_id and c.criterio == criterion]
        per_km = sum((c.valor for c in costs if c.mes in COST_WINDOW), Decimal(0)) / km
        assert Decimal(low) <= per_km <= Decimal(high)
        assert abs(per_km - wanted) < Decimal("0.00001")


def test_tyres_are_bought_in_lumps_and_parts_every_working_day(bases: tuple[SampleBase, ...]) -> None:
    gama = bases[0]
    tyres = [posting for posting in gama.costs if posting.kind == "PNEUS"]
    parts = [posting for posting in gama.costs if posting.kind == "PECAS"]
    assert 2 <= len(tyres) / len(MONTHS) <= 4 and min(posting.cents for posting in tyres) > 1_000_000
    assert len(parts) == 3 * len({posting.day for posting in parts})
    assert len({posting.document for posting in gama.costs}) == len(gama.costs)


def test_the_real_size_has_five_times_the_fleet_and_the_km() -> None:
    smallest = SECTORS[3]
    operation = sector_operation(smallest, Size.REAL, SEED)
    active = [vehicle for vehicle in sector_fleet(smallest, Size.REAL) if vehicle.record == "ATIVO"]
    assert len(active) == 120 and len({row.vehicle for row in operation}) == 120
    assert abs(forecast_km(operation) / 625_000 - 1) < Decimal("0.0001")


def test_the_demo_is_written_in_moments(tmp_path: Path) -> None:
    began = time.process_time()
    write_sample_erp(tmp_path / "erp.db")
    assert time.process_time() - began < 6
