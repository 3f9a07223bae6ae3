SELECT d.data, CAST(NULL AS DECIMAL(38, 9)) AS valor, 'duas_vigencias' AS sinal, t.servico, COUNT(*) AS linhas,
    (SELECT COUNT(DISTINCT v.viagem) FROM folha_viagem AS v WHERE v.data = d.data AND v.servico = t.servico) AS viagens
FROM dia_da_verificacao AS d
JOIN in_tecnologia_servico AS t ON d.data >= t.inicio_vigencia AND (t.fim_vigencia IS NULL OR d.data <= t.fim_vigencia)
GROUP BY d.data, t.servico
HAVING COUNT(*) > 1
