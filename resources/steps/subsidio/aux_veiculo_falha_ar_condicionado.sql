-- Days in a row with a hint of failure, per vehicle: from the state before the first day, a day without hint or a plate
-- other than the last known one inside the window starts again; a day without operation neither counts nor resets.
WITH viagem AS (
    SELECT t.*, r.temperatura_em_fracao AS em_fracao
    FROM aux_viagem_temperatura AS t
    JOIN regra AS r ON r.data = t.data
    WHERE t.ano_fabricacao <= r.temperatura_ano_maximo OR r.temperatura_todo_ano OR r.falha_todo_ano
), soma AS (
    SELECT data, id_veiculo, placa, ano_fabricacao, em_fracao,
        MAX(CASE WHEN indicador_temperatura_variacao_viagem THEN 1
            WHEN NOT indicador_temperatura_variacao_viagem THEN 0 END) = 1 AS varia,
        MAX(CASE WHEN indicador_temperatura_transmitida_viagem THEN 1
            WHEN NOT indicador_temperatura_transmitida_viagem THEN 0 END) = 1 AS transmitida,
        CAST(SUM(quantidade_pre_tratamento) AS BIGINT) AS pontos,
        CAST(SUM(quantidade_pos_tratamento) AS BIGINT) AS mantidos,
        SUM(CASE WHEN indicador_temperatura_pos_tratamento_descartada_viagem THEN 1 ELSE 0 END) AS descartadas,
        COUNT(id_viagem) AS viagens
    FROM viagem
    WHERE com_ar
    GROUP BY data, id_veiculo, placa, ano_fabricacao, em_fracao
), parte AS (
    SELECT s.*,
        CASE WHEN em_fracao THEN 0.01 * CAST(100 - COALESCE(100 * mantidos // NULLIF(pontos, 0), 0) AS DECIMAL(15, 0))
            ELSE 0.01 * CAST(COALESCE(10000 * (pontos - mantidos) // NULLIF(pontos, 0), 10000) AS DECIMAL(15, 0)) END
            AS descarte_pontos,
        0.01 * CAST(
            CASE WHEN em_fracao THEN 100 ELSE 10000 END * CAST(descartadas AS BIGINT) // viagens AS DECIMAL(15, 0)
        ) AS descarte_viagens,
        CASE WHEN em_fracao THEN 0.01 ELSE 1.00 END AS unidade
    FROM soma AS s
), indicador AS (
    SELECT p.*,
        p.descarte_pontos > r.temperatura_percentual_descartado * p.unidade AS muitos_pontos,
        p.descarte_viagens > r.falha_percentual_viagens * p.unidade AS muitas_viagens
    FROM parte AS p
    JOIN regra AS r ON r.data = p.data
), anterior AS (
    SELECT a.id_veiculo, MAX(a.quantidade_dia_falha_operacional) AS quantidade
    FROM in_aux_veiculo_falha_ar_condicionado AS a
    JOIN (SELECT MIN(data) AS data FROM regra WHERE temperatura_apurada) AS p
        ON a.data = CAST(p.data - INTERVAL 1 DAY AS DATE)
    GROUP BY a.id_veiculo
), veiculo AS (
    SELECT id_veiculo FROM viagem
    UNION DISTINCT
    SELECT id_veiculo FROM anterior
), dia AS (
    SELECT r.data, v.id_veiculo, i.placa, i.ano_fabricacao, i.varia, i.transmitida, i.descarte_pontos, i.muitos_pontos,
        i.descarte_viagens, i.muitas_viagens,
        NOT i.varia OR NOT i.transmitida OR i.muitos_pontos OR i.muitas_viagens AS indicio,
        LAST_VALUE(i.placa IGNORE NULLS) OVER (
            PARTITION BY v.id_veiculo ORDER BY r.data NULLS FIRST ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS placa_anterior
    FROM regra AS r
    CROSS JOIN veiculo AS v
    LEFT JOIN indicador AS i ON i.data = r.data AND i.id_veiculo = v.id_veiculo
    WHERE r.temperatura_apurada
), grupo AS (
    SELECT d.*,
        SUM(CASE WHEN NOT d.indicio OR d.placa <> d.placa_anterior THEN 1 ELSE 0 END) OVER (
            PARTITION BY d.id_veiculo ORDER BY d.data NULLS FIRST ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        ) AS recomeco
    FROM dia AS d
)
SELECT g.data, g.id_veiculo, g.placa, g.ano_fabricacao,
    g.varia AS indicador_temperatura_variacao_veiculo,
    g.transmitida AS indicador_temperatura_transmitida_veiculo,
    g.descarte_pontos AS percentual_temperatura_pos_tratamento_descartada,
    g.muitos_pontos AS indicador_temperatura_descartada_veiculo,
    g.descarte_viagens AS percentual_viagem_temperatura_pos_tratamento_descartada,
    g.muitas_viagens AS indicador_viagem_temperatura_descartada_veiculo,
    g.indicio AS indicio_falha,
    CAST(SUM(CASE WHEN g.indicio THEN 1 ELSE 0 END) OVER (
        PARTITION BY g.id_veiculo, g.recomeco
        ORDER BY g.data NULLS FIRST ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    ) + CASE WHEN g.recomeco = 0 THEN COALESCE(a.quantidade, 0) ELSE 0 END AS BIGINT)
        AS quantidade_dia_falha_operacional
FROM grupo AS g
LEFT JOIN anterior AS a ON a.id_veiculo = g.id_veiculo
