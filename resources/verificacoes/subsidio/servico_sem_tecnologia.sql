SELECT f.data, CAST(NULL AS DECIMAL(38, 9)) AS valor,
    CASE WHEN MAX(CASE WHEN t.servico IS NOT NULL THEN 1 ELSE 0 END) = 0 THEN 'sem_linha' ELSE 'sem_limites' END
        AS sinal, f.servico
FROM (SELECT DISTINCT data, servico FROM faixa_planejada) AS f
LEFT JOIN in_tecnologia_servico AS t ON t.servico = f.servico AND f.data >= t.inicio_vigencia
    AND (t.fim_vigencia IS NULL OR f.data <= t.fim_vigencia)
GROUP BY f.data, f.servico
HAVING MAX(CASE WHEN t.maior_tecnologia_permitida IS NOT NULL AND t.menor_tecnologia_permitida IS NOT NULL
    THEN 1 ELSE 0 END) = 0
