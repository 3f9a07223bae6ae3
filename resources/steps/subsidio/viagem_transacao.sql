-- Type of each trip after its transactions and the state of its validators (subsidy.md section 3.4).
-- A type that is not known may still become Sem transação; of the others only the two licensed ones may change.
WITH fatos AS (
    SELECT
        b.*,
        y.tipo_viagem,
        y.tecnologia_apurada,
        y.tecnologia_remunerada,
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
        e.todos,
        e.so_fechados,
        e.so_divergentes,
        r.transacao_aplica,
        r.validador_fechado,
        r.validador_incorreto,
        x.data IS NOT NULL AS excecao,
        COALESCE(t.quantidade_transacao_riocard, 0) = 0
            AND (NOT r.transacao_jae_conta OR COALESCE(t.quantidade_transacao, 0) = 0) AS sem_transacao,
        COALESCE(
            y.tipo_viagem IN ('Licenciado com ar e não autuado', 'Licenciado sem ar e não autuado'), TRUE
        ) AS pode_mudar
    FROM viagem_bilhetagem AS b
    JOIN regra AS r ON r.data = b.data
    JOIN tipo_antes_da_transacao AS y ON y.data = b.data AND y.id_viagem = b.id_viagem
    LEFT JOIN viagem_transacao_contada AS t ON t.numero = b.numero
    LEFT JOIN viagem_equipamento AS e ON e.data = b.data AND e.id_viagem = b.id_viagem
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
            WHEN c.classe IN ('equipamento_fechado', 'validador_fechado') THEN c.so_fechados
            WHEN c.classe = 'validador_incorreto' AND c.quantidade_divergente = 0 THEN c.so_divergentes
            ELSE c.todos
        END AS lista
    FROM classes AS c
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
