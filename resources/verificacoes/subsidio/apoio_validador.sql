-- Validators of the trips, whichever way their state was found.
SELECT v.data, v.id_viagem, v.id_validador, v.indicador_estado_equipamento_aberto AS aberto,
    v.indicador_gps_servico_divergente AS divergente
FROM viagem_validador_estado AS v
UNION ALL
SELECT a.data, a.id_viagem, a.id_validador, a.indicador_estado_equipamento_aberto, a.indicador_gps_servico_divergente
FROM aux_viagem_temperatura_validador AS a
JOIN regra AS r ON r.data = a.data AND r.transacao_apos = 'temperatura'
