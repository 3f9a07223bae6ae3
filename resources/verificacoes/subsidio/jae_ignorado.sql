SELECT g.data, g.valeria AS valor, 'so_jae' AS sinal, g.id_viagem, g.servico, g.tipo_antes, g.quantidade_transacao, g.km
FROM apoio_sem_transacao AS g
WHERE g.regra_transacao = 'transacao.sem_transacao' AND g.aberto AND g.quantidade_transacao > 0
    AND g.quantidade_transacao_riocard = 0
