-- Counts per trip and validator: temperatures of trips with air conditioning, state of the equipment of every trip.
WITH ponto AS (
    SELECT g.id_veiculo, g.id_validador, g.servico_jae, g.datetime_gps, g.temperatura,
        CASE WHEN g.estado_equipamento = 'ABERTO' THEN 1 ELSE 0 END AS aberto,
        1 AS peso_medida, 1 AS peso_regular,
        CASE
            WHEN g.latitude <> 0 AND g.longitude <> 0 THEN 1
            WHEN g.latitude = 0 AND g.longitude = 0 THEN 1
            ELSE 0
        END AS peso_estado
    FROM in_gps_validador AS g
    JOIN dia_de_ponto AS d ON d.data = g.data
    WHERE g.modo = 'Ônibus'
    UNION ALL
    SELECT id_veiculo, id_validador, servico_jae, datetime_gps, temperatura, aberto, peso_medida, peso_regular,
        peso_estado
    FROM ponto_ajuste
), trecho AS (
    SELECT v.numero, v.veiculo, v.servico, v.datetime_partida, v.datetime_chegada, v.hora,
        f.inferior, f.superior, f.regular_ate
    FROM viagem_hora AS v
    LEFT JOIN hora_da_frota AS f ON f.data = v.data AND f.hora = v.hora
), contada AS (
    SELECT t.numero, p.id_validador,
        SUM(p.peso_medida) AS pontos,
        SUM(CASE WHEN p.temperatura IS NULL THEN p.peso_medida ELSE 0 END) AS nulos,
        SUM(CASE WHEN p.temperatura = 0 THEN p.peso_medida ELSE 0 END) AS zeros,
        SUM(CASE WHEN p.temperatura <> 0 AND p.temperatura >= t.inferior AND p.temperatura <= t.superior
            THEN p.peso_medida ELSE 0 END) AS mantidos,
        SUM(CASE WHEN p.temperatura <> 0 AND p.temperatura >= t.inferior AND p.temperatura <= t.superior
            AND p.temperatura <= t.regular_ate THEN p.peso_regular ELSE 0 END) AS regulares,
        MIN(CASE WHEN p.temperatura <> 0 THEN p.temperatura END) AS menor,
        MAX(CASE WHEN p.temperatura <> 0 THEN p.temperatura END) AS maior,
        SUM(p.peso_estado) AS estados,
        SUM(p.peso_estado * p.aberto) AS abertos,
        SUM(CASE WHEN p.servico_jae <> t.servico THEN p.peso_estado ELSE 0 END) AS divergentes
    FROM ponto AS p
    JOIN trecho AS t ON t.veiculo = p.id_veiculo AND t.hora = DATE_TRUNC('hour', p.datetime_gps)
        AND p.datetime_gps >= t.datetime_partida AND p.datetime_gps <= t.datetime_chegada
    GROUP BY t.numero, p.id_validador
), medida AS (
    SELECT v.numero, v.data, v.id_viagem, v.com_ar, c.id_validador,
        CAST(c.pontos AS BIGINT) AS pontos, CAST(c.nulos AS BIGINT) AS nulos, CAST(c.zeros AS BIGINT) AS zeros,
        CAST(c.mantidos AS BIGINT) AS mantidos, CAST(c.regulares AS BIGINT) AS regulares,
        c.menor IS NOT NULL AS transmitida, COALESCE(c.menor < c.maior, FALSE) AS varia, c.menor, c.maior,
        CAST(c.estados AS BIGINT) AS estados, CAST(c.abertos AS BIGINT) AS abertos,
        CAST(c.divergentes AS BIGINT) AS divergentes
    FROM contada AS c
    JOIN viagem_numerada AS v ON v.numero = c.numero
), parte AS (
    -- Percentages are cut at two decimals, not rounded.
    SELECT m.*,
        0.01 * CAST(COALESCE(10000 * m.regulares // NULLIF(m.mantidos, 0), 0) AS DECIMAL(15, 0)) AS percentual_regular,
        0.01 * CAST(10000 * (m.pontos - m.mantidos) // m.pontos AS DECIMAL(15, 0)) AS percentual_descartado,
        0.01 * CAST(10000 * m.zeros // m.pontos AS DECIMAL(15, 0)) AS percentual_zero,
        0.01 * CAST(10000 * m.nulos // m.pontos AS DECIMAL(15, 0)) AS percentual_nulo
    FROM medida AS m
)
SELECT p.*,
    p.percentual_zero = r.temperatura_percentual_total AS zerada,
    p.percentual_nulo = r.temperatura_percentual_total AS nula,
    p.percentual_descartado > r.temperatura_percentual_descartado AS descartada,
    CASE
        WHEN p.percentual_descartado = r.temperatura_percentual_total
            AND p.percentual_zero < r.temperatura_percentual_total
            THEN TRUE
        ELSE p.mantidos > 0 AND 100 * p.regulares >= r.temperatura_percentual_regular * p.mantidos
    END AS regular
FROM parte AS p
JOIN regra AS r ON r.data = p.data
