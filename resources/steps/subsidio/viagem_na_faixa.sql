SELECT f.faixa, v.data, v.servico, v.sentido, v.id_viagem, v.id_veiculo, v.tipo_viagem, v.tecnologia_apurada,
  v.tecnologia_remunerada, v.datetime_partida, CAST(v.distancia_planejada AS DECIMAL(18, 9)) AS km,
  x.tipo_viagem IS NULL AS conta_pof
FROM viagem_transacao v
JOIN regra r ON r.data = v.data
LEFT JOIN faixa_planejada f ON f.data = v.data AND f.servico = v.servico
  AND f.chave_sentido = CASE WHEN r.por_sentido THEN COALESCE(v.sentido, '') ELSE '' END
  AND v.datetime_partida BETWEEN f.faixa_horaria_inicio AND f.faixa_horaria_fim
LEFT JOIN lista_pof_exclui x ON x.data = v.data AND x.tipo_viagem = v.tipo_viagem
