-- Lowest and highest temperature the whole fleet leaves standing in an hour: interquartile range, then robust z-score.
-- Quartiles and medians come from counts per value: exact, and small however many points there are. They are kept times
-- 4, 2 and 4 so that nothing is divided. An hour where the deviation is zero keeps nothing.
WITH ponto AS (
    SELECT g.id_veiculo, g.datetime_gps, g.temperatura, 1 AS peso
    FROM in_gps_validador AS g
    JOIN dia_de_ponto AS d ON d.data = g.data
    WHERE g.modo = 'Ônibus' AND g.temperatura <> 0
    UNION ALL
    SELECT a.id_veiculo, a.datetime_gps, a.temperatura, a.peso_medida
    FROM ponto_ajuste AS a
    WHERE a.temperatura <> 0 AND a.peso_medida <> 0
), contada AS (
    SELECT v.data, EXTRACT(HOUR FROM v.hora) AS hora, p.temperatura, SUM(p.peso) AS n
    FROM ponto AS p
    JOIN viagem_hora AS v ON v.veiculo = p.id_veiculo AND v.hora = DATE_TRUNC('hour', p.datetime_gps)
        AND p.datetime_gps >= v.datetime_partida AND p.datetime_gps <= v.datetime_chegada
    WHERE v.com_ar
    GROUP BY v.data, EXTRACT(HOUR FROM v.hora), p.temperatura
), acumulada AS (
    SELECT data, hora, temperatura, CAST(n AS BIGINT) AS n,
        CAST(SUM(n) OVER (PARTITION BY data, hora ORDER BY temperatura NULLS FIRST) AS BIGINT) AS ate,
        CAST(SUM(n) OVER (PARTITION BY data, hora) AS BIGINT) AS total
    FROM contada
), quartil AS (
    SELECT data, hora,
        CAST((total - 1) % 4 AS DECIMAL(2, 0)) AS resto1, CAST(3 * (total - 1) % 4 AS DECIMAL(2, 0)) AS resto3,
        MIN(CASE WHEN ate > (total - 1) // 4 THEN temperatura END) AS a1,
        MIN(CASE WHEN ate > (total - 1) // 4 + 1 THEN temperatura END) AS b1,
        MIN(CASE WHEN ate > 3 * (total - 1) // 4 THEN temperatura END) AS a3,
        MIN(CASE WHEN ate > 3 * (total - 1) // 4 + 1 THEN temperatura END) AS b3
    FROM acumulada
    GROUP BY data, hora, total
), quartil4 AS (
    SELECT data, hora,
        CAST((4 - resto1) * a1 + resto1 * COALESCE(b1, a1) AS DECIMAL(18, 9)) AS q1,
        CAST((4 - resto3) * a3 + resto3 * COALESCE(b3, a3) AS DECIMAL(18, 9)) AS q3
    FROM quartil
), tipica AS (
    SELECT a.data, a.hora, a.temperatura, a.n
    FROM acumulada AS a
    JOIN quartil4 AS q ON q.data = a.data AND q.hora = a.hora
    JOIN regra AS r ON r.data = a.data
    WHERE 4 * a.temperatura >= q.q1 - r.temperatura_fator_iqr * CAST(q.q3 - q.q1 AS DECIMAL(18, 9))
        AND 4 * a.temperatura <= q.q3 + r.temperatura_fator_iqr * CAST(q.q3 - q.q1 AS DECIMAL(18, 9))
), meio AS (
    SELECT data, hora, temperatura, n,
        SUM(n) OVER (PARTITION BY data, hora ORDER BY temperatura NULLS FIRST) AS ate,
        SUM(n) OVER (PARTITION BY data, hora) AS total
    FROM tipica
), mediana2 AS (
    SELECT data, hora,
        MIN(CASE WHEN 2 * ate >= total THEN temperatura END) + MIN(CASE WHEN 2 * ate > total THEN temperatura END) AS m
    FROM meio
    GROUP BY data, hora
), desvio AS (
    SELECT t.data, t.hora, t.temperatura, t.n, CAST(ABS(2 * t.temperatura - m.m) AS DECIMAL(18, 9)) AS d
    FROM tipica AS t
    JOIN mediana2 AS m ON m.data = t.data AND m.hora = t.hora
), meio_desvio AS (
    SELECT data, hora, d,
        SUM(n) OVER (PARTITION BY data, hora ORDER BY d NULLS FIRST) AS ate,
        SUM(n) OVER (PARTITION BY data, hora) AS total
    FROM desvio
), desvio4 AS (
    SELECT data, hora,
        CAST(
            MIN(CASE WHEN 2 * ate >= total THEN d END) + MIN(CASE WHEN 2 * ate > total THEN d END) AS DECIMAL(18, 9)
        ) AS mad
    FROM meio_desvio
    GROUP BY data, hora
)
SELECT t.data, t.hora, MIN(t.temperatura) AS inferior, MAX(t.temperatura) AS superior,
    CAST(SUM(t.n) AS BIGINT) AS mantidas
FROM desvio AS t
JOIN desvio4 AS m ON m.data = t.data AND m.hora = t.hora
JOIN regra AS r ON r.data = t.data
WHERE m.mad > 0 AND 2 * r.temperatura_fator_z * t.d <= r.temperatura_escore_z * m.mad
GROUP BY t.data, t.hora
