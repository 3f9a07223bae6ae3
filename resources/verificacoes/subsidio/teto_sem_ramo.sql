SELECT f.data, CAST(NULL AS DECIMAL(38, 9)) AS valor, 'sem_ramo' AS sinal, f.servico, f.sentido, f.faixa_horaria_inicio,
    f.tipo_dia, t.d, t.planejadas, CAST(f.viagens_faixa AS BIGINT) AS viagens
FROM teto_da_faixa AS t
JOIN apoio_faixa AS f ON f.faixa = t.faixa
WHERE t.regra_teto IS NULL AND t.regra_excecao IS NULL AND NOT t.sem_dados
    AND (t.planejadas IS NULL OR f.viagens_faixa > t.planejadas)
