SELECT g.data, CAST(NULL AS DECIMAL(38, 9)) AS valor, 'meio_zero' AS sinal, g.id_veiculo, COUNT(*) AS pontos
FROM in_gps_validador AS g
WHERE (g.latitude = 0 AND g.longitude <> 0) OR (g.latitude <> 0 AND g.longitude = 0)
GROUP BY g.data, g.id_veiculo
