"""What the report of an audit asks of its bench: payment by service and day, what was not paid and why, penalties."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from engines.subsidy.steps import Connection

_SERVICE_DAYS = """
SELECT p.data, COALESCE(p.consorcio, ''), p.servico, SUM(p.viagens_faixa), SUM(p.km_planejada_somada),
    SUM(p.km_apurada_faixa), SUM(p.km_subsidiada_faixa), SUM(p.valor_apurado_faixa), SUM(p.valor_penalidade),
    SUM(p.valor_acima_limite_faixa), SUM(p.valor_total_sem_glosa), SUM(p.valor_judicial), SUM(p.valor_a_pagar),
    COUNT(*), COUNT(*) - COUNT(p.valor_a_pagar)
FROM folha_faixa AS p JOIN regra AS r ON r.data = p.data
WHERE r.paga_por_faixa GROUP BY p.data, COALESCE(p.consorcio, ''), p.servico
UNION ALL
SELECT d.data, COALESCE(d.consorcio, ''), d.servico, p.viagens_dia, p.km_planejada_dia, p.km_apurada_dia,
    p.km_subsidiada_dia, p.valor_apurado_dia, p.valor_penalidade_dia, p.valor_acima_limite_dia,
    p.valor_total_sem_glosa_dia, p.valor_judicial_dia, p.valor_a_pagar_dia, 1,
    CASE WHEN p.valor_a_pagar_dia IS NULL THEN 1 ELSE 0 END
FROM folha_dia AS p JOIN dia_planejado AS d ON d.dia = p.dia JOIN regra AS r ON r.data = d.data
WHERE r.paga_por_dia_de_faixas
UNION ALL
SELECT d.data, COALESCE(d.consorcio, ''), d.servico, k.viagens_do_dia, k.km_planejada_dia, k.km_do_dia, NULL,
    p.valor_subsidio_pago, p.penalidade_dia_inteiro, NULL, NULL, NULL,
    p.valor_subsidio_pago + p.penalidade_dia_inteiro, 1,
    CASE WHEN p.valor_subsidio_pago + p.penalidade_dia_inteiro IS NULL THEN 1 ELSE 0 END
FROM folha_dia_pago AS p JOIN dia_planejado AS d ON d.dia = p.dia JOIN folha_dia_inteiro AS k ON k.dia = p.dia
JOIN regra AS r ON r.data = d.data
WHERE r.paga_por_dia
ORDER BY 1, 2, 3
"""
_LOSSES = """
WITH maximo AS (
    SELECT data, MAX(valor) AS teto
    FROM (SELECT data, teto AS valor FROM tarifa_do_dia UNION ALL SELECT data, tarifa_do_tipo FROM tipo_do_dia) AS t
    GROUP BY data
), parte AS (
    SELECT f.consorcio, g.tipo_viagem, g.viagens_grupo AS viagens, g.km_grupo AS km, g.km_grupo * c.teto AS no_teto,
        COALESCE(g.apurado_somado, 0) AS pago,
        CASE WHEN p.pof < r.pof_minimo THEN 'pof' WHEN g.dentro IS NOT TRUE THEN 'teto' ELSE 'tipo' END AS motivo
    FROM folha_grupo AS g JOIN faixa_planejada AS f ON f.faixa = g.faixa JOIN folha_pof AS p ON p.faixa = g.faixa
    JOIN regra AS r ON r.data = f.data LEFT JOIN classe_tarifada AS c ON c.tarifada = g.tarifada
    WHERE r.apuracao_por_faixa AND g.viagens_grupo > 0
    UNION ALL
    SELECT d.consorcio, v.tipo_viagem, 1, v.km, v.km * m.teto,
        CASE WHEN n.penalidade_do_dia_tabela IS NOT NULL THEN 0 WHEN NOT d.pago_por_viagem THEN v.km * t.tarifa_do_tipo
            WHEN v.dentro THEN v.km * v.tarifa ELSE 0 END,
        CASE WHEN n.penalidade_do_dia_tabela IS NOT NULL THEN 'pof' WHEN d.pago_por_viagem AND v.dentro IS NOT TRUE
            THEN 'teto' ELSE 'tipo' END
    FROM viagem_do_dia AS v JOIN dia_planejado AS d ON d.dia = v.dia JOIN penalidade_do_dia AS n ON n.dia = v.dia
    JOIN tipo_do_dia AS t ON t.tipo_do_dia = v.tipo_do_dia LEFT JOIN maximo AS m ON m.data = v.data
)
SELECT COALESCE(consorcio, ''), motivo, COALESCE(tipo_viagem, ''), SUM(viagens), SUM(km),
    CAST(COALESCE(SUM(no_teto), 0) AS DECIMAL(38, 9)),
    CAST(COALESCE(SUM(CASE WHEN no_teto IS NULL THEN 0 ELSE pago END), 0) AS DECIMAL(38, 9)),
    COALESCE(SUM(km) FILTER (WHERE no_teto IS NULL), 0)
FROM parte GROUP BY COALESCE(consorcio, ''), motivo, COALESCE(tipo_viagem, '')
ORDER BY 1, 2, 3
"""
_PENALTIES = """
SELECT COALESCE(f.consorcio, ''), COALESCE(n.tipo_penalidade, ''), COUNT(*) FILTER (WHERE v.valor_penalidade <> 0),
    COALESCE(SUM(v.valor_penalidade), 0), COUNT(*) FILTER (WHERE n.penalidade_isenta),
    COALESCE(SUM(n.penalidade_tabela) FILTER (WHERE n.penalidade_isenta), 0)
FROM penalidade_da_faixa AS n JOIN folha_penalidade AS v ON v.faixa = n.faixa
JOIN faixa_planejada AS f ON f.faixa = n.faixa JOIN regra AS r ON r.data = f.data
WHERE r.apuracao_por_faixa AND (v.valor_penalidade <> 0 OR n.penalidade_isenta)
GROUP BY COALESCE(f.consorcio, ''), COALESCE(n.tipo_penalidade, '')
UNION ALL
SELECT COALESCE(d.consorcio, ''), '', COUNT(*), SUM(p.penalidade_dia_inteiro), 0, 0
FROM folha_dia_pago AS p JOIN dia_planejado AS d ON d.dia = p.dia JOIN regra AS r ON r.data = d.data
WHERE r.paga_por_dia AND p.penalidade_dia_inteiro <> 0 GROUP BY COALESCE(d.consorcio, '')
ORDER BY 1, 2
"""
_PAID_THERE = """
SELECT data, COALESCE(consorcio, ''), servico, CAST(SUM(deles) AS DECIMAL(38, 9)) FROM comparacao_unidade
WHERE data IN (SELECT data FROM regra)
GROUP BY data, COALESCE(consorcio, ''), servico HAVING SUM(deles) IS NOT NULL ORDER BY 1, 2, 3
"""
_NO_BAND = """
SELECT COUNT(*), COALESCE(SUM(c.distancia_planejada), 0) FROM in_viagem_completa AS c JOIN regra AS r ON r.data = c.data
WHERE NOT EXISTS (
    SELECT 1 FROM folha_viagem AS v WHERE v.data = c.data AND v.viagem = c.id_viagem AND v.faixa IS NOT NULL
)
"""


@dataclass(frozen=True, slots=True)
class ServiceDay:
    """A service on a day: trips, km, R$; what its regime does not publish is None. `bands` are the units paid."""

    day: date
    consortium: str
    service: str
    trips: Decimal | None
    planned_km: Decimal | None
    run_km: Decimal | None
    paid_km: Decimal | None
    earned: Decimal | None
    penalty: Decimal | None
    over_cap: Decimal | None
    without_glosa: Decimal | None
    judicial: Decimal | None
    payable: Decimal | None
    bands: int
    without_value: int


@dataclass(frozen=True, slots=True)
class Loss:
    """Trips of a type in one situation: R$ they would be worth at the ceiling, R$ they are paid; km without a ceiling.

    `reason` is what keeps them below the ceiling: pof, teto (outside the limit of trips) or tipo.
    """

    consortium: str
    reason: str
    kind: str
    trips: Decimal
    km: Decimal
    at_ceiling: Decimal
    paid: Decimal
    km_without_ceiling: Decimal

    @property
    def lost(self) -> Decimal:
        """R$ not paid of what the ceiling would give."""
        return self.at_ceiling - self.paid


@dataclass(frozen=True, slots=True)
class Penalty:
    """Penalties of a tier: how many and R$ (negative); those waived by an exception, and their R$."""

    consortium: str
    tier: str
    count: int
    value: Decimal
    waived: int
    waived_value: Decimal


@dataclass(frozen=True, slots=True)
class PaidThere:
    """What the city published as paid for a service on a day, in R$."""

    day: date
    consortium: str
    service: str
    value: Decimal


def service_days(cursor: Connection) -> tuple[ServiceDay, ...]:
    """Payment of every service on every settled day, whatever its regime."""
    return tuple(ServiceDay(*row) for row in _asked(cursor, _SERVICE_DAYS))


def losses(cursor: Connection) -> tuple[Loss, ...]:
    """What every trip of a planned band is worth at the ceiling and what it is paid, by reason and type."""
    return tuple(Loss(*row) for row in _asked(cursor, _LOSSES))


def penalties(cursor: Connection) -> tuple[Penalty, ...]:
    """Penalties applied and waived, by consórcio and tier ("" where the table does not name it)."""
    return tuple(Penalty(*row) for row in _asked(cursor, _PENALTIES))


def paid_there(cursor: Connection) -> tuple[PaidThere, ...]:
    """What the city paid by service and day; empty when nothing of theirs was compared on this bench."""
    return tuple(PaidThere(*row) for row in _asked(cursor, _PAID_THERE)) if compared(cursor) else ()


def trips_in_no_band(cursor: Connection) -> tuple[int, Decimal]:
    """How many identified trips fall in no planned band, and their km: they are in no sum of the payment."""
    count, km = cursor.execute(_NO_BAND).fetchall()[0]
    return int(count), Decimal(km)


def compared(cursor: Connection) -> bool:
    """True when a comparison with the city's tables stands on the bench."""
    return has_relation(cursor, "comparacao_unidade")


def has_relation(cursor: Connection, name: str) -> bool:
    """True when a relation of that name stands on the bench."""
    asked = "SELECT COUNT(*) FROM information_schema.tables WHERE table_name = ? AND table_schema = 'main'"
    return bool(cursor.execute(asked, [name]).fetchall()[0][0])


def _asked(cursor: Connection, text: str) -> Iterable[tuple[Any, ...]]:
    return cursor.execute(text).fetchall()
