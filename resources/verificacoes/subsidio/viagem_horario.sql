SELECT v.data, CAST(NULL AS DECIMAL(38, 9)) AS valor,
    CASE WHEN v.datetime_chegada <= v.datetime_partida THEN 'chegada_antes' ELSE 'fora_do_dia' END AS sinal,
    v.id_viagem, v.servico_realizado AS servico, v.datetime_partida, v.datetime_chegada
FROM in_viagem_completa AS v
WHERE v.datetime_chegada <= v.datetime_partida OR CAST(v.datetime_partida AS DATE) < v.data
    OR DATE_DIFF('day', v.data, CAST(v.datetime_partida AS DATE)) > 1
