SELECT v.data, CAST(NULL AS DECIMAL(38, 9)) AS valor, CASE WHEN v.km IS NULL THEN 'vazia' ELSE 'nao_positiva' END
    AS sinal,
    v.viagem AS id_viagem, v.servico, v.km
FROM folha_viagem AS v
WHERE v.km IS NULL OR v.km <= 0
