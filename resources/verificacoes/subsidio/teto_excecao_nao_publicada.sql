SELECT v.data, CAST(NULL AS DECIMAL(38, 9)) AS valor, 'sem_lista' AS sinal, v.servico, COUNT(*) AS viagens,
    SUM(v.valeria) AS em_jogo
FROM apoio_viagem AS v
WHERE NOT v.dentro
GROUP BY v.data, v.servico
