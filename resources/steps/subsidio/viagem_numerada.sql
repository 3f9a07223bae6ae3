-- Trips whose temperature is judged, each with a number: joining and grouping millions of points by number is cheap.
SELECT
    DENSE_RANK() OVER (ORDER BY v.data, v.id_viagem) AS numero,
    v.data, v.id_viagem, v.id_veiculo, SUBSTRING(v.id_veiculo, 2) AS veiculo, v.placa, v.ano_fabricacao, v.servico,
    v.datetime_partida, v.datetime_chegada,
    COALESCE(d.indicador_ar_condicionado, FALSE) AS com_ar
FROM viagem_classificada AS v
JOIN regra AS r ON r.data = v.data
LEFT JOIN aux_veiculo_dia_consolidada AS d ON d.data = v.data AND d.id_veiculo = v.id_veiculo
WHERE r.temperatura_apurada
