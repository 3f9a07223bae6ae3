SELECT d.data, CAST(NULL AS DECIMAL(38, 9)) AS valor, 'sem_viagens' AS sinal
FROM dia_da_verificacao AS d
WHERE d.data NOT IN (SELECT data FROM in_viagem_completa)
