WITH tardia AS (
    SELECT t.data, t.id_veiculo, t.datetime_transacao,
        CASE WHEN t.datetime_processamento IS NULL THEN 'sem_processamento' ELSE 'tardia' END AS sinal
    FROM (
        SELECT data, id_veiculo, datetime_transacao, datetime_processamento FROM in_transacao
        UNION ALL
        SELECT data, id_veiculo, datetime_transacao, datetime_processamento FROM in_transacao_riocard
    ) AS t
    JOIN regra AS r ON r.data = t.data
    WHERE r.transacao_atraso_dias IS NOT NULL AND (t.datetime_processamento IS NULL
        OR DATE_DIFF('day', CAST(t.datetime_transacao AS DATE), CAST(t.datetime_processamento AS DATE))
            > r.transacao_atraso_dias)
), alvo AS (
    SELECT g.*, SUBSTR(g.id_veiculo, 2) AS veiculo FROM apoio_sem_transacao AS g
    WHERE g.regra_transacao = 'transacao.sem_transacao' AND g.aberto
), atingida AS (
    SELECT t.data, t.sinal, t.id_veiculo, t.datetime_transacao, g.id_viagem, g.valeria,
        ROW_NUMBER() OVER (PARTITION BY g.data, g.id_viagem ORDER BY t.datetime_transacao) AS vez
    FROM tardia AS t
    LEFT JOIN alvo AS g ON g.veiculo = t.id_veiculo
        AND t.datetime_transacao BETWEEN g.datetime_partida_bilhetagem AND g.datetime_chegada
)
SELECT data, SUM(CASE WHEN id_viagem IS NOT NULL AND vez = 1 THEN valeria ELSE 0 END) AS valor, sinal, id_veiculo,
    COUNT(*) AS transacoes, COUNT(DISTINCT id_viagem) AS viagens
FROM atingida
GROUP BY data, sinal, id_veiculo
