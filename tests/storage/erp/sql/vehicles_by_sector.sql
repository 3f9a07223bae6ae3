SELECT cadastro_veiculos.codigo_setor AS setor, count(DISTINCT cadastro_veiculos.codigo_veiculo) AS ativos, count(*) AS registros, count(DISTINCT CASE WHEN (cadastro_veiculos.status_veiculo = :situacao_1) THEN cadastro_veiculos.codigo_veiculo END) AS operacionais, max(cadastro_veiculos.data_ultima_atualizacao) AS atualizado
FROM cadastro_veiculos
WHERE cadastro_veiculos.status_registro = :status_1 AND cadastro_veiculos.codigo_setor IN (:setor_1_1, :setor_1_2, :setor_1_3, :setor_1_4) GROUP BY cadastro_veiculos.codigo_setor
