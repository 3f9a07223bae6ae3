SELECT t.data, CAST(NULL AS DECIMAL(38, 9)) AS valor, 'tecnologias' AS sinal, t.status AS tipo_viagem,
    COUNT(DISTINCT COALESCE(t.tecnologia, '')) AS tecnologias
FROM tarifa_do_dia AS t
JOIN regra AS r ON r.data = t.data AND r.tarifa_por = 'qualquer'
GROUP BY t.data, t.status
HAVING COUNT(DISTINCT COALESCE(t.tecnologia, '')) > 1
