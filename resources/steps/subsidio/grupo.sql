WITH vazia AS (
  SELECT f.faixa FROM faixa_planejada f JOIN folha_pof p ON p.faixa = f.faixa WHERE p.viagens_faixa = 0
), publicada AS (
  SELECT DISTINCT data FROM tarifa_do_dia
), todo AS (
  SELECT grupo, faixa, tarifada, dentro, FALSE AS sem_viagem, viagens_grupo, km_grupo, glosa_grupo FROM folha_grupo_km
  UNION ALL
  SELECT faixa * 1000000, faixa, NULL, NULL, TRUE, 0, 0, 0 FROM vazia
)
SELECT g.grupo, g.faixa, g.viagens_grupo, g.km_grupo, g.glosa_grupo, g.dentro, g.tarifada,
  CASE WHEN g.sem_viagem THEN 'Sem viagem apurada' ELSE c.tipo_publicado END AS tipo_viagem,
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
