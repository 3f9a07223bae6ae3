"""What is read from the bulk tables to explain a place: one question per axis, and the inputs each row holds."""

from collections.abc import Mapping, Sequence
from typing import Any

from engines.subsidy.steps import Connection

OF_DAY = (
    "penalidade_do_dia_tabela", "penalidade_do_dia_publicada", "pago_por_viagem", "tarifa_do_dia_publicada",
)  # fmt: skip
OF_BAND = (
    "km_planejada", "pof_minimo", "penalidade_tabela", "penalidade_publicada", "penalidade_isenta",
    "penalidade_de_outra_faixa", "judicial_inclui_penalidade",
)  # fmt: skip
OF_GROUP = ("tipo_viagem", "dentro", "tarifa", "teto", "judicial", "tarifa_publicada")
OF_TRIP = ("km", "tarifa_paga", "tarifa_apurada", "glosa_conta")
OF_TYPE = ("tarifa_do_tipo",)

DAYS = """
SELECT d.dia, d.data, d.servico, d.pago_por_viagem, d.tarifa_do_dia_publicada, p.penalidade_do_dia_tabela,
  COALESCE(p.penalidade_do_dia_publicada, FALSE) AS penalidade_do_dia_publicada
FROM dia_planejado d
LEFT JOIN penalidade_do_dia p ON p.dia = d.dia
WHERE d.dia IN (SELECT UNNEST(CAST(? AS BIGINT[])))
ORDER BY d.dia
"""
BANDS = """
SELECT f.faixa, f.dia, f.servico, f.sentido, f.faixa_horaria_inicio, f.faixa_horaria_fim, f.km_planejada, r.pof_minimo,
  r.judicial_inclui_penalidade, p.penalidade_tabela, COALESCE(p.penalidade_publicada, FALSE) AS penalidade_publicada,
  COALESCE(p.penalidade_isenta, FALSE) AS penalidade_isenta,
  COALESCE(p.penalidade_de_outra_faixa, FALSE) AS penalidade_de_outra_faixa
FROM faixa_planejada f
JOIN regra r ON r.data = f.data
LEFT JOIN penalidade_da_faixa p ON p.faixa = f.faixa
WHERE f.faixa IN (SELECT UNNEST(CAST(? AS BIGINT[])))
ORDER BY f.faixa
"""
GROUPS = """
SELECT g.grupo, g.faixa, g.tipo_viagem, g.dentro, g.tarifa, g.teto, g.judicial, g.tarifa_publicada,
  COALESCE(g.tecnologia_remunerada, g.tecnologia_apurada) AS tecnologia
FROM grupo g
WHERE g.faixa IN (SELECT UNNEST(CAST(? AS BIGINT[])))
ORDER BY g.grupo
"""
# A trip of a band with its group, and beside it what the day before the bands knew of the same trip.
TRIPS = """
WITH da_faixa AS (
  SELECT v.faixa, v.viagem, v.conta_pof FROM folha_viagem v
  WHERE v.faixa IN (SELECT UNNEST(CAST(? AS BIGINT[])))
), do_dia AS (
  SELECT d.viagem, d.dia, d.tipo_do_dia FROM viagem_do_dia d
  WHERE d.dia IN (SELECT UNNEST(CAST(? AS BIGINT[])))
), todas AS (
  SELECT COALESCE(a.viagem, d.viagem) AS viagem, a.faixa, a.conta_pof, d.dia, d.tipo_do_dia
  FROM da_faixa a
  FULL JOIN do_dia d ON d.viagem = a.viagem
)
SELECT t.viagem, t.dia, t.faixa, CASE WHEN n.faixa = t.faixa THEN n.grupo END AS grupo, t.tipo_do_dia, t.conta_pof,
  n.km, n.tarifa, n.tarifa AS tarifa_paga, n.tarifa_apurada, n.glosa_conta, n.dentro, n.id_veiculo, n.datetime_partida,
  n.tipo_viagem, n.tecnologia_remunerada, n.regra_teto, n.posicao
FROM todas t
JOIN folha_viagem n ON n.viagem = t.viagem
ORDER BY n.datetime_partida, t.viagem
"""
TYPES_OF_DAY = """
SELECT t.tipo_do_dia, t.dia, COALESCE(t.tipo_viagem, '') AS tipo_viagem, t.tarifa_do_tipo
FROM tipo_do_dia t
WHERE t.dia IN (SELECT UNNEST(CAST(? AS BIGINT[])))
ORDER BY t.tipo_do_dia
"""
KM_OF_TYPES = """
SELECT k.faixa, k.grupo, k.coluna, k.coluna_do_tipo, k.km
FROM km_do_tipo k
WHERE k.coluna IS NOT NULL AND k.faixa IN (SELECT UNNEST(CAST(? AS BIGINT[])))
ORDER BY k.grupo
"""
# Verdicts that decided the type of a trip, in the order they were given.
VERDICTS = """
SELECT c.id_viagem AS viagem, c.regra_tipo AS regra, 1 AS ordem FROM viagem_classificada c
WHERE c.id_viagem IN (SELECT UNNEST(CAST(? AS VARCHAR[])))
UNION ALL
SELECT m.id_viagem, m.regra_temperatura, 2 FROM viagem_regularidade_temperatura m
WHERE m.id_viagem IN (SELECT UNNEST(CAST(? AS VARCHAR[])))
UNION ALL
SELECT t.id_viagem, t.regra_transacao, 3 FROM viagem_transacao t
WHERE t.id_viagem IN (SELECT UNNEST(CAST(? AS VARCHAR[])))
"""


def reading(connection: Connection, text: str, given: Sequence[object]) -> list[Mapping[str, Any]]:
    """Rows of a question, by name of column."""
    answer = connection.execute(text, list(given))
    names = [column[0] for column in answer.description]
    return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]
