WITH linha AS (
    SELECT t.*, ROW_NUMBER() OVER (ORDER BY data_inicio, data_fim, perc_km_inferior, perc_km_superior, valor) AS n
    FROM in_valor_tipo_penalidade AS t
)
SELECT GREATEST(a.data_inicio, b.data_inicio) AS data, CAST(NULL AS DECIMAL(38, 9)) AS valor, 'sobreposta' AS sinal,
    a.perc_km_inferior, a.perc_km_superior, a.valor AS penalidade, b.perc_km_inferior AS outro_inferior,
    b.perc_km_superior AS outro_superior, b.valor AS outra_penalidade
FROM linha AS a
JOIN linha AS b ON a.n < b.n AND a.perc_km_inferior < b.perc_km_superior AND b.perc_km_inferior < a.perc_km_superior
    AND (b.data_fim IS NULL OR a.data_inicio <= b.data_fim) AND (a.data_fim IS NULL OR b.data_inicio <= a.data_fim)
