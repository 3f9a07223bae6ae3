SELECT f.data, CAST(NULL AS DECIMAL(38, 9)) AS valor, 'sem_limite' AS sinal, f.servico, f.sentido,
    f.faixa_horaria_inicio,
    CAST(f.viagens_faixa AS BIGINT) AS viagens, f.km_apurada_faixa, f.km_planejada, f.pof
FROM apoio_faixa AS f
WHERE f.pof > $pof
