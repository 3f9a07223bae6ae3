"""A folder of tables recalculated as `subsidio auditar` does, equal to the referee in every stage, row and cell."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from tests.engines.subsidy.referee import Case, differences
from viewmodels.jobs import drive
from viewmodels.operations.subsidios.folder_audit import FolderAudit, audit_folder

CASES = Path(__file__).parents[2] / "subsidy_cases"
EACH_REGIME_AND_CODE = (
    "simples-v2-2023-05-16",
    "simples-v4-2024-01-18",
    "simples-v5-2024-03-12",
    "v9-2024-08-20",
    "simples-codigo-2024-10-06-nov24",
    "simples-v12-2024-12-10",
    "v14-2025-01-10",
    "v15-2025-04-10",
    "simples-codigo-2025-08-05-ago25",
    "simples-codigo-2025-09-10-out25",
    "simples-codigo-2025-10-20-dez25",
    "simples-codigo-2025-11-20-nov25",
    "v20-2025-08-25-3dias",
    "simples-v22-2026-03-11",
    "simples-v23-2026-04-21",
    "veiculo-dia-2025-2026",
)


def audited(case: Case, out: Path) -> FolderAudit:
    return drive(audit_folder(case.folder, out, case.known.on))


@pytest.mark.parametrize("name", EACH_REGIME_AND_CODE)
def test_every_stage_is_the_referees(name: str, tmp_path: Path) -> None:
    case = Case(CASES / name)
    audit = audited(case, tmp_path)
    assert list(audit.days) == case.days
    wrong: list[str] = []
    with duckdb.connect() as connection:
        for table, expected in case.expected().items():
            connection.execute(f"CREATE TABLE {table} AS SELECT * FROM '{tmp_path / table}.parquet'")
            wrong += differences(connection, case, table)
            ours, theirs = (columns_of(connection, each) for each in (table, f"'{expected}'"))
            wrong += [f"{table}: columns {sorted(ours ^ theirs)}"] if ours != theirs else []
    assert wrong == []


def columns_of(connection: duckdb.DuckDBPyConnection, table: str) -> set[str]:
    return {row[0] for row in connection.execute(f"DESCRIBE SELECT * FROM {table}").fetchall()}


def test_the_same_day_under_two_codes_is_two_amounts(tmp_path: Path) -> None:
    now, then = (Case(CASES / f"simples-codigo-2025-11-20-{code}") for code in ("head", "nov25"))
    assert audited(now, tmp_path / "a").total == Decimal("-5580.594840000")
    assert audited(then, tmp_path / "b").total == Decimal("-4315.708560000")


def test_only_the_days_asked_for_are_settled(tmp_path: Path) -> None:
    case = Case(CASES / "v20-2025-08-25-3dias")
    day = date(2025, 8, 25)
    audit = drive(audit_folder(case.folder, tmp_path, case.known.on, day, day))
    with duckdb.connect() as connection:
        days = connection.execute(f"SELECT DISTINCT data FROM '{tmp_path}/viagens_remuneradas.parquet'").fetchall()
    assert (audit.days, days) == ((day,), [(day,)])


def test_without_transactions_nothing_is_said_about_payment(tmp_path: Path) -> None:
    case, folder = Case(CASES / "simples-v12-2024-12-10"), tmp_path / "pasta"
    folder.mkdir()
    for name, path in case.inputs().items():
        if not name.startswith("transacao"):
            (folder / path.name).write_bytes(path.read_bytes())
    audit = drive(audit_folder(folder, tmp_path / "saida", case.known.on))
    assert [stage.name for stage in audit.stages] == ["aux_veiculo_dia_consolidada"]
    assert audit.total is None


@pytest.mark.parametrize("table", ["valor_km_tipo_viagem", "valor_tipo_penalidade"])
def test_a_day_nobody_published_a_price_for_has_no_amount_and_never_a_zero(table: str, tmp_path: Path) -> None:
    case, folder = Case(CASES / "simples-v20-2025-08-27"), tmp_path / "pasta"
    folder.mkdir()
    for path in case.inputs().values():
        (folder / path.name).write_bytes(path.read_bytes())
    with duckdb.connect() as connection:
        other_year = f"SELECT * FROM '{folder}/{table}.parquet' WHERE data_fim < DATE '2025-01-01'"
        connection.execute(f"COPY ({other_year}) TO '{tmp_path}/outro.parquet'")
        (tmp_path / "outro.parquet").replace(folder / f"{table}.parquet")
        audit = drive(audit_folder(folder, tmp_path / "saida", case.known.on))
        payment = tmp_path / "saida" / "sumario_faixa_servico_dia_pagamento.parquet"
        asked = f"SELECT COUNT(*) > 0, COUNT(valor_a_pagar), COUNT(pof) > 0 FROM '{payment}'"
        told = connection.execute(asked).fetchone()
    assert (audit.total, told) == (None, (True, 0, True))


def test_tables_at_fault_are_listed_and_nothing_is_written(tmp_path: Path) -> None:
    case, folder = Case(CASES / "simples-v12-2024-12-10"), tmp_path / "pasta"
    folder.mkdir()
    for path in case.inputs().values():
        (folder / path.name).write_bytes(path.read_bytes())
    with duckdb.connect() as connection:
        doubled = f"SELECT * FROM '{folder}/viagem_completa.parquet'"
        connection.execute(f"COPY ({doubled} UNION ALL ({doubled} LIMIT 3)) TO '{tmp_path}/dobrada.parquet'")
    (tmp_path / "dobrada.parquet").replace(folder / "viagem_completa.parquet")
    audit = drive(audit_folder(folder, tmp_path / "saida", case.known.on))
    assert audit.fault_count == 3
    assert not (tmp_path / "saida").exists()
