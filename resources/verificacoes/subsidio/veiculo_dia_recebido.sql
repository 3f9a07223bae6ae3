SELECT d.data, CAST(NULL AS DECIMAL(38, 9)) AS valor, 'recebido' AS sinal, COUNT(c.id_veiculo) AS veiculos
FROM dia_da_verificacao AS d
JOIN aux_veiculo_dia_consolidada AS c ON c.data = d.data
WHERE d.data NOT IN (SELECT data FROM veiculo_dia)
GROUP BY d.data
