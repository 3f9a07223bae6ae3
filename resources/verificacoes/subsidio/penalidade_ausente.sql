SELECT d.data, CAST(NULL AS DECIMAL(38, 9)) AS valor, 'valor_tipo_penalidade' AS sinal,
    COUNT(f.faixa) AS faixas, COUNT(CASE WHEN f.pof < r.pof_media THEN 1 END) AS faixas_penalizaveis
FROM dia_da_verificacao AS d
JOIN regra AS r ON r.data = d.data
LEFT JOIN apoio_faixa AS f ON f.data = d.data
WHERE d.data NOT IN (
    SELECT q.data FROM regra AS q JOIN in_valor_tipo_penalidade AS p ON q.data BETWEEN p.data_inicio AND p.data_fim
)
GROUP BY d.data
