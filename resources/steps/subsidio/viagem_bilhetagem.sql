-- Each settled trip with the stretch in which its transactions count (subsidy.md section 3.4), whatever its type is.
-- Trips of days that are not settled take part only as the previous trip of a vehicle. Each trip gets a number, which
-- later steps meet by: an integer is cheaper than the name of a trip.
WITH corrida AS (
    SELECT
        BOOL_OR(viagem_anterior_fora_da_janela) AS fora_da_janela,
        MAX(viagem_anterior_desde) AS fronteira
    FROM regra
),
viagens AS (
    SELECT
        v.data, v.id_viagem, v.id_veiculo, v.servico, v.sentido, v.distancia_planejada, v.datetime_partida,
        v.datetime_chegada, TRUE AS apurada
    FROM viagem_regularidade_temperatura AS v
    JOIN regra AS r ON r.data = v.data AND r.transacao_apos = 'temperatura'
    UNION ALL
    SELECT
        v.data, v.id_viagem, v.id_veiculo, v.servico, v.sentido, v.distancia_planejada, v.datetime_partida,
        v.datetime_chegada, TRUE
    FROM viagem_classificada AS v
    JOIN regra AS r ON r.data = v.data AND r.transacao_apos = 'classificacao'
    UNION ALL
    SELECT
        v.data, v.id_viagem, v.id_veiculo, v.servico_realizado, v.sentido, v.distancia_planejada, v.datetime_partida,
        v.datetime_chegada, TRUE
    FROM in_viagem_completa AS v
    JOIN regra AS r ON r.data = v.data AND r.transacao_apos = 'situacao'
    UNION ALL
    SELECT
        v.data, v.id_viagem, v.id_veiculo, v.servico_realizado, v.sentido, v.distancia_planejada, v.datetime_partida,
        v.datetime_chegada, FALSE
    FROM in_viagem_completa AS v
    CROSS JOIN janela AS j
    CROSS JOIN corrida AS c
    WHERE DATE_DIFF('day', v.data, j.inicio) <= CASE WHEN c.fora_da_janela THEN 1 ELSE 0 END
        AND v.data <= j.fim
        AND v.data NOT IN (SELECT data FROM regra)
),
veiculos AS (
    SELECT id_veiculo, ROW_NUMBER() OVER (ORDER BY id_veiculo) AS numero
    FROM (SELECT DISTINCT id_veiculo FROM in_viagem_completa)
),
seguidas AS (
    SELECT
        v.data, v.id_viagem, v.id_veiculo, v.servico, v.sentido, v.distancia_planejada, v.datetime_partida,
        v.datetime_chegada, v.apurada,
        n.numero * 2 + CASE WHEN v.data < c.fronteira THEN 1 ELSE 0 END AS numero_veiculo
    FROM viagens AS v
    JOIN veiculos AS n ON n.id_veiculo = v.id_veiculo
    CROSS JOIN corrida AS c
),
numeradas AS (
    SELECT
        data, id_viagem, id_veiculo, servico, sentido, distancia_planejada, datetime_partida, datetime_chegada, apurada,
        numero_veiculo,
        LAG(datetime_chegada) OVER (
            PARTITION BY numero_veiculo ORDER BY datetime_partida, datetime_chegada, id_viagem
        ) AS chegada_anterior,
        ROW_NUMBER() OVER (
            PARTITION BY numero_veiculo ORDER BY datetime_partida, datetime_chegada, id_viagem
        ) AS posicao
    FROM seguidas
)
SELECT
    s.numero_veiculo * 10000000 + s.posicao AS numero,
    s.data,
    s.id_viagem,
    s.id_veiculo,
    SUBSTR(s.id_veiculo, 2) AS veiculo_sem_letra,
    s.servico,
    s.sentido,
    s.distancia_planejada,
    s.datetime_partida,
    s.datetime_chegada,
    CASE
        WHEN s.chegada_anterior IS NULL
            THEN s.datetime_partida - r.bilhetagem_janela_minutos * INTERVAL '1' MINUTE
        ELSE GREATEST(s.datetime_partida - r.bilhetagem_janela_minutos * INTERVAL '1' MINUTE, s.chegada_anterior)
            + INTERVAL '1' SECOND
    END AS datetime_partida_bilhetagem
FROM numeradas AS s
JOIN regra AS r ON r.data = s.data
WHERE s.apurada
