SELECT k.data, COALESCE(SUM(v.pago), 0) AS valor, 'com_tarifa' AS sinal, k.status AS tipo_viagem, k.tarifa,
    COUNT(v.viagem) AS viagens
FROM apoio_tarifa AS k
LEFT JOIN apoio_viagem AS v
    ON v.data = k.data AND v.tipo_viagem = k.status AND v.chave_tecnologia = k.chave_tecnologia
WHERE k.tarifa > 0 AND k.status NOT LIKE 'Licenciado %'
GROUP BY k.data, k.status, k.chave_tecnologia, k.tarifa
