SELECT i.data_particao AS data, CAST(NULL AS DECIMAL(38, 9)) AS valor, 'sem_maxima' AS sinal, i.id_estacao,
    COUNT(*) AS leituras
FROM in_meteorologia_inmet AS i
JOIN regra AS r ON r.data = i.data_particao AND r.temperatura_maxima_desde <= i.data_particao
JOIN lista_estacao_inmet AS e ON e.data = i.data_particao AND e.id_estacao = i.id_estacao
WHERE i.temperatura_maxima IS NULL
GROUP BY i.data_particao, i.id_estacao
