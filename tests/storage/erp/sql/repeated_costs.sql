SELECT custos_operacionais.data_custo, custos_operacionais.codigo_setor, custos_operacionais.tipo_custo, custos_operacionais.valor_custo, custos_operacionais.documento, count(*) AS vezes
FROM custos_operacionais
WHERE custos_operacionais.codigo_setor IN (:setor_1_1, :setor_1_2, :setor_1_3, :setor_1_4) AND custos_operacionais.tipo_custo IN (:tipo_1_1, :tipo_1_2) AND custos_operacionais.data_custo >= :data_1 AND custos_operacionais.data_custo < :data_2 AND custos_operacionais.documento IS NOT NULL GROUP BY custos_operacionais.data_custo, custos_operacionais.codigo_setor, custos_operacionais.tipo_custo, custos_operacionais.valor_custo, custos_operacionais.documento
HAVING count(*) > 1 ORDER BY custos_operacionais.data_custo, custos_operacionais.codigo_setor, custos_operacionais.tipo_custo, custos_operacionais.valor_custo, custos_operacionais.documento
 FETCH FIRST 200 ROWS ONLY
