"""The money of the difference, by cause: each trip whose payment changed, the penalties, and what is left of each unit.

How a unit with several causes is split: a trip brings what it is paid here minus what it is paid there; the penalty its
own difference; what those do not add up to is "interacao" (trips that moved each other) or, in a unit where nothing
else changed, "sem_causa". So the causes of a unit add up to its difference, always.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from engines.subsidy.comparing.stages import Pair
from engines.subsidy.steps import Connection

CAUSES, PAYMENT = "comparacao_causa", "comparacao_pagamento"

_CAUSES = """
CREATE OR REPLACE TABLE comparacao_causa AS
WITH penalizada AS (
    SELECT unidade, data, COALESCE(penalidade_deles, 0) AS deles, COALESCE(penalidade_nossa, 0) AS nossa
    FROM comparacao_unidade WHERE comparavel
), bruta AS (
    SELECT unidade, data, codigo, de, para, regra, COUNT(*) AS viagens, SUM(efeito) AS efeito
    FROM comparacao_viagem_paga WHERE codigo IS NOT NULL
    GROUP BY unidade, data, codigo, de, para, regra
    UNION ALL
    SELECT unidade, data, 'penalidade', CAST(deles AS VARCHAR), CAST(nossa AS VARCHAR), 'penalidade', 0, nossa - deles
    FROM penalizada WHERE nossa <> deles
    UNION ALL
    SELECT unidade, data,
        CASE WHEN lado = 'nosso' THEN 'unidade_so_nossa' WHEN lado = 'deles' THEN 'unidade_so_deles'
            WHEN nosso IS NULL THEN 'nosso_sem_valor' ELSE 'deles_sem_valor' END, '', '', NULL, 0, efeito
    FROM comparacao_unidade WHERE NOT comparavel AND (nosso IS NOT NULL OR deles IS NOT NULL)
), resto AS (
    SELECT u.unidade, u.efeito - COALESCE(SUM(b.efeito), 0) AS efeito, COUNT(b.codigo) AS causas
    FROM comparacao_unidade AS u
    LEFT JOIN bruta AS b ON b.unidade = u.unidade
    GROUP BY u.unidade, u.efeito
)
SELECT b.unidade, b.codigo, b.de, b.para, b.regra, q.clausula, q.ato, b.viagens,
    CAST(b.efeito AS DECIMAL(38, 9)) AS efeito
FROM bruta AS b
LEFT JOIN comparacao_regra AS q ON q.data = b.data AND q.regra = b.regra
UNION ALL
SELECT unidade, CASE WHEN causas > 0 THEN 'interacao' ELSE 'sem_causa' END, '', '', NULL, NULL, NULL, 0,
    CAST(efeito AS DECIMAL(38, 9))
FROM resto WHERE efeito <> 0
"""
_PAYMENT = """
CREATE OR REPLACE TABLE comparacao_pagamento AS
WITH vista AS (
    SELECT o.unidade, c.ordem
    FROM comparacao_viagem AS c
    JOIN folha_viagem AS v ON v.data = c.data AND v.viagem = c.id_viagem
    JOIN comparacao_porta AS o ON o.faixa = v.faixa
    {units}
), primeira AS (
    SELECT unidade, MIN(ordem) AS ordem FROM vista GROUP BY unidade
), maior AS (
    SELECT c.*, ROW_NUMBER() OVER (
            PARTITION BY unidade ORDER BY ABS(efeito) DESC, codigo, de, para, clausula NULLS LAST
        ) AS vez
    FROM comparacao_causa AS c
)
SELECT u.*, e.etapa AS primeira_etapa, p.ordem AS primeira_ordem, m.codigo AS causa, m.de AS causa_de,
    m.para AS causa_para, m.clausula, m.ato
FROM comparacao_unidade AS u
LEFT JOIN primeira AS p ON p.unidade = u.unidade
LEFT JOIN comparacao_etapa AS e ON e.ordem = p.ordem
LEFT JOIN maior AS m ON m.unidade = u.unidade AND m.vez = 1
"""
_GROUPED = """
SELECT codigo, de, para, COALESCE(clausula, ''), COALESCE(ato, ''), SUM(viagens), COUNT(DISTINCT unidade), SUM(efeito)
FROM comparacao_causa
GROUP BY codigo, de, para, COALESCE(clausula, ''), COALESCE(ato, '')
ORDER BY ABS(SUM(efeito)) DESC, 1, 2, 3, 4, 5
"""


@dataclass(frozen=True, slots=True)
class Cause:
    """One cause of the difference: what changed (`theirs` to `ours`), the clause and act behind, and the money (R$).

    Codes: tipo, teto, tarifa, km, viagem_so_nossa, pof, penalidade, unidade_so_nossa, unidade_so_deles,
    nosso_sem_valor, deles_sem_valor, interacao, sem_causa. `effect` is ours minus theirs.
    """

    code: str
    theirs: str
    ours: str
    clause: str
    act: str
    trips: int
    units: int
    effect: Decimal


def lay_causes(connection: Connection) -> None:
    """Makes relation `comparacao_causa`: one row per unit and cause."""
    connection.execute(_CAUSES)


def lay_payment(connection: Connection, pairs: Sequence[Pair]) -> None:
    """Makes `comparacao_pagamento`: the units with the first stage where each departs and its main cause."""
    own = [pair for pair in pairs if "servico" in pair.key and "id_viagem" not in pair.key]
    connection.execute(_PAYMENT.format(units="".join(f"UNION ALL {_unit_rows(pair)} " for pair in own)))


def _unit_rows(pair: Pair) -> str:
    """Units where a stage that has no trips departs: of the band, or of any band of the day."""
    places = [name for name in ("sentido", "faixa_horaria_inicio") if name in pair.key]
    same = "".join(f" AND (u.tipo = 'dia' OR u.{name} IS NOT DISTINCT FROM d.{name})" for name in places)
    return (
        f"SELECT u.unidade, {pair.order} AS ordem FROM {pair.difference} AS d "
        f"JOIN comparacao_unidade AS u ON u.data = d.data AND u.servico = d.servico{same}"
    )


def causes(connection: Connection) -> tuple[Cause, ...]:
    """The causes grouped by what changed, clause and act, those that move most money first."""
    return tuple(
        Cause(code, theirs, ours, clause, act, int(trips), int(units), Decimal(effect))
        for code, theirs, ours, clause, act, trips, units, effect in connection.execute(_GROUPED).fetchall()
    )
