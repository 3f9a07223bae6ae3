SELECT j.inicio AS data, CAST(NULL AS DECIMAL(38, 9)) AS valor, 'sem_vespera' AS sinal,
    COUNT(DISTINCT f.id_veiculo) AS veiculos
FROM janela AS j
LEFT JOIN aux_veiculo_falha_ar_condicionado AS f ON f.data = j.inicio
WHERE NOT EXISTS (
    SELECT 1 FROM in_aux_veiculo_falha_ar_condicionado AS a WHERE a.data = CAST(j.inicio - INTERVAL 1 DAY AS DATE)
)
GROUP BY j.inicio
