-- Hottest reading of the city per hour: INMET, else AlertaRio; the table as given when no station readings were.
WITH vigencia AS (
    SELECT MAX(temperatura_maxima_desde) AS maxima_desde FROM regra
), estacao AS (
    SELECT DISTINCT id_estacao FROM lista_estacao_inmet
), principal AS (
    SELECT data_particao AS data, horario AS hora, id_estacao, temperatura, temperatura_maxima
    FROM in_meteorologia_inmet
), contingencia AS (
    SELECT c.data, c.hora, c.id_estacao, c.temperatura, c.temperatura_maxima
    FROM in_staging_temperatura_inmet AS c
    WHERE NOT EXISTS (
        SELECT 1 FROM principal AS p WHERE p.data = c.data AND p.hora = c.hora AND p.id_estacao = c.id_estacao
    )
), leitura AS (
    SELECT l.data, EXTRACT(HOUR FROM l.hora) AS hora, l.temperatura, l.temperatura_maxima,
        COALESCE(l.data >= v.maxima_desde, FALSE) AS usa_maxima
    FROM (SELECT * FROM principal UNION ALL SELECT * FROM contingencia) AS l
    JOIN estacao AS e ON e.id_estacao = l.id_estacao
    CROSS JOIN vigencia AS v
), ajustada AS (
    -- The maximum read at an hour is that of the hour that ended: it belongs to the hour before.
    SELECT
        CASE WHEN usa_maxima AND hora = 0 THEN CAST(data - INTERVAL 1 DAY AS DATE) ELSE data END AS data,
        CASE WHEN NOT usa_maxima THEN hora WHEN hora = 0 THEN 23 ELSE hora - 1 END AS hora,
        CASE WHEN usa_maxima THEN temperatura_maxima ELSE temperatura END AS temperatura
    FROM leitura
), inmet AS (
    SELECT data, hora, MAX(temperatura) AS temperatura FROM ajustada GROUP BY data, hora
), alertario AS (
    SELECT data, EXTRACT(HOUR FROM hora) AS hora, MAX(temperatura) AS temperatura
    FROM in_temperatura_alertario
    GROUP BY data, EXTRACT(HOUR FROM hora)
), estacoes AS (
    SELECT COALESCE(i.data, a.data) AS data, COALESCE(i.hora, a.hora) AS hora,
        COALESCE(i.temperatura, a.temperatura) AS temperatura,
        CASE WHEN i.temperatura IS NOT NULL THEN 'inmet' WHEN a.data IS NOT NULL THEN 'alertario' END AS fonte
    FROM inmet AS i
    FULL OUTER JOIN alertario AS a ON a.data = i.data AND a.hora = i.hora
)
SELECT e.data, CAST(e.hora AS BIGINT) AS hora, e.temperatura, e.fonte
FROM estacoes AS e
JOIN janela AS j ON e.data >= j.inicio AND e.data <= CAST(j.fim + INTERVAL 1 DAY AS DATE)
UNION ALL
SELECT t.data, t.hora, t.temperatura, t.fonte
FROM in_temperatura AS t
WHERE NOT EXISTS (SELECT 1 FROM in_meteorologia_inmet)
    AND NOT EXISTS (SELECT 1 FROM in_staging_temperatura_inmet)
    AND NOT EXISTS (SELECT 1 FROM in_temperatura_alertario)
