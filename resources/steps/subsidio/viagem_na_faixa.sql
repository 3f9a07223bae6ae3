SELECT v.numero, f.faixa, c.classe, v.datetime_partida, v.km, c.conta_pof
FROM viagem_e_veiculo v
JOIN regra r ON r.data = v.data
JOIN classe c ON c.data = v.data AND c.tipo_viagem IS NOT DISTINCT FROM v.tipo_viagem
  AND c.tecnologia_apurada IS NOT DISTINCT FROM v.tecnologia_apurada
  AND c.tecnologia_remunerada IS NOT DISTINCT FROM v.tecnologia_remunerada
  AND c.indicador_ar_condicionado = v.indicador_ar_condicionado
LEFT JOIN faixa_planejada f ON f.data = v.data AND f.servico = v.servico
  AND f.chave_sentido = CASE WHEN r.por_sentido THEN COALESCE(v.sentido, '') ELSE '' END
  AND v.datetime_partida BETWEEN f.faixa_horaria_inicio AND f.faixa_horaria_fim
