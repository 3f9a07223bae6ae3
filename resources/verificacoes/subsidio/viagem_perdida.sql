SELECT c.data, CAST(NULL AS DECIMAL(38, 9)) AS valor, 'perdida' AS sinal, c.id_viagem, c.servico_realizado AS servico,
    c.distancia_planejada AS km
FROM in_viagem_completa AS c
JOIN dia_da_verificacao AS d ON d.data = c.data
WHERE NOT EXISTS (SELECT 1 FROM folha_viagem AS v WHERE v.data = c.data AND v.viagem = c.id_viagem)
