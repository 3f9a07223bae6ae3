SELECT v.data, v.servico, v.sentido, v.tipo_viagem, v.tecnologia_apurada, v.tecnologia_remunerada, v.viagem AS id_viagem,
  v.km AS distancia_planejada, v.tarifa AS subsidio_km, v.teto AS subsidio_km_teto,
  CAST(v.glosa_tecnologia AS DECIMAL(38, 9)) AS valor_glosado_tecnologia,
  v.penalidade_tecnologia AS indicador_penalidade_tecnologia, v.judicial AS indicador_penalidade_judicial, v.ordem,
  v.dentro AS indicador_viagem_dentro_limite, v.regra_teto, v.posicao, v.faixa
FROM folha_viagem v
JOIN regra r ON r.data = v.data
WHERE r.trajeto_remunerado
