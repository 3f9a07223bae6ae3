-- Transactions of each trip, by card system; a trip without any has no row. Trips and transactions meet by vehicle and
-- hour first: a trip is repeated on each hour it touches, so that each pair is compared once. Hours outside the window
-- are one hour, lest a trip with absurd times be repeated without end.
-- The rules of the last day also hold for the day after, where its last trips end.
WITH relogio AS (
    SELECT CAST(inicio AS TIMESTAMP) AS zero, DATE_DIFF('hour', inicio, fim) + 48 AS fim_em_horas FROM janela
),
dias AS (
    SELECT data, transacao_atraso_dias, bilhetagem_modo FROM regra
    UNION ALL
    SELECT CAST(r.data + INTERVAL '1' DAY AS DATE), r.transacao_atraso_dias, r.bilhetagem_modo
    FROM regra AS r
    JOIN janela AS j ON j.fim = r.data
),
horas AS (
    SELECT
        b.numero,
        b.veiculo_sem_letra,
        b.servico,
        b.datetime_partida,
        b.datetime_chegada,
        b.datetime_partida_bilhetagem,
        GREATEST(-1, LEAST(k.fim_em_horas, DATE_DIFF('hour', k.zero, b.datetime_partida_bilhetagem))) AS primeira,
        GREATEST(-1, LEAST(k.fim_em_horas, DATE_DIFF('hour', k.zero, b.datetime_chegada))) AS ultima
    FROM viagem_bilhetagem AS b
    CROSS JOIN relogio AS k
),
por_hora AS (
    SELECT h.*, h.primeira AS hora FROM horas AS h
    UNION ALL
    SELECT h.*, u.hora
    FROM horas AS h
    CROSS JOIN UNNEST(GENERATE_SERIES(h.primeira + 1, h.ultima)) AS u(hora)
    WHERE h.ultima > h.primeira
),
transacoes AS (
    SELECT data, modo, id_veiculo, servico_jae, datetime_transacao, datetime_processamento, FALSE AS riocard
    FROM in_transacao
    UNION ALL
    SELECT data, modo, id_veiculo, servico_jae, datetime_transacao, datetime_processamento, TRUE
    FROM in_transacao_riocard
),
contaveis AS (
    SELECT
        t.id_veiculo,
        t.servico_jae,
        t.datetime_transacao,
        t.riocard,
        GREATEST(-1, LEAST(k.fim_em_horas, DATE_DIFF('hour', k.zero, t.datetime_transacao))) AS hora
    FROM transacoes AS t
    JOIN dias AS d ON d.data = t.data
    CROSS JOIN relogio AS k
    WHERE (
            d.transacao_atraso_dias IS NULL
            OR DATE_DIFF('day', CAST(t.datetime_transacao AS DATE), CAST(t.datetime_processamento AS DATE))
                <= d.transacao_atraso_dias
        )
        AND (d.bilhetagem_modo IS NULL OR t.modo = d.bilhetagem_modo)
)
SELECT
    h.numero,
    COUNT(*) FILTER (WHERE NOT t.riocard) AS quantidade_transacao,
    COUNT(*) FILTER (WHERE t.riocard) AS quantidade_transacao_riocard,
    COUNT(*) FILTER (WHERE t.servico_jae <> h.servico AND t.datetime_transacao > h.datetime_partida)
        AS quantidade_divergente
FROM por_hora AS h
JOIN contaveis AS t
    ON t.id_veiculo = h.veiculo_sem_letra
    AND t.hora = h.hora
    AND t.datetime_transacao BETWEEN h.datetime_partida_bilhetagem AND h.datetime_chegada
GROUP BY h.numero
