SELECT t.data, CAST(NULL AS DECIMAL(38, 9)) AS valor, t.regra_temperatura AS sinal, t.id_viagem, t.id_veiculo, t.servico
FROM apoio_sem_ponto AS t
WHERE t.tipo_viagem = 'Detectado com ar inoperante' AND t.id_validador IS NULL
