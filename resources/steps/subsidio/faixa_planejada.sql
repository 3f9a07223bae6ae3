WITH plano AS (
  SELECT p.data, p.tipo_dia, p.consorcio, p.servico, CASE WHEN r.por_sentido THEN p.sentido END AS sentido,
    p.faixa_horaria_inicio, p.faixa_horaria_fim, p.distancia_total_planejada AS km_planejada, r.por_sentido
  FROM in_viagem_planejada p
  JOIN regra r ON r.data = p.data
  WHERE p.distancia_total_planejada > 0
  GROUP BY p.data, p.tipo_dia, p.consorcio, p.servico, CASE WHEN r.por_sentido THEN p.sentido END,
    p.faixa_horaria_inicio, p.faixa_horaria_fim, p.distancia_total_planejada, r.por_sentido
), dia_de_servico AS (
  SELECT data, servico, consorcio, tipo_dia,
    ROW_NUMBER() OVER (ORDER BY data, servico, consorcio, tipo_dia) AS dia
  FROM plano
  GROUP BY data, servico, consorcio, tipo_dia
), numerada AS (
  SELECT d.dia, p.*
  FROM plano p
  JOIN dia_de_servico d ON d.data = p.data AND d.servico = p.servico
    AND d.consorcio IS NOT DISTINCT FROM p.consorcio AND d.tipo_dia IS NOT DISTINCT FROM p.tipo_dia
)
SELECT
  dia * 100000 + ROW_NUMBER() OVER (
    PARTITION BY dia ORDER BY sentido, faixa_horaria_inicio, faixa_horaria_fim, km_planejada
  ) AS faixa,
  dia, data, tipo_dia, consorcio, servico, sentido, faixa_horaria_inicio, faixa_horaria_fim, km_planejada,
  COALESCE(sentido, '') AS chave_sentido
FROM numerada
