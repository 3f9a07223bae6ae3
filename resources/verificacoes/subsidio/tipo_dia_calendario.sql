SELECT p.data, CAST(NULL AS DECIMAL(38, 9)) AS valor,
    CASE WHEN c.data IS NULL THEN 'fora_do_calendario' ELSE 'difere' END AS sinal, p.tipo_dia, c.tipo_dia
        AS tipo_no_calendario,
    c.subtipo_dia, COUNT(*) AS faixas
FROM faixa_planejada AS p
LEFT JOIN in_subsidio_data_versao_efetiva AS c ON c.data = p.data
WHERE c.data IS NULL OR p.tipo_dia IS NULL OR c.tipo_dia IS NULL
    OR (p.tipo_dia <> c.tipo_dia AND p.tipo_dia <> CONCAT(c.tipo_dia, ' - ', COALESCE(c.subtipo_dia, '')))
GROUP BY p.data, p.tipo_dia, c.data, c.tipo_dia, c.subtipo_dia
