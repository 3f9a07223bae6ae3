-- Days whose validator points count: from the first settled day to the day after the last.
WITH digito AS (
    SELECT 0 AS n UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4
    UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9
), dia AS (
    SELECT a.n * 100 + b.n * 10 + c.n AS n FROM digito AS a CROSS JOIN digito AS b CROSS JOIN digito AS c
), corrido AS (
    SELECT CAST(CAST(j.inicio AS TIMESTAMP) + d.n * INTERVAL 1 DAY AS DATE) AS data, j.fim
    FROM janela AS j CROSS JOIN dia AS d
)
SELECT data FROM corrido WHERE data <= CAST(fim + INTERVAL 1 DAY AS DATE)
