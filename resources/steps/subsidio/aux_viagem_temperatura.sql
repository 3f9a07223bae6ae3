-- Indicators of the trip: those of the validator chosen for it or, in the first rules, of all its points together.
WITH disputada AS (
    SELECT numero FROM viagem_validador WHERE id_validador IS NOT NULL GROUP BY numero HAVING COUNT(*) > 1
), preterido AS (
    SELECT v.numero, v.id_validador
    FROM viagem_validador AS v
    JOIN disputada AS d ON d.numero = v.numero
    WHERE v.id_validador IS NOT NULL
    QUALIFY ROW_NUMBER() OVER (
        PARTITION BY v.numero
        ORDER BY CASE WHEN v.com_ar AND NOT v.zerada AND v.transmitida AND v.regular THEN 0 ELSE 1 END,
            CASE WHEN v.com_ar THEN v.percentual_regular ELSE 0 END DESC,
            CASE WHEN v.com_ar THEN v.mantidos ELSE 0 END DESC,
            CASE WHEN v.com_ar AND v.transmitida THEN 0 ELSE 1 END,
            v.id_validador
    ) > 1
), escolhido AS (
    SELECT v.*
    FROM viagem_validador AS v
    JOIN regra AS r ON r.data = v.data
    WHERE v.id_validador IS NOT NULL AND NOT r.temperatura_por_viagem
        AND NOT EXISTS (SELECT 1 FROM preterido AS p WHERE p.numero = v.numero AND p.id_validador = v.id_validador)
), junta AS (
    -- A trip without points counts as one point without temperature.
    SELECT t.numero, t.data,
        COALESCE(SUM(v.pontos), 1) AS pontos, COALESCE(SUM(v.nulos + v.zeros), 1) AS nulos_zeros,
        COALESCE(SUM(v.mantidos), 0) AS mantidos,
        COALESCE(SUM(v.pontos - v.nulos), 0) > 0 AS transmitida,
        COALESCE(MIN(v.menor) < MAX(v.maior), FALSE)
            OR (COALESCE(SUM(v.zeros), 0) > 0 AND MIN(v.menor) IS NOT NULL) AS varia,
        COALESCE(MAX(p.pares_regulares), 0) AS pares_regulares
    FROM viagem_numerada AS t
    JOIN regra AS r ON r.data = t.data
    LEFT JOIN viagem_validador AS v ON v.numero = t.numero
    LEFT JOIN viagem_par_temperatura AS p ON p.numero = t.numero
    WHERE r.temperatura_por_viagem AND t.com_ar
    GROUP BY t.numero, t.data
), inteira AS (
    SELECT j.numero, j.data, CAST(j.pontos AS BIGINT) AS pontos, CAST(j.nulos_zeros AS BIGINT) AS nulos_zeros,
        CAST(j.mantidos AS BIGINT) AS mantidos, j.transmitida, j.varia,
        CAST(j.pares_regulares AS BIGINT) AS pares_regulares
    FROM junta AS j
), cortada AS (
    SELECT i.*,
        0.01 * CAST(COALESCE(100 * i.pares_regulares // NULLIF(i.pontos * i.mantidos, 0), 0) AS DECIMAL(15, 0))
            AS fracao_regular,
        0.01 * CAST(100 - 100 * i.mantidos // i.pontos AS DECIMAL(15, 0)) AS fracao_descartada,
        0.01 * CAST(100 * i.nulos_zeros // i.pontos AS DECIMAL(15, 0)) AS fracao_nula_zero
    FROM inteira AS i
)
SELECT t.data, t.id_viagem, t.id_veiculo, e.id_validador, t.numero, t.placa, t.ano_fabricacao, t.com_ar,
    CASE WHEN r.temperatura_por_viagem THEN c.pontos WHEN t.com_ar THEN e.pontos END AS quantidade_pre_tratamento,
    CASE WHEN t.com_ar THEN e.nulos END AS quantidade_nula,
    CASE WHEN t.com_ar THEN e.zeros END AS quantidade_zero,
    CASE WHEN r.temperatura_por_viagem THEN c.mantidos WHEN t.com_ar THEN e.mantidos END AS quantidade_pos_tratamento,
    CASE
        WHEN r.temperatura_por_viagem
            THEN c.mantidos > 0
            AND 100 * c.pares_regulares >= r.temperatura_percentual_regular * (c.pontos * c.mantidos)
        WHEN t.com_ar THEN e.regular
    END AS indicador_temperatura_regular_viagem,
    CASE WHEN r.temperatura_por_viagem THEN c.fracao_regular WHEN t.com_ar THEN e.percentual_regular END
        AS percentual_temperatura_regular,
    CASE WHEN r.temperatura_por_viagem THEN c.varia WHEN t.com_ar THEN e.varia END
        AS indicador_temperatura_variacao_viagem,
    CASE WHEN r.temperatura_por_viagem THEN c.transmitida WHEN t.com_ar THEN e.transmitida END
        AS indicador_temperatura_transmitida_viagem,
    CASE
        WHEN r.temperatura_por_viagem THEN 100 * c.fracao_descartada > r.temperatura_percentual_descartado
        WHEN t.com_ar THEN e.descartada
    END AS indicador_temperatura_pos_tratamento_descartada_viagem,
    CASE WHEN r.temperatura_por_viagem THEN c.fracao_descartada WHEN t.com_ar THEN e.percentual_descartado END
        AS percentual_temperatura_pos_tratamento_descartada,
    CASE WHEN t.com_ar THEN e.nula END AS indicador_temperatura_nula_viagem,
    CASE WHEN t.com_ar THEN e.percentual_nulo END AS percentual_temperatura_nula_descartada,
    CASE WHEN t.com_ar THEN e.zerada END AS indicador_temperatura_zero_viagem,
    CASE WHEN t.com_ar THEN e.percentual_zero END AS percentual_temperatura_zero_descartada,
    c.nulos_zeros AS quantidade_nula_zero,
    100 * c.fracao_nula_zero >= r.temperatura_percentual_total AS indicador_temperatura_nula_zero_viagem,
    c.fracao_nula_zero AS percentual_temperatura_nula_zero_descartada
FROM viagem_numerada AS t
JOIN regra AS r ON r.data = t.data
LEFT JOIN escolhido AS e ON e.numero = t.numero
LEFT JOIN cortada AS c ON c.numero = t.numero
