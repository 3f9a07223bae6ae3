SELECT t.data, v.pago AS valor, 'so_riocard' AS sinal, t.id_viagem, t.servico, t.quantidade_transacao_riocard, v.km
FROM viagem_transacao AS t
JOIN apoio_viagem AS v ON v.data = t.data AND v.viagem = t.id_viagem
WHERE t.quantidade_transacao = 0 AND t.quantidade_transacao_riocard > 0 AND t.tipo_viagem LIKE 'Licenciado %'
