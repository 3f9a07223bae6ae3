SELECT d.data, CAST(NULL AS DECIMAL(38, 9)) AS valor,
    CASE WHEN r.trajeto_remunerado THEN 'valor_km_tipo_viagem' ELSE 'subsidio_parametros' END AS sinal,
    COUNT(v.viagem) AS viagens, COALESCE(SUM(v.km), 0) AS km
FROM dia_da_verificacao AS d
JOIN regra AS r ON r.data = d.data
LEFT JOIN folha_viagem AS v ON v.data = d.data
WHERE CASE WHEN r.trajeto_remunerado THEN d.data NOT IN (SELECT data FROM tarifa_do_dia)
    ELSE d.data NOT IN (
        SELECT q.data FROM regra AS q JOIN in_subsidio_parametros AS p ON q.data BETWEEN p.data_inicio AND p.data_fim
    ) END
GROUP BY d.data, r.trajeto_remunerado
