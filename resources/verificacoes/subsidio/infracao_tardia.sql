SELECT i.data, CAST(NULL AS DECIMAL(38, 9)) AS valor,
    CASE WHEN i.data_inclusao_datalake IS NULL THEN 'sem_inclusao' ELSE 'tardia' END AS sinal, i.id_auto_infracao,
    i.id_infracao, i.placa, i.data_inclusao_datalake
FROM in_autuacao_disciplinar_historico AS i
JOIN regra AS r ON r.data = i.data
LEFT JOIN lista_infracao_carga_fixa AS c ON c.data = i.data AND c.carga = i.data_inclusao_datalake
WHERE c.data IS NULL AND (i.data_inclusao_datalake IS NULL
    OR DATE_DIFF('day', i.data, i.data_inclusao_datalake) > r.infracao_prazo_dias)
