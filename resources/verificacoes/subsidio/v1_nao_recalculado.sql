SELECT d.data, CAST(NULL AS DECIMAL(38, 9)) AS valor, 'v1_nao_recalculado' AS sinal, COUNT(v.viagem) AS viagens,
    COALESCE(SUM(v.km), 0) AS km
FROM dia_da_verificacao AS d
LEFT JOIN folha_viagem AS v ON v.data = d.data
GROUP BY d.data
