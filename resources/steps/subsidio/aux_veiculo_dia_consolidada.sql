-- One vehicle day for the whole chain: calculated from the licences on the days that have them, else as it was given.
-- The air conditioning of a given row is a flag inside its text: bare until the new table, under `valor` since then.
-- The same text stands on many rows, so each is read once.
WITH calculada AS (
    SELECT
        v.data,
        v.id_veiculo,
        v.placa,
        v.ano_fabricacao,
        v.tecnologia,
        CASE
            WHEN r.rodoviario_nao_licenciado AND v.tipo_veiculo LIKE '%ROD%' THEN 'Não licenciado'
            ELSE v.status
        END AS status,
        v.indicador_ar_condicionado,
        CASE
            WHEN r.rodoviario_nao_licenciado AND v.tipo_veiculo LIKE '%ROD%' THEN 'veiculo.rodoviario'
            ELSE v.regra_status
        END AS regra_status
    FROM veiculo_dia AS v
    JOIN regra AS r ON r.data = v.data
    WHERE v.modo IS NULL OR v.modo = 'ONIBUS'
),
textos AS (
    SELECT
        indicadores,
        REGEXP_EXTRACT(
            indicadores,
            '"indicador_ar_condicionado"[^a-z"{}]*(?:[{][^{}]*"valor"[^a-z"{}]*)?"?(true|false)',
            1
        ) AS ar_condicionado
    FROM (SELECT DISTINCT indicadores FROM in_aux_veiculo_dia_consolidada)
)
SELECT data, id_veiculo, placa, ano_fabricacao, tecnologia, status, indicador_ar_condicionado, regra_status
FROM calculada
UNION ALL
SELECT
    d.data,
    d.id_veiculo,
    d.placa,
    d.ano_fabricacao,
    d.tecnologia,
    d.status,
    CASE t.ar_condicionado WHEN 'true' THEN TRUE WHEN 'false' THEN FALSE END,
    CAST(NULL AS VARCHAR)
FROM in_aux_veiculo_dia_consolidada AS d
LEFT JOIN textos AS t ON t.indicadores = d.indicadores
WHERE d.data NOT IN (SELECT data FROM veiculo_dia)
