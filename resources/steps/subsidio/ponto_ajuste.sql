-- What repeated points change. Summing every point once and these rows besides gives the sums over the points as the
-- rule wants them (each point once; in the equipment state one point per position), without sorting all of them.
WITH particao AS (
    -- The day of the turn, and the day after it when no turn of its own comes.
    SELECT d.data FROM dia_da_vez AS d
    UNION ALL
    SELECT p.data FROM dia_da_vez AS d
    JOIN dia_de_ponto AS p ON p.data = CAST(d.data + INTERVAL 1 DAY AS DATE)
    WHERE NOT EXISTS (SELECT 1 FROM regra AS r WHERE r.data = p.data)
), mesmo_instante AS (
    SELECT g.id_validador, g.datetime_gps
    FROM in_gps_validador AS g
    JOIN particao AS p ON p.data = g.data
    WHERE g.modo = 'Ônibus'
    GROUP BY g.id_validador, g.datetime_gps
    HAVING COUNT(*) > 1
), mesma_posicao AS (
    SELECT g.id_validador, g.latitude, g.longitude
    FROM in_gps_validador AS g
    JOIN particao AS p ON p.data = g.data
    WHERE g.modo = 'Ônibus' AND g.latitude <> 0 AND g.longitude <> 0
    GROUP BY g.id_validador, g.latitude, g.longitude
    HAVING COUNT(*) > 1
), suspeita AS (
    SELECT g.data, g.id_veiculo, g.id_validador, g.datetime_gps, g.datetime_captura, g.servico_jae,
        g.estado_equipamento, g.latitude, g.longitude, g.temperatura,
        CASE WHEN g.estado_equipamento = 'ABERTO' THEN 1 ELSE 0 END AS aberto,
        m.datetime_gps IS NOT NULL AS no_instante, q.latitude IS NOT NULL AS na_posicao
    FROM in_gps_validador AS g
    JOIN particao AS p ON p.data = g.data
    LEFT JOIN mesmo_instante AS m
        ON m.id_validador IS NOT DISTINCT FROM g.id_validador AND m.datetime_gps = g.datetime_gps
    LEFT JOIN mesma_posicao AS q ON q.id_validador IS NOT DISTINCT FROM g.id_validador
        AND q.latitude = g.latitude AND q.longitude = g.longitude
    WHERE g.modo = 'Ônibus' AND (m.datetime_gps IS NOT NULL OR q.latitude IS NOT NULL)
), linha AS (
    SELECT data, id_veiculo, id_validador, datetime_gps, datetime_captura, servico_jae, estado_equipamento, aberto,
        latitude, longitude, temperatura, COUNT(*) AS copias
    FROM suspeita
    WHERE no_instante
    GROUP BY data, id_veiculo, id_validador, datetime_gps, datetime_captura, servico_jae, estado_equipamento, aberto,
        latitude, longitude, temperatura
), simultanea AS (
    SELECT l.*, COUNT(*) OVER (PARTITION BY l.id_veiculo, l.id_validador, l.datetime_gps) AS juntas FROM linha AS l
), parada AS (
    SELECT data, id_veiculo, id_validador, datetime_gps, servico_jae, latitude, longitude, aberto
    FROM suspeita
    WHERE na_posicao
)
SELECT data, id_veiculo, id_validador, servico_jae, datetime_gps, temperatura, aberto,
    1 - copias AS peso_medida,
    juntas - copias AS peso_regular,
    CASE WHEN latitude = 0 AND longitude = 0 THEN 1 - copias ELSE 0 END AS peso_estado
FROM simultanea
WHERE copias > 1 OR juntas > 1
UNION ALL
SELECT data, id_veiculo, id_validador, servico_jae, datetime_gps, NULL, aberto, 0, 0, -1
FROM parada
UNION ALL
SELECT data, id_veiculo, id_validador, servico_jae, MIN(datetime_gps), NULL, MAX(aberto), 0, 0, 1
FROM parada
GROUP BY data, id_veiculo, id_validador, servico_jae, latitude, longitude
