SELECT primeiro AS data, CAST(NULL AS DECIMAL(38, 9)) AS valor, situacao AS sinal, regra, clausula, ato, alteracao,
    conhecida, retirada, ultimo
FROM clausula_da_janela
WHERE situacao IN ('retirada', 'desligada')
