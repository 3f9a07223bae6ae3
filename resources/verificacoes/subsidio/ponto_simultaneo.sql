SELECT p.data, CAST(NULL AS DECIMAL(38, 9)) AS valor, 'mesmo_instante' AS sinal, p.id_veiculo, p.id_validador,
    p.datetime_gps, COUNT(*) AS pontos
FROM ponto_ajuste AS p
WHERE p.peso_regular + 1 - p.peso_medida > 1
GROUP BY p.data, p.id_veiculo, p.id_validador, p.datetime_gps
HAVING COUNT(*) > 1
