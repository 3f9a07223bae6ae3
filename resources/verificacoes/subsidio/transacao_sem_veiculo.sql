SELECT t.data, CAST(NULL AS DECIMAL(38, 9)) AS valor, t.tabela AS sinal, COUNT(*) AS linhas
FROM (
    SELECT data, 'transacao' AS tabela FROM in_transacao WHERE id_veiculo IS NULL
    UNION ALL
    SELECT data, 'transacao_riocard' FROM in_transacao_riocard WHERE id_veiculo IS NULL
    UNION ALL
    SELECT data, 'gps_validador' FROM in_gps_validador WHERE id_veiculo IS NULL OR id_validador IS NULL
) AS t
GROUP BY t.data, t.tabela
