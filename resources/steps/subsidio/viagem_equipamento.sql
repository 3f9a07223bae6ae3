-- What the validators of each trip say together of its equipment; only a trip with several has lists of them.
WITH validadores AS (
    SELECT
        data, id_viagem, id_validador, indicador_gps_servico_divergente AS divergente,
        indicador_estado_equipamento_aberto AS aberto, percentual_estado_equipamento_aberto AS percentual
    FROM viagem_validador_estado
    UNION ALL
    SELECT
        v.data, v.id_viagem, v.id_validador, v.indicador_gps_servico_divergente,
        v.indicador_estado_equipamento_aberto, v.percentual_estado_equipamento_aberto
    FROM aux_viagem_temperatura_validador AS v
    JOIN regra AS r ON r.data = v.data AND r.transacao_apos = 'temperatura'
),
equipamento AS (
    SELECT
        data,
        id_viagem,
        COUNT(*) FILTER (WHERE aberto) AS abertos,
        COUNT(*) FILTER (WHERE NOT aberto) AS fechados,
        COUNT(*) FILTER (WHERE divergente) AS divergentes,
        MIN(percentual) AS pior,
        MAX(percentual) AS melhor,
        COUNT(*) AS validadores,
        MIN(id_validador) AS primeiro
    FROM validadores
    GROUP BY data, id_viagem
),
listas AS (
    SELECT
        v.data,
        v.id_viagem,
        STRING_AGG(v.id_validador, '","' ORDER BY v.id_validador NULLS FIRST) AS todos,
        STRING_AGG(CASE WHEN NOT v.aberto THEN v.id_validador END, '","' ORDER BY v.id_validador NULLS FIRST)
            AS so_fechados,
        STRING_AGG(CASE WHEN v.divergente THEN v.id_validador END, '","' ORDER BY v.id_validador NULLS FIRST)
            AS so_divergentes
    FROM validadores AS v
    JOIN equipamento AS e ON e.data = v.data AND e.id_viagem = v.id_viagem AND e.validadores > 1
    GROUP BY v.data, v.id_viagem
)
SELECT
    e.data,
    e.id_viagem,
    e.abertos,
    e.fechados,
    e.divergentes,
    e.pior,
    e.melhor,
    e.validadores,
    e.primeiro,
    l.todos,
    l.so_fechados,
    l.so_divergentes
FROM equipamento AS e
LEFT JOIN listas AS l ON l.data = e.data AND l.id_viagem = e.id_viagem
