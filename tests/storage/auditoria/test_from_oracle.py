"""The tables of an audit over Oracle's wire: what is asked, and the types that come back."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

import pytest

from storage.auditoria.erp_names import parse_names
from storage.auditoria.from_erp import ErpQuestion, read_erp
from storage.auditoria.importing import Faults, ReadTables, catalogue
from storage.erp.lane import Cancel, Deadline
from storage.erp.oracle_source import Limits, OracleAddress, OracleSource
from storage.erp.profile import default_profile
from tests.storage.auditoria.folders import DAY, wall
from tests.storage.erp.oracle_script import PASSWORD, USER, Answer, Script, day, number, oracle_script, table, words
from tests.storage.erp.support import CLOCK

PROFILE = """
esquema: smtr
tabelas:
  viagem_completa: {tabela: vw_viagens, colunas: {distancia_planejada: km}}
  viagem_planejada: {}
  subsidio_data_versao_efetiva: {}
  valor_km_tipo_viagem: {}
"""
TRIP = [day("DATA"), words("SERVICO_REALIZADO"), words("SENTIDO"), words("ID_VEICULO"), words("ID_VIAGEM"),
        day("DATETIME_PARTIDA"), day("DATETIME_CHEGADA"), number("KM", 18, 9)]  # fmt: skip
PLAN = [day("DATA"), words("TIPO_DIA"), words("CONSORCIO"), words("SERVICO"), words("SENTIDO"),
        number("PARTIDAS_TOTAL_PLANEJADA", 9, 0), number("DISTANCIA_PLANEJADA", 18, 9),
        number("DISTANCIA_TOTAL_PLANEJADA", 18, 9), day("FAIXA_HORARIA_INICIO"), day("FAIXA_HORARIA_FIM")]  # fmt: skip
TARIFF = [words("STATUS"), number("SUBSIDIO_KM", 38, 9), day("DATA_INICIO"), day("DATA_FIM"),
          number("INDICADOR_PENALIDADE_JUDICIAL", 1, 0)]  # fmt: skip
CALENDAR = [day("DATA"), words("TIPO_DIA")]
MIDNIGHT = datetime(2025, 8, 27)


def answers(trip_day: datetime = MIDNIGHT) -> list[tuple[str, Answer]]:
    """The heads of the tables first: they are asked with a condition nothing meets."""
    trips = [(trip_day, "010", "I", "A1", "v1", wall(5), wall(5, 40), Decimal("12.345678901"))]
    plan = [(MIDNIGHT, "Dia Útil", None, "010", "I", 4, Decimal("12.5"), None, wall(5), wall(5, 59))]
    tariff = [("Lacrado", Decimal("2.813456789"), datetime(2025, 1, 1), None, 1)]
    listed = {
        "smtr.vw_viagens": (TRIP, trips),
        "smtr.viagem_planejada": (PLAN, plan),
        "smtr.subsidio_data_versao_efetiva": (CALENDAR, [(MIDNIGHT, "Dia Útil")]),
        "smtr.valor_km_tipo_viagem": (TARIFF, tariff),
    }
    heads = [(f"FROM {name} \nWHERE 0 = 1", table(columns, [])) for name, (columns, _) in listed.items()]
    return heads + [(f"FROM {name}", table(columns, rows)) for name, (columns, rows) in listed.items()]


@pytest.fixture(scope="module")
def stage() -> Iterator[tuple[Script, int]]:
    script = Script()
    with oracle_script(script) as port:
        yield script, port


def read(stage: tuple[Script, int], given: list[tuple[str, Answer]]) -> ReadTables | Faults:
    script, port = stage
    script.begin_again(given)
    address = OracleAddress("127.0.0.1", "ERP", USER, port)
    source = OracleSource(address, lambda: PASSWORD, default_profile(), Limits(5.0, 10.0))
    question = ErpQuestion(catalogue(), parse_names(PROFILE, catalogue()), (DAY, date(2025, 8, 28)), [DAY])
    reading = read_erp(source, question, Deadline.after(CLOCK, 20), Cancel())
    while True:
        try:
            next(reading)
        except StopIteration as ended:
            return ended.value  # type: ignore[no-any-return]


def test_types_come_back_exact_and_days_are_bound(stage: tuple[Script, int]) -> None:
    found = read(stage, answers())
    assert isinstance(found, ReadTables), found
    (trip,) = found.tables["viagem_completa"].to_pylist()
    assert trip == {
        "data": DAY,
        "servico_realizado": "010",
        "sentido": "I",
        "id_veiculo": "A1",
        "id_viagem": "v1",
        "datetime_partida": wall(5),
        "datetime_chegada": wall(5, 40),
        "distancia_planejada": Decimal("12.345678901"),
    }
    (tariff,) = found.tables["valor_km_tipo_viagem"].to_pylist()
    assert (tariff["subsidio_km"], tariff["indicador_penalidade_judicial"]) == (Decimal("2.813456789"), True)
    assert (tariff["data_inicio"], tariff["data_fim"]) == (date(2025, 1, 1), None)
    (plan,) = found.tables["viagem_planejada"].to_pylist()
    assert (plan["partidas_total_planejada"], plan["distancia_total_planejada"]) == (4, None)
    asked = [(sql, binds) for sql, binds in stage[0].statements("FROM smtr.vw_viagens") if "0 = 1" not in sql]
    assert [binds for _, binds in asked] == [(MIDNIGHT, datetime(2025, 8, 28))]
    assert "2025" not in asked[0][0]


def test_a_day_with_a_time_is_a_fault_of_its_row(stage: tuple[Script, int]) -> None:
    found = read(stage, answers(wall(12)))
    assert isinstance(found, Faults)
    assert [(f.file, f.line, f.column, f.code, f.args["valor"]) for f in found.rows] == [
        ("vw_viagens", 1, "data", "IMPORTACAO.TABELA.DATA", "2025-08-27 12:00:00")
    ]
