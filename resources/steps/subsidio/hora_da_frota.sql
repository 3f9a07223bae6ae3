-- Per settled day and clock hour its trips touch: the temperatures kept, and the highest that is regular.
-- A strict difference is the same as one smallest step less.
WITH passo AS (
    SELECT DISTINCT v.data, v.hora FROM viagem_hora AS v
), externa AS (
    SELECT t.data, t.hora, t.fonte, MAX(t.temperatura) AS temperatura
    FROM temperatura AS t
    GROUP BY t.data, t.hora, t.fonte
), medida AS (
    SELECT p.data, p.hora, MAX(e.temperatura) AS externa
    FROM passo AS p
    JOIN regra AS r ON r.data = p.data
    JOIN externa AS e ON e.data = CAST(p.hora AS DATE) AND e.hora = EXTRACT(HOUR FROM p.hora)
        AND (r.temperatura_fonte_unica IS NULL OR e.fonte = r.temperatura_fonte_unica)
    GROUP BY p.data, p.hora
)
SELECT p.data, p.hora, l.inferior, l.superior, m.externa,
    CASE WHEN m.externa - r.temperatura_diferenca > r.temperatura_limite
        THEN m.externa - r.temperatura_diferenca
            - CASE WHEN r.temperatura_diferenca_estrita THEN 0.000000001 ELSE 0.000000000 END
        ELSE r.temperatura_limite END AS regular_ate
FROM passo AS p
JOIN regra AS r ON r.data = p.data
LEFT JOIN limite_da_frota AS l ON l.data = p.data AND l.hora = EXTRACT(HOUR FROM p.hora)
LEFT JOIN medida AS m ON m.data = p.data AND m.hora = p.hora
