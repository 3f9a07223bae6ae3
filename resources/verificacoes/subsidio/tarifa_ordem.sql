WITH tipo AS (
    SELECT t.data, t.status, MIN(t.ordem) AS ordem, MAX(t.tarifa) AS tarifa
    FROM tarifa_do_dia AS t
    JOIN regra AS r ON r.data = t.data AND r.ordem_por_penalidade
    GROUP BY t.data, t.status
)
SELECT a.data, CAST(NULL AS DECIMAL(38, 9)) AS valor,
    CASE WHEN a.ordem IS NULL THEN 'sem_ordem' ELSE 'empate' END AS sinal, a.status AS tipo_viagem, a.ordem
FROM tipo AS a
WHERE a.ordem IS NULL
    OR EXISTS (SELECT 1 FROM tipo AS b WHERE b.data = a.data AND b.status <> a.status AND b.ordem = a.ordem)
