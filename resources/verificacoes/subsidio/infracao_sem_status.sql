SELECT i.data, CAST(NULL AS DECIMAL(38, 9)) AS valor, 'sem_status' AS sinal, i.id_auto_infracao, i.id_infracao, i.placa
FROM in_autuacao_disciplinar_historico AS i
WHERE i.status IS NULL
