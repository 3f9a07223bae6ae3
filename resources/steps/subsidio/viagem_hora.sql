-- One row per trip and clock hour it touches: points meet trips on (vehicle, hour) instead of on a range alone.
WITH digito AS (
    SELECT 0 AS n UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4
    UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9
), hora AS (
    SELECT a.n * 100 + b.n * 10 + c.n AS n FROM digito AS a CROSS JOIN digito AS b CROSS JOIN digito AS c
), recorte AS (
    -- Points exist only from the first day to the day after the last: a trip of a year is cut to them.
    SELECT v.numero, v.data, v.veiculo, v.servico, v.com_ar, v.datetime_partida, v.datetime_chegada,
        DATE_TRUNC('hour', GREATEST(v.datetime_partida, CAST(j.inicio AS TIMESTAMP))) AS primeira,
        LEAST(v.datetime_chegada, CAST(j.fim AS TIMESTAMP) + INTERVAL 2 DAY) AS ultima
    FROM viagem_numerada AS v
    CROSS JOIN janela AS j
), medida AS (
    SELECT r.*, DATE_DIFF('hour', r.primeira, r.ultima) AS horas FROM recorte AS r WHERE r.primeira <= r.ultima
), usada AS (
    SELECT n FROM hora WHERE n <= (SELECT MAX(horas) FROM medida)
)
SELECT m.numero, m.data, m.veiculo, m.servico, m.com_ar, m.datetime_partida, m.datetime_chegada,
    m.primeira + u.n * INTERVAL 1 HOUR AS hora
FROM medida AS m
JOIN usada AS u ON u.n <= m.horas
