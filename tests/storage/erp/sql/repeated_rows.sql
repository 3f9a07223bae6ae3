SELECT operacao_frota.data_operacao, operacao_frota.codigo_setor, operacao_frota.codigo_veiculo, operacao_frota.km_rodada, max(operacao_frota.litros_combustivel) AS litros, count(*) AS vezes
FROM operacao_frota
WHERE operacao_frota.status_registro = :status_1 AND operacao_frota.codigo_setor IN (:setor_1_1, :setor_1_2, :setor_1_3, :setor_1_4) AND operacao_frota.data_operacao >= :data_1 AND operacao_frota.data_operacao < :data_2 AND operacao_frota.km_rodada >= 0 AND (operacao_frota.litros_combustivel IS NULL OR operacao_frota.litros_combustivel >= 0) AND operacao_frota.codigo_veiculo IS NOT NULL GROUP BY operacao_frota.data_operacao, operacao_frota.codigo_setor, operacao_frota.codigo_veiculo, operacao_frota.km_rodada
HAVING count(*) > 1 ORDER BY operacao_frota.data_operacao, operacao_frota.codigo_setor, operacao_frota.codigo_veiculo, operacao_frota.km_rodada
 FETCH FIRST 200 ROWS ONLY
