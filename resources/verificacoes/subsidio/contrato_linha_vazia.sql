SELECT d.data, CAST(NULL AS DECIMAL(38, 9)) AS valor, 'linha_vazia' AS sinal, COUNT(*) AS linhas
FROM dia_da_verificacao AS d
CROSS JOIN in_servico_contrato_abreviado AS c
WHERE c.servico IS NULL
GROUP BY d.data
