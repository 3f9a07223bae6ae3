SELECT d.data, CAST(NULL AS DECIMAL(38, 9)) AS valor, t.tabela AS sinal
FROM dia_da_verificacao AS d
CROSS JOIN (
    SELECT 'transacao' AS tabela UNION ALL SELECT 'transacao_riocard' UNION ALL SELECT 'gps_validador'
) AS t
LEFT JOIN (
    SELECT DISTINCT data, 'transacao' AS tabela FROM in_transacao
    UNION ALL
    SELECT DISTINCT data, 'transacao_riocard' FROM in_transacao_riocard
    UNION ALL
    SELECT DISTINCT data, 'gps_validador' FROM in_gps_validador
) AS p ON p.data = d.data AND p.tabela = t.tabela
WHERE p.data IS NULL
