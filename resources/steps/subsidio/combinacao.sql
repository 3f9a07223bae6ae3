SELECT ROW_NUMBER() OVER (
    ORDER BY tipo_viagem, tecnologia_apurada, tecnologia_remunerada, tarifa, teto, judicial, indicador_ar_condicionado
  ) AS combinacao,
  tipo_viagem, tecnologia_apurada, tecnologia_remunerada, tarifa, teto, judicial, indicador_ar_condicionado
FROM folha_viagem
GROUP BY tipo_viagem, tecnologia_apurada, tecnologia_remunerada, tarifa, teto, judicial, indicador_ar_condicionado
