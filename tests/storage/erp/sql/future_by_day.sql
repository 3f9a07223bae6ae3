SELECT TRUNC(operacao_frota.data_operacao) AS dia, operacao_frota.codigo_setor AS setor, count(*) AS linhas
FROM operacao_frota
WHERE operacao_frota.status_registro = :status_1 AND operacao_frota.codigo_setor IN (:setor_1_1, :setor_1_2, :setor_1_3, :setor_1_4) AND operacao_frota.data_operacao >= :data_1 GROUP BY TRUNC(operacao_frota.data_operacao), operacao_frota.codigo_setor ORDER BY TRUNC(operacao_frota.data_operacao), operacao_frota.codigo_setor
 FETCH FIRST 1000 ROWS ONLY
