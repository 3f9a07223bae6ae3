SELECT f.data, CAST(NULL AS DECIMAL(38, 9)) AS valor, COALESCE(f.tipo_dia, 'vazio') AS sinal,
    COUNT(*) AS faixas, CAST(SUM(f.viagens_faixa) AS BIGINT) AS viagens
FROM apoio_faixa AS f
WHERE f.tipo_dia_base IS NULL OR f.tipo_dia_base NOT IN ('Dia Útil', 'Sabado', 'Domingo', 'Ponto Facultativo')
GROUP BY f.data, f.tipo_dia
