SELECT v.id_viagem AS viagem, v.faixa, v.data, v.servico, v.sentido, v.id_veiculo, v.tipo_viagem, v.datetime_partida, v.km,
  v.tecnologia_apurada, v.tecnologia_remunerada, v.penalidade_tecnologia, v.indicador_ar_condicionado, v.tarifa, v.teto,
  v.judicial, v.ordem, v.tarifa AS tarifa_paga, v.tarifa_apurada, v.glosa_conta, f.pof, r.pof_minimo, p.posicao,
  CASE
    WHEN t.sem_dados THEN NULL
    WHEN p.posicao > p.limite THEN FALSE
    ELSE TRUE
  END AS dentro,
  CASE
    WHEN t.regra_excecao IS NOT NULL THEN t.regra_excecao
    WHEN p.posicao > p.limite THEN t.regra_teto
  END AS regra_teto
FROM viagem_tarifada v
JOIN regra r ON r.data = v.data
LEFT JOIN folha_pof f ON f.faixa = v.faixa
LEFT JOIN teto_da_faixa t ON t.faixa = v.faixa
LEFT JOIN viagem_posta p ON p.data = v.data AND p.id_viagem = v.id_viagem
