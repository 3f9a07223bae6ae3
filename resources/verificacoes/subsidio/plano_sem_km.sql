WITH plano AS (
    SELECT DISTINCT data, servico, sentido, faixa_horaria_inicio, faixa_horaria_fim, distancia_total_planejada,
        partidas_total_planejada
    FROM in_viagem_planejada
    WHERE distancia_total_planejada IS NULL OR distancia_total_planejada <= 0
)
SELECT p.data, CAST(NULL AS DECIMAL(38, 9)) AS valor,
    CASE WHEN p.distancia_total_planejada IS NULL THEN 'vazia' ELSE 'zero' END AS sinal, p.servico, p.sentido,
    p.faixa_horaria_inicio, p.partidas_total_planejada, COUNT(v.viagem) AS viagens
FROM plano AS p
LEFT JOIN folha_viagem AS v ON v.faixa IS NULL AND v.data = p.data AND v.servico = p.servico
    AND v.datetime_partida BETWEEN p.faixa_horaria_inicio AND p.faixa_horaria_fim
GROUP BY p.data, p.servico, p.sentido, p.faixa_horaria_inicio, p.partidas_total_planejada, p.distancia_total_planejada
