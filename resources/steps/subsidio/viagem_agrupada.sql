-- the group of a trip as one number: its band, then its combination of type, technologies and tariff, then its place
SELECT
  v.faixa * 1000000 + COALESCE(c.combinacao, 0) * 10 + CASE WHEN v.dentro THEN 1 WHEN NOT v.dentro THEN 2 ELSE 3 END AS grupo,
  v.faixa, c.combinacao, v.dentro, v.km, v.glosa_tecnologia, v.viagem
FROM folha_viagem v
LEFT JOIN combinacao c ON v.tipo_viagem IS NOT DISTINCT FROM c.tipo_viagem
  AND v.tecnologia_apurada IS NOT DISTINCT FROM c.tecnologia_apurada
  AND v.tecnologia_remunerada IS NOT DISTINCT FROM c.tecnologia_remunerada
  AND v.tarifa IS NOT DISTINCT FROM c.tarifa AND v.teto IS NOT DISTINCT FROM c.teto
  AND v.judicial IS NOT DISTINCT FROM c.judicial
  AND v.indicador_ar_condicionado IS NOT DISTINCT FROM c.indicador_ar_condicionado
WHERE v.faixa IS NOT NULL
