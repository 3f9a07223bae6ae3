SELECT COALESCE(a.data, b.data) AS data, CAST(NULL AS DECIMAL(38, 9)) AS valor,
    CASE WHEN b.data IS NULL THEN 'so_no_plano' WHEN a.data IS NULL THEN 'so_no_pof' ELSE 'km_difere' END AS sinal,
    COALESCE(a.servico, b.servico) AS servico, COALESCE(a.faixa_horaria_inicio, b.faixa_horaria_inicio)
        AS faixa_horaria_inicio,
    a.km AS km_no_plano, b.km AS km_no_pof
FROM (
    SELECT data, servico, faixa_horaria_inicio, SUM(km_planejada) AS km
    FROM faixa_planejada GROUP BY data, servico, faixa_horaria_inicio
) AS a
FULL OUTER JOIN (
    SELECT data, servico, faixa_horaria_inicio, SUM(km_planejada_faixa) AS km
    FROM pago_percentual_operacao_faixa_horaria GROUP BY data, servico, faixa_horaria_inicio
) AS b ON b.data = a.data AND b.servico = a.servico AND b.faixa_horaria_inicio = a.faixa_horaria_inicio
WHERE a.data IS NULL OR b.data IS NULL OR ROUND(a.km, 3) <> ROUND(b.km, 3)
