SELECT d.data, CAST(NULL AS DECIMAL(38, 9)) AS valor,
    CASE WHEN d.data IN (SELECT data FROM faixa_planejada) THEN 'com_plano' ELSE 'sem_plano' END AS sinal
FROM dia_da_verificacao AS d
