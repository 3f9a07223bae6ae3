-- Both ways, with the days of tolerance upstream's own test gives at each end of the seal.
WITH lacre AS (
    SELECT d.data, l.id_veiculo, MIN(l.data_inicio_lacre) AS inicio, MAX(l.data_fim_lacre) AS fim,
        MAX(CASE WHEN DATE_DIFF('day', l.data_inicio_lacre, d.data) >= $tolerancia
            AND (l.data_fim_lacre IS NULL OR DATE_DIFF('day', d.data, l.data_fim_lacre) > $tolerancia) THEN 1
                ELSE 0 END) AS firme
    FROM in_veiculo_fiscalizacao_lacre AS l
    JOIN dia_da_verificacao AS d ON DATE_DIFF('day', d.data, l.data_inicio_lacre) <= $tolerancia
        AND (l.data_fim_lacre IS NULL OR DATE_DIFF('day', l.data_fim_lacre, d.data) < $tolerancia)
    GROUP BY d.data, l.id_veiculo
), veiculo AS (
    SELECT v.data, v.id_veiculo, v.status, COALESCE(v.indicador_veiculo_lacrado, FALSE) AS lacrado
    FROM veiculo_dia AS v
    UNION ALL
    SELECT c.data, c.id_veiculo, c.status, c.status = 'Lacrado'
    FROM aux_veiculo_dia_consolidada AS c
    WHERE c.data NOT IN (SELECT data FROM veiculo_dia) AND c.status NOT IN ('Não licenciado', 'Não vistoriado')
)
SELECT v.data, CAST(NULL AS DECIMAL(38, 9)) AS valor,
    CASE WHEN v.lacrado THEN 'lacrado_sem_registro' ELSE 'registro_sem_lacre' END AS sinal, v.id_veiculo, v.status,
    l.inicio AS data_inicio_lacre, l.fim AS data_fim_lacre
FROM veiculo AS v
JOIN dia_da_verificacao AS d ON d.data = v.data
LEFT JOIN lacre AS l ON l.data = v.data AND l.id_veiculo = v.id_veiculo
WHERE (v.lacrado AND l.id_veiculo IS NULL) OR (NOT v.lacrado AND l.firme = 1)
