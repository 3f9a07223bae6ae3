-- Indicators per validator of the trip, with the state of the equipment: only validators with a point that shows it.
SELECT v.data, v.id_viagem, v.id_validador,
    v.divergentes > 0 AS indicador_gps_servico_divergente,
    v.abertos >= r.equipamento_aberto_minimo * v.estados AS indicador_estado_equipamento_aberto,
    CASE WHEN r.temperatura_em_fracao THEN 0.00001 ELSE 0.00100 END
        * CAST(100000 * v.abertos // v.estados AS DECIMAL(15, 0)) AS percentual_estado_equipamento_aberto,
    CASE WHEN v.com_ar THEN v.transmitida END AS indicador_temperatura_transmitida_viagem,
    CASE WHEN v.com_ar THEN v.regular END AS indicador_temperatura_regular_viagem,
    CASE WHEN v.com_ar THEN v.percentual_regular END AS percentual_temperatura_regular,
    CASE WHEN v.com_ar THEN v.pontos END AS quantidade_pre_tratamento,
    CASE WHEN v.com_ar THEN v.nulos END AS quantidade_nula,
    CASE WHEN v.com_ar THEN v.zeros END AS quantidade_zero,
    CASE WHEN v.com_ar THEN v.mantidos END AS quantidade_pos_tratamento
FROM viagem_validador AS v
JOIN regra AS r ON r.data = v.data
WHERE v.estados > 0 AND v.id_validador IS NOT NULL
