-- Hours in which the fleet sent temperatures and not one was kept: the deviation was zero, and everybody passes.
WITH vazia AS (
    SELECT h.numero, h.data, h.veiculo, h.hora, h.datetime_partida, h.datetime_chegada
    FROM viagem_hora AS h
    LEFT JOIN limite_da_frota AS l ON l.data = h.data AND l.hora = EXTRACT(HOUR FROM h.hora)
    WHERE h.com_ar AND l.data IS NULL
)
SELECT v.data, CAST(NULL AS DECIMAL(38, 9)) AS valor, 'desvio_zero' AS sinal, EXTRACT(HOUR FROM v.hora) AS hora,
    COUNT(DISTINCT v.numero) AS viagens, COUNT(*) AS pontos, MIN(g.temperatura) AS menor, MAX(g.temperatura) AS maior
FROM vazia AS v
JOIN in_gps_validador AS g ON g.id_veiculo = v.veiculo AND DATE_TRUNC('hour', g.datetime_gps) = v.hora
    AND g.datetime_gps >= v.datetime_partida AND g.datetime_gps <= v.datetime_chegada
WHERE g.modo = 'Ônibus' AND g.temperatura <> 0
GROUP BY v.data, EXTRACT(HOUR FROM v.hora)
