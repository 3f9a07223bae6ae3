SELECT p.data, CAST(NULL AS DECIMAL(38, 9)) AS valor, 'outra_versao' AS sinal, p.servico, p.feed_start_date,
    c.feed_start_date AS feed_do_calendario
FROM (SELECT DISTINCT data, servico, feed_start_date FROM in_viagem_planejada) AS p
JOIN in_subsidio_data_versao_efetiva AS c ON c.data = p.data
WHERE p.feed_start_date <> c.feed_start_date
