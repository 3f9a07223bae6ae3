SELECT d.data, CAST(NULL AS DECIMAL(38, 9)) AS valor, 'horas' AS sinal,
    COUNT(DISTINCT CASE WHEN t.temperatura IS NOT NULL THEN t.hora END) AS horas
FROM dia_da_verificacao AS d
LEFT JOIN temperatura AS t ON t.data = d.data
GROUP BY d.data
HAVING COUNT(DISTINCT CASE WHEN t.temperatura IS NOT NULL THEN t.hora END) < $horas
