SELECT t.data, v.pago AS valor, 'descartada' AS sinal, t.id_viagem, t.id_veiculo, t.servico, t.id_validador, v.km
FROM apoio_sem_ponto AS t
JOIN apoio_viagem AS v ON v.data = t.data AND v.viagem = t.id_viagem
WHERE t.descarte = 100 AND t.regular AND NOT t.nula AND NOT t.zerada
    AND t.tipo_viagem LIKE 'Licenciado %' AND v.tipo_viagem LIKE 'Licenciado %'
