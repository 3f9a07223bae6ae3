SELECT d.data, CAST(NULL AS DECIMAL(38, 9)) AS valor, 'sem_plano' AS sinal, COUNT(v.id_viagem) AS viagens,
    COALESCE(SUM(v.distancia_planejada), 0) AS km
FROM dia_da_verificacao AS d
LEFT JOIN in_viagem_completa AS v ON v.data = d.data
WHERE d.data NOT IN (SELECT data FROM faixa_planejada)
GROUP BY d.data
