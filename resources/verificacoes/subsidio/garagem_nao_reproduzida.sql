SELECT d.data, CAST(NULL AS DECIMAL(38, 9)) AS valor, 'garagem' AS sinal, COUNT(t.id_viagem) AS viagens
FROM dia_da_verificacao AS d
LEFT JOIN viagem_transacao AS t ON t.data = d.data
GROUP BY d.data
