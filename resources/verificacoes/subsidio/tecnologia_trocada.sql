SELECT l.data, CAST(NULL AS DECIMAL(38, 9)) AS valor, 'entre_cargas' AS sinal, l.id_veiculo,
    COUNT(DISTINCT l.tecnologia) AS tecnologias, MIN(l.tecnologia) AS uma, MAX(l.tecnologia) AS outra
FROM in_veiculo_licenciamento_dia AS l
JOIN dia_da_verificacao AS d ON d.data = l.data
GROUP BY l.data, l.id_veiculo
HAVING COUNT(DISTINCT l.tecnologia) > 1
UNION ALL
SELECT MIN(c.data), CAST(NULL AS DECIMAL(38, 9)), 'entre_dias', c.id_veiculo, COUNT(DISTINCT c.tecnologia),
    MIN(c.tecnologia), MAX(c.tecnologia)
FROM aux_veiculo_dia_consolidada AS c
JOIN dia_da_verificacao AS d ON d.data = c.data
GROUP BY c.id_veiculo
HAVING COUNT(DISTINCT c.tecnologia) > 1
