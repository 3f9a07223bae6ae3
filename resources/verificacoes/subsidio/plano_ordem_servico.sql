-- Both ways: a service of one side only is told, which an inequality over a full join never does.
WITH plano AS (
    SELECT p.data, p.servico, MIN(c.feed_start_date) AS feed_start_date
    FROM faixa_planejada AS p
    JOIN in_subsidio_data_versao_efetiva AS c ON c.data = p.data
    GROUP BY p.data, p.servico
), ordem AS (
    SELECT c.data, o.servico, SUM(o.viagens_planejadas) AS viagens
    FROM in_subsidio_data_versao_efetiva AS c
    JOIN in_aux_ordem_servico_diaria AS o ON o.feed_start_date = c.feed_start_date
        AND COALESCE(o.tipo_os, 'Regular') = COALESCE(c.tipo_os, 'Regular') AND o.tipo_dia = c.tipo_dia
    WHERE c.data IN (SELECT data FROM regra)
    GROUP BY c.data, o.servico
    HAVING SUM(o.viagens_planejadas) > 0
)
SELECT COALESCE(p.data, o.data) AS data, CAST(NULL AS DECIMAL(38, 9)) AS valor,
    CASE WHEN o.servico IS NULL THEN 'so_no_plano' ELSE 'so_na_ordem' END AS sinal,
    COALESCE(p.servico, o.servico) AS servico, o.viagens AS viagens_na_ordem
FROM plano AS p
FULL OUTER JOIN ordem AS o ON o.data = p.data AND o.servico = p.servico
WHERE p.servico IS NULL OR o.servico IS NULL
