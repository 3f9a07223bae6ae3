-- State of the equipment per trip and validator, on the days before it came with the temperature (subsidy.md 3.4).
-- Points meet trips by vehicle and hour, as the transactions do. The rules of a day also read the points of the day
-- after, where its last trips end.
WITH relogio AS (
    SELECT CAST(inicio AS TIMESTAMP) AS zero, DATE_DIFF('hour', inicio, fim) + 48 AS fim_em_horas FROM janela
),
dias AS (
    SELECT data, captura_atraso_dias, bilhetagem_modo, coordenada_zero_desde, ponto_por_servico
    FROM regra WHERE transacao_apos <> 'temperatura'
    UNION ALL
    SELECT
        CAST(r.data + INTERVAL '1' DAY AS DATE), r.captura_atraso_dias, r.bilhetagem_modo, r.coordenada_zero_desde,
        r.ponto_por_servico
    FROM regra AS r
    WHERE r.transacao_apos <> 'temperatura'
        AND CAST(r.data + INTERVAL '1' DAY AS DATE)
            NOT IN (SELECT data FROM regra WHERE transacao_apos <> 'temperatura')
),
pontos AS (
    SELECT
        p.data,
        p.datetime_gps,
        p.id_veiculo,
        p.id_validador,
        p.latitude,
        p.longitude,
        p.servico_jae,
        CASE WHEN d.ponto_por_servico THEN p.servico_jae END AS servico_do_grupo,
        p.estado_equipamento = 'ABERTO' AS aberto,
        COALESCE(p.data >= d.coordenada_zero_desde, FALSE) AS zero_conta
    FROM in_gps_validador AS p
    JOIN dias AS d ON d.data = p.data
    WHERE (
            d.captura_atraso_dias IS NULL
            OR DATE_DIFF('day', CAST(p.datetime_gps AS DATE), CAST(p.datetime_captura AS DATE))
                <= d.captura_atraso_dias
        )
        AND (d.bilhetagem_modo IS NULL OR p.modo = d.bilhetagem_modo)
),
posicoes AS (
    SELECT
        id_veiculo,
        id_validador,
        MIN(servico_jae) AS servico_jae,
        MIN(datetime_gps) AS datetime_gps,
        COUNT(*) FILTER (WHERE aberto) > 0 AS aberto
    FROM pontos
    WHERE CASE WHEN zero_conta THEN latitude <> 0 AND longitude <> 0 ELSE latitude <> 0 OR longitude <> 0 END
    GROUP BY data, id_veiculo, id_validador, servico_do_grupo, latitude, longitude
    UNION ALL
    SELECT id_veiculo, id_validador, servico_jae, datetime_gps, aberto
    FROM pontos
    WHERE zero_conta AND latitude = 0 AND longitude = 0
),
pontos_por_hora AS (
    SELECT
        p.*,
        GREATEST(-1, LEAST(k.fim_em_horas, DATE_DIFF('hour', k.zero, p.datetime_gps))) AS hora
    FROM posicoes AS p
    CROSS JOIN relogio AS k
),
horas AS (
    SELECT
        b.numero,
        b.veiculo_sem_letra,
        b.servico,
        b.datetime_partida,
        b.datetime_chegada,
        GREATEST(-1, LEAST(k.fim_em_horas, DATE_DIFF('hour', k.zero, b.datetime_partida))) AS primeira,
        GREATEST(-1, LEAST(k.fim_em_horas, DATE_DIFF('hour', k.zero, b.datetime_chegada))) AS ultima
    FROM viagem_bilhetagem AS b
    JOIN regra AS r ON r.data = b.data AND r.transacao_apos <> 'temperatura'
    CROSS JOIN relogio AS k
),
viagens_por_hora AS (
    SELECT h.*, h.primeira AS hora FROM horas AS h
    UNION ALL
    SELECT h.*, u.hora
    FROM horas AS h
    CROSS JOIN UNNEST(GENERATE_SERIES(h.primeira + 1, h.ultima)) AS u(hora)
    WHERE h.ultima > h.primeira
),
contados AS (
    SELECT
        h.numero,
        p.id_validador,
        COUNT(*) AS pontos,
        COUNT(*) FILTER (WHERE p.aberto) AS abertos,
        COUNT(*) FILTER (WHERE p.servico_jae <> h.servico) > 0 AS indicador_gps_servico_divergente
    FROM viagens_por_hora AS h
    JOIN pontos_por_hora AS p
        ON p.id_veiculo = h.veiculo_sem_letra
        AND p.hora = h.hora
        AND p.datetime_gps BETWEEN h.datetime_partida AND h.datetime_chegada
    GROUP BY h.numero, p.id_validador
)
SELECT
    b.data,
    b.id_viagem,
    c.id_validador,
    c.indicador_gps_servico_divergente,
    c.abertos >= r.equipamento_aberto_minimo * c.pontos AS indicador_estado_equipamento_aberto,
    CAST((c.abertos * 100000 // c.pontos) / 100000 AS DECIMAL(18, 9)) AS percentual_estado_equipamento_aberto
FROM contados AS c
JOIN viagem_bilhetagem AS b ON b.numero = c.numero
JOIN regra AS r ON r.data = b.data
