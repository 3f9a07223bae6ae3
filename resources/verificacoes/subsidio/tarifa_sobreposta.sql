WITH linha AS (
    SELECT t.*, ROW_NUMBER() OVER (ORDER BY status, tecnologia, data_inicio, data_fim, subsidio_km) AS n
    FROM in_valor_km_tipo_viagem AS t
)
SELECT GREATEST(a.data_inicio, b.data_inicio) AS data, CAST(NULL AS DECIMAL(38, 9)) AS valor,
    CASE WHEN a.data_inicio = b.data_inicio THEN 'mesmo_inicio' ELSE 'sobreposta' END AS sinal,
    a.status AS tipo_viagem, a.tecnologia, a.data_inicio, a.data_fim, a.subsidio_km,
    b.data_inicio AS outro_inicio, b.data_fim AS outro_fim, b.subsidio_km AS outro_valor
FROM linha AS a
JOIN linha AS b ON a.status = b.status AND a.tecnologia IS NOT DISTINCT FROM b.tecnologia AND a.n < b.n
    AND (b.data_fim IS NULL OR a.data_inicio <= b.data_fim) AND (a.data_fim IS NULL OR b.data_inicio <= a.data_fim)
