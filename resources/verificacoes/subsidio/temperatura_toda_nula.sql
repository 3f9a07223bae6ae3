SELECT t.data, v.pago AS valor, 'nula' AS sinal, t.id_viagem, t.id_veiculo, t.servico, t.id_validador, v.km
FROM apoio_sem_ponto AS t
JOIN apoio_viagem AS v ON v.data = t.data AND v.viagem = t.id_viagem
WHERE t.nula AND t.tipo_viagem LIKE 'Licenciado %' AND v.tipo_viagem LIKE 'Licenciado %'
