-- Type of each trip after its transactions and the state of its validators (subsidy.md section 3.4).
-- A type that is not known may still become Sem transação; of the others only the two licensed ones may change.
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
),
fatos AS (
    SELECT
        b.*,
        COALESCE(t.quantidade_transacao, 0) AS quantidade_transacao,
        COALESCE(t.quantidade_transacao_riocard, 0) AS quantidade_transacao_riocard,
        COALESCE(t.quantidade_divergente, 0) AS quantidade_divergente,
        e.id_viagem IS NULL AS sem_ponto,
        CASE WHEN e.id_viagem IS NOT NULL THEN e.abertos WHEN r.sem_ponto_aberto THEN 1 ELSE 0 END AS abertos,
        CASE WHEN e.id_viagem IS NOT NULL THEN e.fechados WHEN r.sem_ponto_aberto THEN 0 ELSE 1 END AS fechados,
        COALESCE(e.divergentes, 0) AS divergentes,
        CASE
            WHEN e.id_viagem IS NULL THEN r.sem_ponto_percentual
            WHEN r.validador_fechado THEN e.pior
            ELSE e.melhor
        END AS percentual,
        e.validadores,
        e.primeiro,
        r.transacao_aplica,
        r.validador_fechado,
        r.validador_incorreto,
        x.data IS NOT NULL AS excecao,
        COALESCE(t.quantidade_transacao_riocard, 0) = 0
            AND (NOT r.transacao_jae_conta OR COALESCE(t.quantidade_transacao, 0) = 0) AS sem_transacao,
        COALESCE(
            b.tipo_viagem IN ('Licenciado com ar e não autuado', 'Licenciado sem ar e não autuado'), TRUE
        ) AS pode_mudar
    FROM viagem_bilhetagem AS b
    JOIN regra AS r ON r.data = b.data
    LEFT JOIN viagem_transacao_contada AS t ON t.numero = b.numero
    LEFT JOIN equipamento AS e ON e.data = b.data AND e.id_viagem = b.id_viagem
    LEFT JOIN lista_transacao_excecao AS x
        ON x.data = b.data
        AND DATE_DIFF('second', CAST(x.dia AS TIMESTAMP), b.datetime_partida)
            BETWEEN x.hora_inicio * 3600 AND x.hora_fim * 3600
),
classes AS (
    SELECT
        *,
        CASE
            WHEN NOT transacao_aplica OR excecao THEN 'manter'
            WHEN sem_transacao THEN 'sem_transacao'
            WHEN fechados > 0 AND validador_fechado THEN 'validador_fechado'
            WHEN fechados > 0 THEN 'equipamento_fechado'
            WHEN validador_incorreto AND (divergentes > 0 OR quantidade_divergente > 0) THEN 'validador_incorreto'
            ELSE 'manter'
        END AS classe,
        sem_transacao OR (fechados > 0 AND (validador_fechado OR abertos = 0)) AS seria_glosada
    FROM fatos
),
decididas AS (
    SELECT
        c.*,
        CASE
            WHEN NOT pode_mudar THEN NULL
            WHEN excecao AND transacao_aplica AND seria_glosada THEN 'transacao.excecao'
            WHEN classe = 'sem_transacao' THEN 'transacao.sem_transacao'
            WHEN classe = 'equipamento_fechado' AND abertos = 0 THEN 'transacao.equipamento_fechado'
            WHEN classe = 'validador_fechado' THEN 'transacao.validador_fechado'
            WHEN classe = 'validador_incorreto' THEN 'transacao.validador_incorreto'
        END AS regra_transacao,
        CASE
            WHEN c.validadores = 1 THEN c.primeiro
            WHEN c.classe IN ('equipamento_fechado', 'validador_fechado') THEN l.so_fechados
            WHEN c.classe = 'validador_incorreto' AND c.quantidade_divergente = 0 THEN l.so_divergentes
            ELSE l.todos
        END AS lista
    FROM classes AS c
    LEFT JOIN listas AS l ON l.data = c.data AND l.id_viagem = c.id_viagem
)
SELECT
    numero,
    data,
    id_viagem,
    id_veiculo,
    servico,
    '["' || lista || '"]' AS id_validador,
    CASE regra_transacao
        WHEN 'transacao.sem_transacao' THEN 'Sem transação'
        WHEN 'transacao.equipamento_fechado' THEN 'Sem transação'
        WHEN 'transacao.validador_fechado' THEN 'Validador fechado'
        WHEN 'transacao.validador_incorreto' THEN 'Validador associado incorretamente'
        ELSE tipo_viagem
    END AS tipo_viagem,
    tecnologia_apurada,
    tecnologia_remunerada,
    sentido,
    distancia_planejada,
    quantidade_transacao,
    quantidade_transacao_riocard,
    percentual AS percentual_estado_equipamento_aberto,
    CASE
        WHEN sem_ponto THEN abertos > 0
        WHEN validador_fechado AND fechados > 0 THEN FALSE
        WHEN abertos > 0 THEN TRUE
        WHEN fechados > 0 THEN FALSE
    END AS indicador_estado_equipamento_aberto,
    datetime_partida_bilhetagem,
    datetime_partida,
    datetime_chegada,
    regra_transacao
FROM decididas
