-- Trips whose temperature is judged, each with a number: joining and grouping millions of points by number is cheap.
-- The number is given to narrow rows, for a window carries along every column it is given.
WITH numero_da_viagem AS (
    SELECT data, id_viagem, ROW_NUMBER() OVER (ORDER BY data, datetime_partida, id_viagem) AS numero
    FROM viagem_classificada
)
SELECT n.numero, v.data, v.id_viagem, v.id_veiculo, SUBSTRING(v.id_veiculo, 2) AS veiculo, v.placa, v.ano_fabricacao,
    v.servico, v.sentido, v.datetime_partida, v.datetime_chegada, v.distancia_planejada, v.tecnologia_apurada,
    v.tecnologia_remunerada, v.tipo_viagem, COALESCE(d.indicador_ar_condicionado, FALSE) AS com_ar
FROM viagem_classificada AS v
JOIN regra AS r ON r.data = v.data
JOIN numero_da_viagem AS n ON n.data = v.data AND n.id_viagem = v.id_viagem
LEFT JOIN aux_veiculo_dia_consolidada AS d ON d.data = v.data AND d.id_veiculo = v.id_veiculo
WHERE r.temperatura_apurada
