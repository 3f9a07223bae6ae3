SELECT t.data_inicio AS data, CAST(NULL AS DECIMAL(38, 9)) AS valor,
    CASE WHEN t.subsidio_km IS NULL THEN 'sem_valor' WHEN t.subsidio_km < 0 THEN 'negativa'
        WHEN t.data_fim IS NULL THEN 'sem_fim' ELSE 'fim_antes_do_inicio' END AS sinal,
    t.status AS tipo_viagem, t.tecnologia, t.subsidio_km, t.data_fim
FROM in_valor_km_tipo_viagem AS t
WHERE t.subsidio_km IS NULL OR t.subsidio_km < 0 OR t.data_fim IS NULL OR t.data_fim < t.data_inicio
