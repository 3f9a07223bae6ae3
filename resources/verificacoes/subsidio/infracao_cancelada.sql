-- Infractions that hit a trip whose type one of them changed, and that are cancelled or have no status.
WITH mudada AS (
    SELECT t.* FROM viagem_classificada AS t WHERE t.regra_tipo LIKE 'infracao.%'
), atingida AS (
    SELECT t.data, t.id_viagem, t.servico, t.tipo_viagem, i.id_auto_infracao, i.id_infracao, i.status,
        MAX(CASE WHEN i.status <> 'Cancelada' THEN 1 ELSE 0 END) OVER (PARTITION BY t.data, t.id_viagem) AS outra_vale
    FROM mudada AS t
    JOIN in_autuacao_disciplinar_historico AS i ON i.placa = t.placa
        AND i.datetime_autuacao BETWEEN t.datetime_partida AND t.datetime_chegada
)
SELECT a.data, CAST(NULL AS DECIMAL(38, 9)) AS valor, COALESCE(a.status, 'sem_status') AS sinal, a.id_viagem, a.servico,
    a.tipo_viagem, a.id_auto_infracao, a.id_infracao
FROM atingida AS a
WHERE a.outra_vale = 0
UNION ALL
SELECT CAST(MIN(v.data) AS DATE), CAST(NULL AS DECIMAL(38, 9)), COALESCE(i.status, 'sem_status'), NULL, NULL,
    v.status, i.id_auto_infracao, i.id_infracao
FROM aux_veiculo_dia_consolidada AS v
JOIN regra AS r ON r.data = v.data
JOIN in_autuacao_disciplinar_historico AS i
    ON i.data = v.data AND i.placa = v.placa AND i.id_infracao = r.veiculo_autuacao_ar
WHERE v.regra_status = 'veiculo.autuado_ar' AND (i.status IS NULL OR i.status = 'Cancelada')
GROUP BY i.status, v.status, i.id_auto_infracao, i.id_infracao
