SELECT v.data, CAST(NULL AS DECIMAL(38, 9)) AS valor,
    CASE WHEN c.id_veiculo IS NULL THEN 'veiculo_ausente' WHEN c.status IS NULL THEN 'situacao_vazia'
        ELSE 'sem_tipo' END AS sinal,
    v.viagem AS id_viagem, v.id_veiculo, v.servico, v.km
FROM folha_viagem AS v
LEFT JOIN aux_veiculo_dia_consolidada AS c ON c.data = v.data AND c.id_veiculo = v.id_veiculo
WHERE v.tipo_viagem IS NULL
