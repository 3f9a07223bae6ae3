-- Trips that lost their type for want of transactions, with the type before and what it would be paid. A band that is
-- cut would be put in another order: no exact amount there.
SELECT t.data, t.id_viagem, t.id_veiculo, t.servico, t.datetime_partida, t.datetime_partida_bilhetagem,
    t.datetime_chegada, t.quantidade_transacao, t.quantidade_transacao_riocard, t.regra_transacao,
    t.indicador_estado_equipamento_aberto AS aberto,
    b.numero, y.tipo_viagem AS tipo_antes, v.km,
    CASE WHEN v.posicao IS NULL
        THEN CAST(CASE WHEN v.pof >= v.pof_minimo AND v.dentro
            THEN COALESCE(v.km * k.tarifa, CASE WHEN v.com_tarifas THEN 0 END) ELSE 0 END AS DECIMAL(38, 9))
    END AS valeria
FROM viagem_transacao AS t
JOIN viagem_bilhetagem AS b ON b.data = t.data AND b.id_viagem = t.id_viagem
JOIN tipo_antes_da_transacao AS y ON y.data = t.data AND y.id_viagem = t.id_viagem
JOIN apoio_viagem AS v ON v.data = t.data AND v.viagem = t.id_viagem
LEFT JOIN apoio_tarifa AS k
    ON k.data = t.data AND k.status = y.tipo_viagem AND k.chave_tecnologia = v.chave_tecnologia
WHERE t.regra_transacao IN ('transacao.sem_transacao', 'transacao.equipamento_fechado')
