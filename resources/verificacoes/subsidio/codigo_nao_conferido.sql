-- The referee's answers exist for a few code dates; between them only the commits are known.
SELECT d.data, CAST(NULL AS DECIMAL(38, 9)) AS valor, 'codigo' AS sinal, $conhecido AS conhecido_em
FROM dia_da_verificacao AS d
WHERE NOT LIST_CONTAINS($conferidos, CAST($conhecido AS DATE))
