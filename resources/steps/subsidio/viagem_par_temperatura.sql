-- First rules: every pair of (point, kept value) of the trip is one test, the external temperature being that of the
-- hour of the point. Pairs that pass, per trip; the number of pairs is points times kept values.
WITH ponto AS (
    SELECT g.id_veiculo, g.datetime_gps, g.temperatura, 1 AS peso
    FROM in_gps_validador AS g
    JOIN dia_de_ponto AS d ON d.data = g.data
    WHERE g.modo = 'Ônibus'
    UNION ALL
    SELECT a.id_veiculo, a.datetime_gps, a.temperatura, a.peso_medida FROM ponto_ajuste AS a WHERE a.peso_medida <> 0
), trecho AS (
    SELECT v.numero, v.veiculo, v.datetime_partida, v.datetime_chegada, v.hora, f.inferior, f.superior, f.regular_ate
    FROM viagem_hora AS v
    JOIN regra AS r ON r.data = v.data
    JOIN hora_da_frota AS f ON f.data = v.data AND f.hora = v.hora
    WHERE r.temperatura_por_viagem AND v.com_ar
), da_viagem AS (
    SELECT t.numero, t.regular_ate, p.temperatura,
        p.temperatura <> 0 AND p.temperatura >= t.inferior AND p.temperatura <= t.superior AS mantida,
        SUM(p.peso) AS n
    FROM ponto AS p
    JOIN trecho AS t ON t.veiculo = p.id_veiculo AND t.hora = DATE_TRUNC('hour', p.datetime_gps)
        AND p.datetime_gps >= t.datetime_partida AND p.datetime_gps <= t.datetime_chegada
    GROUP BY t.numero, t.regular_ate, p.temperatura,
        p.temperatura <> 0 AND p.temperatura >= t.inferior AND p.temperatura <= t.superior
), por_hora AS (
    SELECT numero, regular_ate, SUM(n) AS n FROM da_viagem GROUP BY numero, regular_ate
), por_valor AS (
    SELECT numero, temperatura, SUM(n) AS n FROM da_viagem WHERE mantida GROUP BY numero, temperatura
)
SELECT h.numero, CAST(SUM(h.n * v.n) AS BIGINT) AS pares_regulares
FROM por_hora AS h
JOIN por_valor AS v ON v.numero = h.numero AND v.temperatura <= h.regular_ate
GROUP BY h.numero
