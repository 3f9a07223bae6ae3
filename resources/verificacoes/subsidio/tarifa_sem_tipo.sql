WITH publicado AS (
    SELECT DISTINCT data, status FROM tarifa_do_dia
), dia AS (
    SELECT DISTINCT data FROM tarifa_do_dia
), falta AS (
    SELECT v.data, v.tipo_viagem, CASE WHEN r.tarifa_por = 'igual' THEN v.tecnologia_remunerada END
        AS tecnologia_remunerada,
        v.viagem, v.km
    FROM folha_viagem AS v
    JOIN regra AS r ON r.data = v.data AND r.trajeto_remunerado
    JOIN dia AS d ON d.data = v.data
    WHERE v.tarifa IS NULL AND v.tipo_viagem IS NOT NULL
    UNION ALL
    SELECT v.data, v.tipo_viagem, NULL, v.viagem, v.km
    FROM viagem_do_dia AS v
    JOIN regra AS r ON r.data = v.data AND NOT r.trajeto_remunerado
    JOIN tipo_do_dia AS t ON t.tipo_do_dia = v.tipo_do_dia AND t.tarifa_do_tipo IS NULL
    WHERE v.tipo_viagem IS NOT NULL
        AND v.data IN (
            SELECT q.data FROM regra AS q JOIN in_subsidio_parametros AS p ON q.data BETWEEN p.data_inicio
                AND p.data_fim
        )
)
SELECT f.data, CAST(NULL AS DECIMAL(38, 9)) AS valor,
    CASE WHEN p.status IS NULL THEN 'tipo' ELSE 'tecnologia' END AS sinal,
    f.tipo_viagem, f.tecnologia_remunerada, COUNT(*) AS viagens, SUM(f.km) AS km
FROM falta AS f
LEFT JOIN publicado AS p ON p.data = f.data AND p.status = f.tipo_viagem
GROUP BY f.data, p.status, f.tipo_viagem, f.tecnologia_remunerada
