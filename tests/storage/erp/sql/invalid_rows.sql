SELECT operacao_frota.data_operacao, operacao_frota.codigo_setor, operacao_frota.codigo_veiculo, operacao_frota.km_rodada, operacao_frota.litros_combustivel
FROM operacao_frota
WHERE operacao_frota.status_registro = :status_1 AND operacao_frota.codigo_setor IN (:setor_1_1, :setor_1_2, :setor_1_3, :setor_1_4) AND operacao_frota.data_operacao >= :data_1 AND operacao_frota.data_operacao < :data_2 AND (operacao_frota.km_rodada IS NULL OR operacao_frota.km_rodada < 0 OR operacao_frota.litros_combustivel < 0) ORDER BY operacao_frota.data_operacao, operacao_frota.codigo_setor, operacao_frota.codigo_veiculo, operacao_frota.km_rodada
 FETCH FIRST 200 ROWS ONLY
