SELECT v.data, CAST(NULL AS DECIMAL(38, 9)) AS valor, 'madrugada' AS sinal, v.id_viagem, v.servico_realizado AS servico,
    v.datetime_partida, v.distancia_planejada AS km
FROM in_viagem_completa AS v
WHERE DATE_DIFF('day', v.data, CAST(v.datetime_partida AS DATE)) >= 1 OR EXTRACT(HOUR
    FROM v.datetime_partida) < $fim_da_madrugada
