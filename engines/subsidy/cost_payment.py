"""What the settled days pay, whatever table their regime pays by: in total, and in parts by type of trip.

From 2025-01-05 a band pays, from 2024-08-16 a service's day made of bands, before that the whole day (subsidy.md 3.10,
3.11). A day without bands pays its trips, or nothing and a penalty; both are its payment.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from engines.finding import NOTHING
from engines.subsidy.cost_scenario import Rules
from engines.subsidy.steps import Connection

PENALTY = "penalidade"
"""Stands among the types of trip for the penalties."""
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Regime:
    """One way to pay a day: the rule that calls for it, the relations it needs, its units and the parts of each."""

    rule: str
    relations: tuple[str, ...]
    units: str
    parts: str


BY_BAND = Regime(
    "paga_por_faixa",
    ("faixa_planejada", "folha_faixa", "folha_grupo"),
    """SELECT f.data, f.consorcio, f.servico, f.sentido, f.faixa_horaria_inicio, p.valor_a_pagar AS valor
FROM folha_faixa AS p JOIN faixa_planejada AS f ON f.faixa = p.faixa JOIN regra AS r ON r.data = f.data
WHERE r.paga_por_faixa""",
    f"""SELECT f.data, f.consorcio, f.servico, g.tipo_viagem, g.apurado_somado AS valor
FROM folha_grupo AS g JOIN folha_faixa AS p ON p.faixa = g.faixa JOIN faixa_planejada AS f ON f.faixa = g.faixa
JOIN regra AS r ON r.data = f.data
WHERE r.paga_por_faixa AND p.valor_a_pagar IS NOT NULL
UNION ALL
SELECT f.data, f.consorcio, f.servico, '{PENALTY}' AS tipo_viagem, p.valor_penalidade AS valor
FROM folha_faixa AS p JOIN faixa_planejada AS f ON f.faixa = p.faixa JOIN regra AS r ON r.data = f.data
WHERE r.paga_por_faixa AND p.valor_a_pagar IS NOT NULL""",
)
BY_DAY_OF_BANDS = Regime(
    "paga_por_dia_de_faixas",
    ("faixa_planejada", "dia_planejado", "folha_faixa", "folha_grupo", "folha_dia"),
    """SELECT d.data, d.consorcio, d.servico, CAST(NULL AS VARCHAR) AS sentido,
    CAST(NULL AS TIMESTAMP) AS faixa_horaria_inicio, p.valor_a_pagar_dia AS valor
FROM folha_dia AS p JOIN dia_planejado AS d ON d.dia = p.dia JOIN regra AS r ON r.data = d.data
WHERE r.paga_por_dia_de_faixas""",
    f"""SELECT f.data, f.consorcio, f.servico, g.tipo_viagem, g.apurado_somado AS valor
FROM folha_grupo AS g JOIN faixa_planejada AS f ON f.faixa = g.faixa JOIN folha_dia AS p ON p.dia = f.dia
JOIN regra AS r ON r.data = f.data
WHERE r.paga_por_dia_de_faixas AND p.valor_a_pagar_dia IS NOT NULL
UNION ALL
SELECT d.data, d.consorcio, d.servico, '{PENALTY}' AS tipo_viagem, p.valor_penalidade_dia AS valor
FROM folha_dia AS p JOIN dia_planejado AS d ON d.dia = p.dia JOIN regra AS r ON r.data = d.data
WHERE r.paga_por_dia_de_faixas AND p.valor_a_pagar_dia IS NOT NULL""",
)
BY_DAY = Regime(
    "paga_por_dia",
    ("dia_planejado", "viagem_do_dia", "tipo_do_dia", "folha_tipo_do_dia", "penalidade_do_dia", "folha_dia_pago"),
    """SELECT d.data, d.consorcio, d.servico, CAST(NULL AS VARCHAR) AS sentido,
    CAST(NULL AS TIMESTAMP) AS faixa_horaria_inicio, p.valor_subsidio_pago + p.penalidade_dia_inteiro AS valor
FROM folha_dia_pago AS p JOIN dia_planejado AS d ON d.dia = p.dia JOIN regra AS r ON r.data = d.data
WHERE r.paga_por_dia""",
    f"""SELECT d.data, d.consorcio, d.servico, v.tipo_viagem, v.km * v.tarifa AS valor
FROM viagem_do_dia AS v JOIN penalidade_do_dia AS n ON n.dia = v.dia JOIN folha_dia_pago AS p ON p.dia = v.dia
JOIN dia_planejado AS d ON d.dia = v.dia
WHERE v.dentro AND d.pago_por_viagem AND n.penalidade_do_dia_tabela IS NULL
    AND p.valor_subsidio_pago + p.penalidade_dia_inteiro IS NOT NULL
UNION ALL
SELECT d.data, d.consorcio, d.servico, t.tipo_viagem, k.valor_do_tipo AS valor
FROM folha_tipo_do_dia AS k JOIN tipo_do_dia AS t ON t.tipo_do_dia = k.tipo_do_dia
JOIN penalidade_do_dia AS n ON n.dia = k.dia JOIN folha_dia_pago AS p ON p.dia = k.dia
JOIN dia_planejado AS d ON d.dia = k.dia
WHERE NOT d.pago_por_viagem AND n.penalidade_do_dia_tabela IS NULL
    AND p.valor_subsidio_pago + p.penalidade_dia_inteiro IS NOT NULL
UNION ALL
SELECT d.data, d.consorcio, d.servico, '{PENALTY}' AS tipo_viagem, p.penalidade_dia_inteiro AS valor
FROM folha_dia_pago AS p JOIN dia_planejado AS d ON d.dia = p.dia JOIN regra AS r ON r.data = d.data
WHERE r.paga_por_dia AND p.valor_subsidio_pago + p.penalidade_dia_inteiro IS NOT NULL""",
)
REGIMES = (BY_BAND, BY_DAY_OF_BANDS, BY_DAY)


@dataclass(frozen=True, slots=True)
class Paid:
    """What the days pay in R$, in total and by consórcio; `missing` units have no value for want of a table."""

    total: Decimal
    by_consortium: Mapping[str, Decimal] = field(default_factory=lambda: NOTHING)
    missing: int = 0


def regimes_of(rules: Iterable[Rules], days: Sequence[date]) -> tuple[Regime, ...]:
    """Regimes that pay some of the days under some of the rules."""
    given = tuple(rules)
    return tuple(one for one in REGIMES if any(any(each.scalar_values(one.rule, days)) for each in given))


def relations_of(regimes: Iterable[Regime]) -> tuple[str, ...]:
    """Relations the payment of these regimes is read from."""
    return tuple(dict.fromkeys(name for one in regimes for name in one.relations))


def units_of(regimes: Iterable[Regime]) -> str:
    """Query of what each unit is paid: its key, consórcio and R$."""
    return " UNION ALL ".join(one.units for one in regimes)


def paid(connection: Connection, regimes: Sequence[Regime]) -> Paid:
    """What is paid under the rules in place."""
    if not regimes:
        return Paid(ZERO)
    rows = connection.execute(
        "SELECT COALESCE(consorcio, ''), CAST(COALESCE(SUM(valor), 0) AS DECIMAL(38, 9)), COUNT(*) - COUNT(valor) "
        f"FROM ({units_of(regimes)}) AS u GROUP BY COALESCE(consorcio, '') ORDER BY 1"
    ).fetchall()
    by_consortium = {str(name): Decimal(value) for name, value, _ in rows}
    return Paid(sum(by_consortium.values(), ZERO), by_consortium, sum(int(row[2]) for row in rows))


def keep_parts(connection: Connection, name: str, regimes: Sequence[Regime]) -> None:
    """Makes relation `name` with the parts of the payment: day, consórcio, service, type of trip, R$."""
    parts = " UNION ALL ".join(one.parts for one in regimes)
    connection.execute(
        f"CREATE OR REPLACE TABLE {name} AS "
        "SELECT data, COALESCE(consorcio, '') AS consorcio, servico, COALESCE(tipo_viagem, '') AS tipo_viagem, "
        f"CAST(SUM(valor) AS DECIMAL(38, 9)) AS valor FROM ({parts}) AS p "
        "GROUP BY data, COALESCE(consorcio, ''), servico, COALESCE(tipo_viagem, '')"
    )
