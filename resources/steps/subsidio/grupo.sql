WITH presente AS (
  SELECT grupo, MIN(faixa) AS faixa, MIN(tarifada) AS tarifada, BOOL_AND(dentro) AS dentro
  FROM folha_glosa
  WHERE faixa IS NOT NULL
  GROUP BY grupo
), vazia AS (
  SELECT f.faixa FROM faixa_planejada f JOIN folha_pof p ON p.faixa = f.faixa WHERE p.viagens_faixa = 0
), publicada AS (
  SELECT DISTINCT data FROM tarifa_do_dia
), todo AS (
  SELECT grupo, faixa, tarifada, dentro, FALSE AS sem_viagem FROM presente
  UNION ALL
  SELECT faixa * 1000000, faixa, NULL, NULL, TRUE FROM vazia
)
SELECT g.grupo, g.faixa, g.dentro, c.tipo_viagem AS tipo_original,
  CASE WHEN g.sem_viagem THEN 'Sem viagem apurada' ELSE COALESCE(a.novo, c.tipo_viagem) END AS tipo_viagem,
  c.tecnologia_apurada, c.tecnologia_remunerada, c.indicador_ar_condicionado,
  CASE WHEN g.sem_viagem THEN CAST(0 AS DECIMAL(38, 9)) ELSE c.tarifa END AS tarifa,
  CASE WHEN g.sem_viagem THEN CAST(0 AS DECIMAL(38, 9)) ELSE c.teto END AS teto,
  CASE WHEN p.pof < r.pof_media THEN TRUE ELSE c.judicial END AS judicial,
  b.data IS NOT NULL AS tarifa_publicada, p.pof, r.pof_minimo
FROM todo g
JOIN faixa_planejada f ON f.faixa = g.faixa
JOIN regra r ON r.data = f.data
JOIN folha_pof p ON p.faixa = g.faixa
LEFT JOIN classe_tarifada c ON c.tarifada = g.tarifada
LEFT JOIN publicada b ON b.data = f.data
LEFT JOIN lista_tipo_antigo a ON a.data = f.data AND a.antigo = c.tipo_viagem
