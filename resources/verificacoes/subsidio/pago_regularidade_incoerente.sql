SELECT t.data, CAST(NULL AS DECIMAL(38, 9)) AS valor,
    CASE WHEN t.indicador_regularidade_ar_condicionado_viagem THEN 'regular_glosada' ELSE 'irregular_paga' END AS sinal,
    t.id_viagem, t.id_veiculo, t.tipo_viagem
FROM pago_viagem_regularidade_temperatura AS t
WHERE (t.indicador_regularidade_ar_condicionado_viagem AND t.tipo_viagem = 'Detectado com ar inoperante')
    OR (NOT t.indicador_regularidade_ar_condicionado_viagem AND t.tipo_viagem LIKE 'Licenciado %')
