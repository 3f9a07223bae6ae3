SELECT d.data, CAST(NULL AS DECIMAL(38, 9)) AS valor, 'sem_veiculos' AS sinal
FROM dia_da_verificacao AS d
WHERE d.data NOT IN (SELECT data FROM aux_veiculo_dia_consolidada)
