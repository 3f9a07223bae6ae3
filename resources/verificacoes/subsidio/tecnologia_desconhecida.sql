SELECT v.data, CAST(NULL AS DECIMAL(38, 9)) AS valor, COALESCE(v.tecnologia_apurada, 'vazia') AS sinal,
    v.tipo_viagem, COUNT(*) AS viagens, SUM(v.km) AS km
FROM folha_viagem AS v
LEFT JOIN in_tecnologia_prioridade AS p ON p.tecnologia = v.tecnologia_apurada
WHERE p.tecnologia IS NULL AND v.tipo_viagem LIKE 'Licenciado %'
GROUP BY v.data, v.tecnologia_apurada, v.tipo_viagem
