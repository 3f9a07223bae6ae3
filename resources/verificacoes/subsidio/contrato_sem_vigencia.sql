SELECT v.data, v.pago AS valor, CASE WHEN c.entrou > v.data THEN 'entrou_depois' ELSE 'sem_vigencia' END AS sinal,
    v.servico, v.viagem AS id_viagem, v.tipo_viagem, v.km
FROM apoio_viagem AS v
JOIN (
    SELECT servico, MIN(data) AS entrou FROM in_servico_contrato_abreviado WHERE servico IS NOT NULL GROUP BY servico
) AS c ON c.servico = v.servico
WHERE v.tipo_viagem = 'Licenciado sem ar e não autuado'
