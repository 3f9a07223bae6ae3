-- Trips of vehicles with air conditioning whose year the temperature rule reaches, with their indicators.
SELECT t.data, t.id_viagem, t.id_veiculo, t.servico, t.tipo_viagem, t.ano_fabricacao, t.regra_temperatura,
    t.indicador_regularidade_ar_condicionado_viagem AS regularidade, a.id_validador, a.com_ar,
    a.indicador_temperatura_nula_viagem AS nula, a.indicador_temperatura_zero_viagem AS zerada,
    a.indicador_temperatura_regular_viagem AS regular,
    a.percentual_temperatura_pos_tratamento_descartada AS descarte
FROM viagem_regularidade_temperatura AS t
JOIN regra AS r ON r.data = t.data
JOIN aux_viagem_temperatura AS a ON a.data = t.data AND a.id_viagem = t.id_viagem
WHERE a.com_ar AND (t.ano_fabricacao <= r.temperatura_ano_maximo OR r.temperatura_todo_ano)
