SELECT g.data, g.valeria AS valor, x.clausula AS sinal, g.id_viagem, g.servico, g.tipo_antes, g.km
FROM apoio_sem_transacao AS g
JOIN fora_transacao_excecao AS x ON x.data = g.data
    AND DATE_DIFF('second', CAST(x.dia AS TIMESTAMP), g.datetime_partida)
        BETWEEN x.hora_inicio * 3600 AND x.hora_fim * 3600
