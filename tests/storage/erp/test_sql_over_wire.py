"""L4: the statements really execute, with Oracle's types, through the real driver; and say what SQLite says (L1)."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import oracledb
import pytest

from storage.erp.doctor import diagnose
from storage.erp.extract import OffenceKind
from storage.erp.lane import Cancel, Deadline
from storage.erp.oracle_source import Limits, OracleAddress, OracleSource
from storage.erp.profile import default_profile
from storage.erp.sqlite_source import SqliteSource
from storage.sample.erp_file import write_sample_erp
from tests.storage.erp.oracle_pg import PASSWORD, USER, oracle_over_postgres
from tests.storage.erp.support import CLOCK, TinyErp, read_all

TABLES = {
    "operacao_frota": "data_operacao DATE NOT NULL, codigo_setor NUMBER(6) NOT NULL, codigo_veiculo VARCHAR2(20), "
    "km_rodada NUMBER(12,2), litros_combustivel NUMBER(12,2), status_registro VARCHAR2(10) NOT NULL",
    "custos_operacionais": "data_custo DATE NOT NULL, codigo_setor NUMBER(6) NOT NULL, "
    "tipo_custo VARCHAR2(20) NOT NULL, valor_custo NUMBER(14,2), documento VARCHAR2(40)",
    "cadastro_veiculos": "codigo_veiculo VARCHAR2(20) NOT NULL, codigo_setor NUMBER(6) NOT NULL, "
    "modelo VARCHAR2(60), status_veiculo VARCHAR2(20), status_registro VARCHAR2(10), data_ultima_atualizacao DATE",
}
HUNDREDTHS = {"km_rodada", "litros_combustivel", "valor_custo"}
ONE_SECTOR = "SELECT * FROM {} WHERE codigo_setor = 239"
SINCE = "2025-05-01"


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """A server with the three tables."""
    with oracle_over_postgres() as port:
        with _owner(port) as session:
            for name, columns in TABLES.items():
                session.cursor().execute(f"CREATE TABLE {name} ({columns})")
        yield port


@pytest.fixture
def emptied(port: int) -> Iterator[oracledb.Connection]:
    """A session of the ERP's owner, the tables empty."""
    with _owner(port) as session:
        for name in TABLES:
            session.cursor().execute(f"DELETE FROM {name}")
        session.commit()
        yield session


def _owner(port: int) -> oracledb.Connection:
    return oracledb.connect(user=USER, password=PASSWORD, host="127.0.0.1", port=port, service_name="ERP")


def fill(session: oracledb.Connection, erp: Path, query: str = "SELECT * FROM {}") -> None:
    """The rows of a SQLite ERP in Oracle's types."""
    with closing(sqlite3.connect(erp)) as source:
        for name in TABLES:
            rows = source.execute(query.format(name))
            columns = [d[0] for d in rows.description]
            typed = [tuple(_typed(c, v) for c, v in zip(columns, row, strict=True)) for row in rows]
            marks = ", ".join(f":{n}" for n in range(1, len(columns) + 1))
            if typed:
                session.cursor().executemany(f"INSERT INTO {name} VALUES ({marks})", typed)
    session.commit()


def _typed(column: str, value: object) -> object:
    if column.startswith("data_") and value is not None:
        return datetime.fromisoformat(str(value))
    return Decimal(str(value)).scaleb(-2) if column in HUNDREDTHS and value is not None else value


def source(port: int) -> OracleSource:
    address = OracleAddress("127.0.0.1", "ERP", USER, port)
    return OracleSource(address, lambda: PASSWORD, default_profile(), Limits(5.0, 30.0))


def same(port: int, erp: Path, sectors: Sequence[int]) -> None:
    """Both readings, whole, but for who answered and in which dialect."""
    through_wire = read_all(source(port), sectors=tuple(sectors))
    plain = read_all(SqliteSource(erp, default_profile()), sectors=tuple(sectors))
    assert replace(through_wire, identity=plain.identity, queries=plain.queries) == plain


def test_hard_rows_are_read_alike(port: int, emptied: oracledb.Connection, tmp_path: Path) -> None:
    erp = TinyErp(tmp_path / "erp.db")
    erp.trips(
        [
            ("2025-07-05 05:30", 240, "V1", "100", "40"),
            ("2025-07-05 06:10", 240, "V1", "150.25", None),
            ("2025-07-05 06:10", 240, "V1", "150.25", "60.10"),
            ("2025-07-06", 240, None, "0", "0"),
            ("2025-07-06", 240, "V2", None, "5"),
            ("2025-07-07", 240, "V2", "-50", "5"),
            ("2025-07-08", 31, "V3", "10", "-1"),
            ("2025-07-09", 31, "V3", "10", None, "INATIVO"),
            ("2024-03-31 23:59:59", 31, "V3", "99", None),
            ("2025-07-31 23:59:59", 31, "V3", "7.07", "3"),
            ("2025-08-01", 31, "V3", "4000", None),
            ("2025-09-10", 31, "V3", "1", None),
        ]
    )
    erp.costs(
        [
            ("2025-07-28 09:15", 240, "PNEUS", "41250.40", "A1"),
            ("2025-07-28 09:15", 240, "PNEUS", "41250.40", "A1"),
            ("2025-07-02", 240, "PECAS", "-10.01", None),
            ("2024-08-01", 31, "PECAS", "0.99", "B"),
            ("2025-07-02", 31, "OUTRO", "5", "C"),
        ]
    )
    erp.vehicles(
        [
            ("V1", 240, "OPERACIONAL", "ATIVO", "2025-07-28 08:30"),
            ("V2", 240, "MANUTENCAO", "ATIVO", "2025-07-20"),
            ("V3", 31, "OPERACIONAL", "INATIVO", "2025-07-20"),
        ]
    )
    fill(emptied, erp.path)
    same(port, erp.path, (240, 31))
    kinds = {offence.kind for offence in read_all(source(port), sectors=(240, 31)).offending}
    assert OffenceKind.NEGATIVE_KM in kinds


def test_three_months_of_a_sector_are_read_alike(port: int, emptied: oracledb.Connection, tmp_path: Path) -> None:
    erp = tmp_path / "exemplo.sqlite"
    write_sample_erp(erp)
    with closing(sqlite3.connect(erp)) as connection, connection:
        connection.execute("DELETE FROM operacao_frota WHERE data_operacao < ?", (SINCE,))
    fill(emptied, erp, ONE_SECTOR)
    through_wire = read_all(source(port), sectors=(239,))
    plain = read_all(SqliteSource(erp, default_profile()), sectors=(239,))
    assert through_wire.days == plain.days
    assert through_wire.costs == plain.costs
    assert [d.dia for d in through_wire.days] == [date(2025, 5, 1) + timedelta(days=n) for n in range(92)]


def test_the_doctor_finds_the_columns_the_statements_rely_on(port: int, emptied: oracledb.Connection) -> None:
    visit = diagnose(source(port), Deadline.after(CLOCK, 30.0), Cancel())
    while True:
        try:
            next(visit)
        except StopIteration as end:
            rows = end.value
            break
    columns = [row for row in rows if row.code == "DIAGNOSTICO.ERP.COLUNAS"]
    assert [(row.args["tabela"], row.args["divergentes"]) for row in columns] == [(name, "-") for name in TABLES]
    assert [row.args["linhas"] for row in rows if row.code == "DIAGNOSTICO.ERP.LINHAS"] == [0, 0, 0]
