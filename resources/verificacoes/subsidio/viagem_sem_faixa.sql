WITH plano AS (
    SELECT DISTINCT data, servico FROM faixa_planejada
)
SELECT v.data, CAST(COALESCE(v.km * v.tarifa, 0) AS DECIMAL(38, 9)) AS valor,
    CASE WHEN p.servico IS NULL THEN 'sem_plano' ELSE 'fora_da_faixa' END AS sinal,
    v.viagem AS id_viagem, v.servico, v.sentido, v.datetime_partida, v.tipo_viagem, v.km
FROM folha_viagem AS v
LEFT JOIN plano AS p ON p.data = v.data AND p.servico = v.servico
WHERE v.faixa IS NULL
