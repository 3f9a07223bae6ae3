SELECT primeiro AS data, CAST(NULL AS DECIMAL(38, 9)) AS valor, 'sem_data' AS sinal, regra, clausula, ato, ressalva,
    ultimo
FROM clausula_da_janela
WHERE situacao = 'vigente' AND ressalva <> ''
