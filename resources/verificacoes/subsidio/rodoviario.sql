SELECT c.data, SUM(v.pago) AS valor,
    CASE WHEN r.rodoviario_nao_licenciado THEN 'nao_licenciado' ELSE 'pago' END AS sinal, c.id_veiculo, c.tipo_veiculo,
    COUNT(v.viagem) AS viagens, COALESCE(SUM(v.km), 0) AS km
FROM veiculo_dia AS c
JOIN regra AS r ON r.data = c.data
JOIN apoio_viagem AS v ON v.data = c.data AND v.id_veiculo = c.id_veiculo
WHERE c.tipo_veiculo LIKE '%ROD%'
GROUP BY c.data, r.rodoviario_nao_licenciado, c.id_veiculo, c.tipo_veiculo
