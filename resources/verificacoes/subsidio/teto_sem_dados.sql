SELECT v.data, v.valeria AS valor, 'sem_ordem_de_servico' AS sinal, v.servico, v.sentido, v.viagem AS id_viagem,
    v.tipo_viagem, v.km
FROM apoio_viagem AS v
WHERE v.dentro IS NULL AND v.faixa IS NOT NULL
