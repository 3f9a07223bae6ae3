SELECT d.data, CAST(NULL AS DECIMAL(38, 9)) AS valor, t.tabela AS sinal
FROM dia_da_verificacao AS d
CROSS JOIN (SELECT DISTINCT tabela FROM in_captura_contagem) AS t
LEFT JOIN (SELECT DISTINCT data, tabela FROM in_captura_contagem) AS c ON c.data = d.data AND c.tabela = t.tabela
WHERE c.data IS NULL
