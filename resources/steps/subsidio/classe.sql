-- Trips of a day of the same type and technologies are one class: what is told of each of them is told once
WITH distinta AS (
  SELECT data, tipo_viagem, tecnologia_apurada, tecnologia_remunerada, indicador_ar_condicionado
  FROM viagem_e_veiculo
  GROUP BY data, tipo_viagem, tecnologia_apurada, tecnologia_remunerada, indicador_ar_condicionado
)
SELECT
  ROW_NUMBER() OVER (
    ORDER BY d.data, d.tipo_viagem, d.tecnologia_apurada, d.tecnologia_remunerada, d.indicador_ar_condicionado
  ) AS classe,
  d.data, d.tipo_viagem, d.tecnologia_apurada, d.tecnologia_remunerada, d.indicador_ar_condicionado,
  x.tipo_viagem IS NULL AS conta_pof
FROM distinta d
LEFT JOIN lista_pof_exclui x ON x.data = d.data AND x.tipo_viagem = d.tipo_viagem
