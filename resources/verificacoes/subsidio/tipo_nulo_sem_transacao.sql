SELECT g.data, CAST(NULL AS DECIMAL(38, 9)) AS valor, 'sem_tipo' AS sinal, g.id_viagem, g.id_veiculo, g.servico, g.km
FROM apoio_sem_transacao AS g
WHERE g.tipo_antes IS NULL
