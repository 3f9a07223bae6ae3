"""Their side of a comparison, made from the referee's tables and altered by the tests."""

from collections.abc import Iterable
from decimal import Decimal

from engines.subsidy.chain import publishable
from engines.subsidy.comparing import Comparison, Grounds, compare
from tests.engines.subsidy.shipped_cases import CASES, Calculated, expected, finished

NOVEMBER, HEAD = "simples-codigo-2025-11-20-nov25", "simples-codigo-2025-11-20-head"
PAYMENT, TRIPS = "sumario_faixa_servico_dia_pagamento", "viagens_remuneradas"
POF = "percentual_operacao_faixa_horaria"
MONEY = (POF, TRIPS, PAYMENT)


def publish(base: Calculated, case: str, stages: Iterable[str] = ()) -> tuple[str, ...]:
    """Their tables: the referee's of a case, all of them or some."""
    given = tuple(stages) or tuple(path.stem for path in sorted((CASES / case / "expected").glob("*.parquet")))
    for name in given:
        source = base.rows(f"DESCRIBE SELECT * FROM {expected(case, name)}")
        columns = (f'CAST("{n}" AS DECIMAL(18, 9)) AS "{n}"' if t == "DOUBLE" else f'"{n}"' for n, t, *_ in source)
        text = f"CREATE OR REPLACE TABLE pago_{name} AS SELECT {', '.join(columns)} FROM {expected(case, name)}"
        base.connection.execute(text)
    return given


def compared(base: Calculated, grounds: Grounds, given: Iterable[str]) -> Comparison:
    case = base.case
    stages = publishable(base.chain, frozenset(case.inputs()), case.days, case.known)
    return finished(compare(base.connection, base.chain, stages, given, grounds, case.days, case.known))


def band(base: Calculated, where: str = "valor_a_pagar > 100") -> str:
    """Condition that names one band of the payment."""
    service, way, start = base.rows(
        f"SELECT servico, sentido, faixa_horaria_inicio FROM {PAYMENT} WHERE {where} ORDER BY ALL LIMIT 1"
    )[0]
    return f"servico = '{service}' AND sentido = '{way}' AND faixa_horaria_inicio = TIMESTAMP '{start}'"


def paid_trip(base: Calculated) -> tuple[str, Decimal]:
    """A trip paid inside a band, and what it is paid."""
    return base.rows(
        f"SELECT id_viagem, CAST(distancia_planejada * subsidio_km AS DECIMAL(38, 9)) FROM {TRIPS} AS t "
        "JOIN folha_pof AS p ON p.faixa = t.faixa "
        "WHERE subsidio_km > 0 AND indicador_viagem_dentro_limite AND p.pof >= 80 ORDER BY 1 LIMIT 1"
    )[0]


def take_from_their_band(base: Calculated, trip: str, amount: Decimal) -> None:
    """Takes what a trip is no longer paid from what their band is paid."""
    base.connection.execute(
        f"UPDATE pago_{PAYMENT} AS p SET valor_a_pagar = p.valor_a_pagar - {amount} FROM {TRIPS} AS t "
        f"JOIN faixa_planejada AS f ON f.faixa = t.faixa WHERE t.id_viagem = '{trip}' AND p.servico = f.servico "
        "AND p.sentido = f.sentido AND p.faixa_horaria_inicio = f.faixa_horaria_inicio"
    )
