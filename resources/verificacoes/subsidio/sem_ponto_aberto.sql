SELECT t.data, v.pago AS valor, 'sem_ponto' AS sinal, t.id_viagem, t.id_veiculo, t.servico, v.km
FROM viagem_transacao AS t
JOIN apoio_viagem AS v ON v.data = t.data AND v.viagem = t.id_viagem
WHERE t.id_validador IS NULL AND t.indicador_estado_equipamento_aberto AND t.tipo_viagem LIKE 'Licenciado %'
