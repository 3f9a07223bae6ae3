WITH plano AS (
  SELECT p.data, p.tipo_dia, p.consorcio, p.servico, CASE WHEN r.por_sentido THEN p.sentido END AS sentido,
    p.faixa_horaria_inicio, p.faixa_horaria_fim, p.distancia_total_planejada AS km_planejada, r.por_sentido
  FROM in_viagem_planejada p
  JOIN regra r ON r.data = p.data
  WHERE p.distancia_total_planejada > 0
  GROUP BY p.data, p.tipo_dia, p.consorcio, p.servico, CASE WHEN r.por_sentido THEN p.sentido END,
    p.faixa_horaria_inicio, p.faixa_horaria_fim, p.distancia_total_planejada, r.por_sentido
)
SELECT
  ROW_NUMBER() OVER (
    ORDER BY data, servico, sentido, faixa_horaria_inicio, faixa_horaria_fim, consorcio, tipo_dia, km_planejada
  ) AS faixa,
  DENSE_RANK() OVER (ORDER BY data, servico, consorcio, tipo_dia) AS dia,
  data, tipo_dia, consorcio, servico, sentido, faixa_horaria_inicio, faixa_horaria_fim, km_planejada,
  COALESCE(sentido, '') AS chave_sentido
FROM plano
