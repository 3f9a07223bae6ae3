SELECT v.data, CAST(v.km * v.teto AS DECIMAL(38, 9)) AS valor, v.tipo_viagem AS sinal, v.servico, v.sentido,
    v.viagem AS id_viagem, v.km
FROM apoio_viagem AS v
WHERE NOT v.dentro AND v.tarifa = 0 AND v.pof >= v.pof_minimo AND v.tipo_viagem <> 'Não licenciado'
