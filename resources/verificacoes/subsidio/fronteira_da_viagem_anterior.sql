SELECT b.data, CAST(NULL AS DECIMAL(38, 9)) AS valor, 'fronteira' AS sinal, b.id_viagem, b.id_veiculo,
    MAX(v.datetime_chegada) AS chegada_da_vespera
FROM viagem_bilhetagem AS b
JOIN regra AS r ON r.data = b.data AND r.viagem_anterior_desde = b.data
JOIN in_viagem_completa AS v ON v.id_veiculo = b.id_veiculo AND v.data = CAST(b.data - INTERVAL 1 DAY AS DATE)
    AND v.datetime_chegada > b.datetime_partida_bilhetagem AND v.datetime_partida < b.datetime_partida
GROUP BY b.data, b.id_viagem, b.id_veiculo
