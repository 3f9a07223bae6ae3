-- Vehicle status of the day, for each vehicle that sent GPS (subsidy.md section 3.1, new table).
WITH licencas AS (
    SELECT
        l.*,
        ROW_NUMBER() OVER (
            PARTITION BY l.data, l.id_veiculo
            ORDER BY l.data_processamento DESC, l.placa, l.tipo_veiculo
        ) AS ordem_da_carga
    FROM in_veiculo_licenciamento_dia AS l
    JOIN regra AS r ON r.data = l.data
    LEFT JOIN lista_licenca_janela AS j
        ON j.data = l.data
        AND l.data_processamento BETWEEN j.carga_inicio AND j.carga_fim
        AND (j.id_veiculo IS NULL OR j.id_veiculo = l.id_veiculo)
        AND (j.placa IS NULL OR j.placa = l.placa)
    WHERE DATE_DIFF('day', l.data, l.data_processamento) <= r.licenca_prazo_dias OR j.data IS NOT NULL
),
vistoriadas AS (
    SELECT
        l.*,
        COALESCE(
            v.data IS NOT NULL
            OR l.ano_ultima_vistoria >= EXTRACT(YEAR FROM l.data) - r.vistoria_validade_anos
            OR (
                l.data_ultima_vistoria IS NULL
                AND DATE_DIFF('day', l.data_inicio_vinculo, l.data) <= r.vistoria_tolerancia_dias
            ),
            FALSE
        ) AS indicador_vistoriado
    FROM licencas AS l
    JOIN regra AS r ON r.data = l.data
    LEFT JOIN lista_vistoria_dispensada AS v
        ON v.data = l.data AND v.id_veiculo = l.id_veiculo AND v.placa = l.placa
    WHERE l.ordem_da_carga = 1
),
autuacoes AS (
    SELECT DISTINCT a.data, a.placa
    FROM in_autuacao_disciplinar_historico AS a
    JOIN regra AS r ON r.data = a.data
    LEFT JOIN lista_infracao_carga_fixa AS f ON f.data = a.data AND f.carga = a.data_inclusao_datalake
    WHERE a.id_infracao = r.veiculo_autuacao_ar
        AND (DATE_DIFF('day', a.data, a.data_inclusao_datalake) <= r.infracao_prazo_dias OR f.data IS NOT NULL)
        AND (r.infracao_cancelada_conta OR a.status <> 'Cancelada')
),
dias_com_licenca AS (
    SELECT DISTINCT data FROM in_veiculo_licenciamento_dia
),
registros AS (
    SELECT DISTINCT data, id_veiculo FROM in_sppo_registro_agente_verao
),
indicadores AS (
    SELECT
        g.data,
        g.id_veiculo,
        l.placa,
        l.modo,
        l.tecnologia,
        l.tipo_veiculo,
        l.ano_fabricacao,
        l.id_veiculo IS NOT NULL AS indicador_licenciado,
        l.indicador_vistoriado,
        l.indicador_veiculo_lacrado,
        l.indicador_ar_condicionado,
        a.placa IS NOT NULL AS indicador_autuacao_ar_condicionado,
        v.id_veiculo IS NOT NULL AS indicador_registro_agente_verao_ar_condicionado,
        l.data_processamento AS data_processamento_licenciamento
    FROM in_aux_veiculo_gps_dia AS g
    JOIN regra AS r ON r.data = g.data AND r.veiculo_dia_por_licenca
    JOIN dias_com_licenca AS d ON d.data = g.data
    LEFT JOIN vistoriadas AS l ON l.data = g.data AND l.id_veiculo = g.id_veiculo
    LEFT JOIN autuacoes AS a ON a.data = g.data AND a.placa = l.placa
    LEFT JOIN registros AS v ON v.data = g.data AND v.id_veiculo = g.id_veiculo
),
situacoes AS (
    SELECT
        *,
        CASE
            WHEN NOT indicador_licenciado THEN 'veiculo.nao_licenciado'
            WHEN NOT indicador_vistoriado THEN 'veiculo.nao_vistoriado'
            WHEN indicador_veiculo_lacrado THEN 'veiculo.lacrado'
            WHEN indicador_ar_condicionado AND indicador_autuacao_ar_condicionado THEN 'veiculo.autuado_ar'
            WHEN indicador_ar_condicionado AND indicador_registro_agente_verao_ar_condicionado
                THEN 'veiculo.registrado_ar'
            WHEN NOT indicador_ar_condicionado THEN 'veiculo.sem_ar'
            WHEN indicador_ar_condicionado THEN 'veiculo.com_ar'
        END AS regra_status
    FROM indicadores
)
SELECT
    *,
    CASE regra_status
        WHEN 'veiculo.nao_licenciado' THEN 'Não licenciado'
        WHEN 'veiculo.nao_vistoriado' THEN 'Não vistoriado'
        WHEN 'veiculo.lacrado' THEN 'Lacrado'
        WHEN 'veiculo.autuado_ar' THEN 'Autuado por ar inoperante'
        WHEN 'veiculo.registrado_ar' THEN 'Registrado com ar inoperante'
        WHEN 'veiculo.sem_ar' THEN 'Licenciado sem ar e não autuado'
        WHEN 'veiculo.com_ar' THEN 'Licenciado com ar e não autuado'
    END AS status
FROM situacoes
