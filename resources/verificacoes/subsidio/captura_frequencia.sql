SELECT c.data, CAST(NULL AS DECIMAL(38, 9)) AS valor, c.tabela AS sinal, COUNT(DISTINCT c.instante) AS instantes
FROM in_captura_contagem AS c
WHERE c.tabela LIKE '%registros%' OR c.tabela LIKE '%realocacao%'
GROUP BY c.data, c.tabela
HAVING COUNT(DISTINCT c.instante) < CASE WHEN c.tabela LIKE '%registros%' THEN $por_dia_registros
    ELSE $por_dia_realocacao END
