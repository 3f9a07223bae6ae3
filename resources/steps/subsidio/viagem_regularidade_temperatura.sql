-- Type of the trip after the temperature rule, and which part of the rule changed or held it.
WITH condicao AS (
    SELECT v.data, v.id_viagem, v.id_veiculo, v.datetime_partida, v.datetime_chegada, v.ano_fabricacao,
        v.tecnologia_apurada, v.tecnologia_remunerada, v.tipo_viagem, v.servico, v.sentido, v.distancia_planejada,
        f.indicador_falha_recorrente,
        r.temperatura_suspensa AS suspensa, r.temperatura_nula_regular AS nula_regular,
        r.falha_recorrente_conta AND COALESCE(f.indicador_falha_recorrente, FALSE) AS falha,
        CASE WHEN r.temperatura_por_viagem THEN t.indicador_temperatura_nula_zero_viagem
            ELSE t.indicador_temperatura_zero_viagem END AS zero,
        t.indicador_temperatura_transmitida_viagem AS transmitida,
        t.indicador_temperatura_regular_viagem AS regular,
        t.indicador_temperatura_nula_viagem AS nula,
        (v.ano_fabricacao <= r.temperatura_ano_maximo OR r.temperatura_todo_ano) AS ano_alcancado,
        (NOT r.temperatura_nula_isenta OR NOT t.indicador_temperatura_nula_viagem
            OR (r.falha_supera_nula AND COALESCE(f.indicador_falha_recorrente, FALSE))) AS alcancada
    FROM viagem_numerada AS v
    JOIN regra AS r ON r.data = v.data
    JOIN aux_viagem_temperatura AS t ON t.numero = v.numero
    LEFT JOIN veiculo_regularidade_temperatura_dia AS f ON f.data = v.data AND f.id_veiculo = v.id_veiculo
), julgada AS (
    SELECT c.*,
        c.ano_alcancado AND c.alcancada AS aplica,
        c.falha OR c.zero OR NOT c.transmitida OR NOT c.regular AS irregular,
        CASE WHEN c.falha THEN 'temperatura.falha_recorrente' WHEN c.zero THEN 'temperatura.zero'
            WHEN NOT c.transmitida THEN 'temperatura.nao_transmitida' ELSE 'temperatura.nao_regular' END AS motivo
    FROM condicao AS c
), decidida AS (
    SELECT j.*,
        CASE
            WHEN j.tipo_viagem NOT IN ('Licenciado com ar e não autuado', 'Licenciado sem ar e não autuado') THEN FALSE
            ELSE COALESCE(j.aplica AND j.irregular, FALSE)
        END AS detectada
    FROM julgada AS j
)
SELECT d.data, d.id_viagem, d.id_veiculo, d.datetime_partida, d.datetime_chegada, d.ano_fabricacao,
    d.tecnologia_apurada, d.tecnologia_remunerada,
    CASE WHEN d.detectada AND NOT d.suspensa THEN 'Detectado com ar inoperante' ELSE d.tipo_viagem END AS tipo_viagem,
    d.indicador_falha_recorrente,
    CASE WHEN d.aplica AND NOT d.suspensa THEN NOT d.irregular WHEN d.nula AND d.nula_regular THEN TRUE END
        AS indicador_regularidade_ar_condicionado_viagem,
    d.servico, d.sentido, d.distancia_planejada,
    CASE WHEN d.detectada AND d.suspensa THEN 'temperatura.suspensa' WHEN d.detectada THEN d.motivo END
        AS regra_temperatura
FROM decidida AS d
