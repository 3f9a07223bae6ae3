SELECT primeiro AS data, CAST(NULL AS DECIMAL(38, 9)) AS valor, 'futura' AS sinal, regra, clausula, ato, alteracao,
    conhecida, ultimo
FROM clausula_da_janela
WHERE situacao = 'futura'
