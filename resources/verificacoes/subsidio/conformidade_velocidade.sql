SELECT c.data, CAST(NULL AS DECIMAL(38, 9)) AS valor,
    CASE WHEN v.id_viagem IS NULL THEN 'excluida' ELSE 'mantida' END AS sinal, c.id_viagem,
    c.servico_realizado AS servico, c.velocidade_media, c.distancia_planejada AS km
FROM in_viagem_conformidade AS c
LEFT JOIN in_viagem_completa AS v ON v.data = c.data AND v.id_viagem = c.id_viagem
WHERE c.velocidade_media > $velocidade
