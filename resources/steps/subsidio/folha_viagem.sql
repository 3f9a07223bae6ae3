-- Every settled trip with all that the payment knows of it, put together from where each part stands
SELECT v.id_viagem AS viagem, g.faixa, v.data, v.servico, v.sentido, v.id_veiculo, c.tipo_viagem, v.datetime_partida,
  g.km, c.tecnologia_apurada, c.tecnologia_remunerada, c.penalidade_tecnologia, c.indicador_ar_condicionado, c.tarifa,
  c.teto, c.judicial, c.ordem, c.tarifa_apurada, c.conta_pof, c.glosa_conta, f.pof, g.posicao, g.dentro, g.grupo,
  g.glosa_tecnologia,
  CASE
    WHEN t.regra_excecao IS NOT NULL THEN t.regra_excecao
    WHEN g.posicao > t.limite THEN t.regra_teto
  END AS regra_teto
FROM folha_glosa g
JOIN viagem_transacao v ON v.numero = g.viagem
JOIN classe_tarifada c ON c.tarifada = g.tarifada
LEFT JOIN folha_pof f ON f.faixa = g.faixa
LEFT JOIN teto_da_faixa t ON t.faixa = g.faixa
