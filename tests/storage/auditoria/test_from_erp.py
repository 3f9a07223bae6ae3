"""The tables of an audit from an ERP: the same types and the same checks as from files."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from storage.auditoria.erp_names import parse_names
from storage.auditoria.from_erp import ErpQuestion, read_erp
from storage.auditoria.importing import Faults, ReadTables, catalogue
from storage.clock import stopped_clock
from storage.erp.lane import Cancel, Deadline
from storage.erp.profile import default_profile
from storage.erp.sqlite_source import SqliteSource
from storage.errors import KnownError
from tests.storage.auditoria.folders import DAY, wall
from tests.storage.store.opening import NOON

PROFILE = """
esquema: smtr_auditoria
tabelas:
  viagem_completa: {tabela: vw_viagens, colunas: {id_viagem: cd_viagem, distancia_planejada: km}}
  viagem_planejada: {}
  subsidio_data_versao_efetiva:
"""
TABLES = """
CREATE TABLE vw_viagens (data TEXT, servico_realizado, sentido TEXT, id_veiculo TEXT, cd_viagem TEXT,
    datetime_partida TEXT, datetime_chegada TEXT, km INTEGER, sobra TEXT);
CREATE TABLE viagem_planejada (data TEXT, tipo_dia TEXT, consorcio TEXT, servico TEXT, sentido TEXT,
    partidas_total_planejada INTEGER, distancia_planejada INTEGER, distancia_total_planejada INTEGER,
    faixa_horaria_inicio TEXT, faixa_horaria_fim TEXT);
CREATE TABLE subsidio_data_versao_efetiva (data TEXT, tipo_dia TEXT);
INSERT INTO vw_viagens VALUES
    ('2025-08-27', 100, 'I', 'A1', 'v1', '2025-08-27 05:00:00', '2025-08-27 05:40:00', 12345000000, 'x'),
    ('2025-08-28', 'SV790', 'V', 'A2', 'v2', '2025-08-28 06:00:00', '2025-08-28 06:40:00', 39995000000, 'x');
INSERT INTO viagem_planejada VALUES ('2025-08-27', 'Dia Útil', NULL, '100', 'I', 4, 12345000000, 49380000000,
    '2025-08-27 05:00:00', '2025-08-27 05:59:59');
INSERT INTO subsidio_data_versao_efetiva VALUES ('2025-08-27', 'Dia Útil');
"""


def read(path: Path, **asked: Any) -> ReadTables | Faults:
    names = parse_names(PROFILE, catalogue())
    source = SqliteSource(path, default_profile())
    reading = read_erp(
        source, ErpQuestion(catalogue(), names, **asked), Deadline.after(stopped_clock(NOON), 20), Cancel()
    )
    try:
        while True:
            assert next(reading).step in {"PASSO.ERP.CONNECT", "IMPORTACAO.TABELA.LENDO"}
    except StopIteration as ended:
        return ended.value  # type: ignore[no-any-return]


@pytest.fixture
def erp(tmp_path: Path) -> Path:
    with closing(sqlite3.connect(tmp_path / "erp.db")) as connection, connection:
        connection.executescript(TABLES)
    return tmp_path / "erp.db"


def changed(erp: Path, statement: str, *values: object) -> None:
    with closing(sqlite3.connect(erp)) as connection, connection:
        connection.execute(statement, values)


def rows(found: ReadTables | Faults, table: str) -> list[Mapping[str, Any]]:
    assert isinstance(found, ReadTables), found
    return found.tables[table].to_pylist()  # type: ignore[no-any-return]


def test_tables_come_typed_under_our_names(erp: Path) -> None:
    found = read(erp)
    trips = rows(found, "viagem_completa")
    assert [trip["servico_realizado"] for trip in trips] == ["100", "SV790"]
    assert trips[0]["distancia_planejada"] == Decimal("12.345000000")
    assert (trips[0]["data"], trips[0]["datetime_partida"], trips[0]["id_viagem"]) == (DAY, wall(5), "v1")
    assert isinstance(found, ReadTables)
    assert found.sources["viagem_completa"][0].name == "erp.db: vw_viagens"
    assert "transacao" in found.absent


def test_only_the_days_asked_for_are_read(erp: Path) -> None:
    found = read(erp, window=(DAY, date(2025, 8, 28)), days=[DAY])
    assert [trip["id_viagem"] for trip in rows(found, "viagem_completa")] == ["v1"]


def test_what_is_wrong_is_listed_as_for_a_file(erp: Path) -> None:
    changed(erp, "UPDATE vw_viagens SET data = '27 de agosto', km = 'doze' WHERE cd_viagem = 'v2'")
    changed(erp, "UPDATE viagem_planejada SET servico = NULL")
    found = read(erp)
    assert isinstance(found, Faults)
    assert [(f.file, f.line, f.column, f.code.rpartition(".")[2], f.args["valor"]) for f in found.rows] == [
        ("vw_viagens", 2, "data", "DATA", "27 de agosto"),
        ("vw_viagens", 2, "km", "NUMERO", "doze"),
        ("viagem_planejada", 1, "servico", "CELULA_VAZIA", ""),
    ]


def test_batches_that_disagree_on_a_type_are_judged_together(erp: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.auditoria.from_erp.BATCH", 1)
    assert [trip["servico_realizado"] for trip in rows(read(erp), "viagem_completa")] == ["100", "SV790"]


def test_a_column_the_erp_lacks_is_a_fault_of_the_table(erp: Path) -> None:
    changed(erp, "ALTER TABLE vw_viagens DROP COLUMN sentido")
    found = read(erp)
    assert isinstance(found, Faults)
    assert [(f.file, f.column, f.code) for f in found.rows] == [
        ("vw_viagens", "sentido", "IMPORTACAO.TABELA.COLUNA_AUSENTE")
    ]


def test_a_table_the_erp_lacks_is_said(erp: Path) -> None:
    changed(erp, "DROP TABLE vw_viagens")
    found = read(erp)
    assert isinstance(found, Faults)
    assert [(f.sheet, f.code) for f in found.rows] == [("viagem_completa", "ORG_001.NO_TABLE")]


def test_a_request_to_stop_stops_it(erp: Path) -> None:
    names, cancel = parse_names(PROFILE, catalogue()), Cancel()
    reading = read_erp(
        SqliteSource(erp, default_profile()),
        ErpQuestion(catalogue(), names),
        Deadline.after(stopped_clock(NOON), 20),
        cancel,
    )
    cancel.request()
    with pytest.raises(KnownError, match="ORG_001.CANCELLED"):
        list(reading)


@pytest.mark.parametrize(
    "profile",
    [
        "tabelas: {inventada: {}}",
        "tabelas: {transacao: {tabela: 'x; DROP TABLE y'}}",
        "tabelas: {transacao: {colunas: {modo: 'a b'}}}",
        "tabelas: {transacao: {colunas: {nenhuma: a}}}",
        "esquema: 'S T'\ntabelas: {}",
        "outra: 1",
        "[",
    ],
)
def test_a_profile_that_does_not_serve_is_refused(profile: str) -> None:
    with pytest.raises(KnownError, match="IMPORTACAO.TABELA.PERFIL"):
        parse_names(profile, catalogue())
