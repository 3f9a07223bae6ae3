SELECT c.data, CAST(NULL AS DECIMAL(38, 9)) AS valor, 'repetido' AS sinal, c.id_veiculo, COUNT(*) AS linhas
FROM aux_veiculo_dia_consolidada AS c
JOIN dia_da_verificacao AS d ON d.data = c.data
GROUP BY c.data, c.id_veiculo
HAVING COUNT(*) > 1
