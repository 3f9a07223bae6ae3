WITH visto AS (
    SELECT v.data, v.tipo_viagem AS tipo, 'viagem' AS sinal, COUNT(*) AS linhas FROM folha_viagem AS v
    WHERE v.tipo_viagem IS NOT NULL GROUP BY v.data, v.tipo_viagem
    UNION ALL
    SELECT c.data, c.status, 'situacao', COUNT(*) FROM aux_veiculo_dia_consolidada AS c
    WHERE c.status IS NOT NULL GROUP BY c.data, c.status
    UNION ALL
    SELECT t.data, t.status, 'tarifa', COUNT(*) FROM tarifa_do_dia AS t GROUP BY t.data, t.status
)
SELECT v.data, CAST(NULL AS DECIMAL(38, 9)) AS valor, v.sinal, v.tipo AS tipo_viagem, v.linhas
FROM visto AS v
LEFT JOIN apoio_tipo_conhecido AS k ON k.tipo = v.tipo
WHERE k.tipo IS NULL
