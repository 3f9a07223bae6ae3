SELECT c.data, CAST(NULL AS DECIMAL(38, 9)) AS valor, c.tabela AS sinal, EXTRACT(HOUR FROM c.instante) AS hora,
    SUM(c.quantidade_origem) AS quantidade_origem, SUM(c.quantidade_capturada) AS quantidade_capturada
FROM in_captura_contagem AS c
WHERE c.tabela LIKE '%gps%' OR c.tabela LIKE '%registros%' OR c.tabela LIKE '%realocacao%'
GROUP BY c.data, c.tabela, EXTRACT(HOUR FROM c.instante)
HAVING COALESCE(SUM(c.quantidade_capturada), 0) = 0 OR SUM(c.quantidade_capturada) < $razao * SUM(c.quantidade_origem)
    OR SUM(c.quantidade_capturada) > SUM(c.quantidade_origem)
