SELECT p.data, CAST(NULL AS DECIMAL(38, 9)) AS valor,
    CASE WHEN p.partidas_total_planejada IS NULL THEN 'vazia' ELSE 'zero' END AS sinal, p.servico, p.sentido,
    p.faixa_horaria_inicio, p.distancia_total_planejada
FROM (
    SELECT DISTINCT data, servico, sentido, faixa_horaria_inicio, distancia_total_planejada, partidas_total_planejada
    FROM in_viagem_planejada
) AS p
WHERE p.distancia_total_planejada > 0 AND (p.partidas_total_planejada IS NULL OR p.partidas_total_planejada <= 0)
