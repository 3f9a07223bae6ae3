SELECT f.data, CAST(NULL AS DECIMAL(38, 9)) AS valor,
    CASE WHEN COUNT(v.viagem) >= t.planejadas THEN 'menos_que_o_plano' ELSE 'fora_sem_exceder' END AS sinal,
    f.servico, f.sentido, f.faixa_horaria_inicio, t.planejadas, COUNT(v.viagem) AS viagens,
    COUNT(CASE WHEN v.dentro THEN 1 END) AS dentro
FROM teto_da_faixa AS t
JOIN faixa_planejada AS f ON f.faixa = t.faixa
JOIN folha_viagem AS v ON v.faixa = t.faixa
WHERE NOT t.sem_dados
GROUP BY f.data, f.servico, f.sentido, f.faixa_horaria_inicio, t.faixa, t.planejadas
HAVING COUNT(CASE WHEN v.dentro THEN 1 END) < LEAST(COUNT(v.viagem), t.planejadas)
