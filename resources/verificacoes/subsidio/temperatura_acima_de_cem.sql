SELECT a.data, v.pago AS valor, 'acima_de_cem' AS sinal, a.id_viagem, a.id_validador, a.percentual_temperatura_regular
FROM aux_viagem_temperatura_validador AS a
JOIN regra AS r ON r.data = a.data
JOIN apoio_viagem AS v ON v.data = a.data AND v.viagem = a.id_viagem
WHERE a.percentual_temperatura_regular * CASE WHEN r.temperatura_em_fracao THEN 100 ELSE 1 END > 100
