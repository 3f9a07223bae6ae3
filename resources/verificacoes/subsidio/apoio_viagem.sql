-- Each trip with what it is paid, and what it would be paid inside the cap. A trip whose type has no tariff
-- is paid nothing; on a day without any tariff nobody can say what it is paid.
SELECT v.*, r.pof_minimo, t.data IS NOT NULL AS com_tarifas,
    CASE WHEN r.tarifa_por = 'igual' THEN COALESCE(v.tecnologia_remunerada, '') ELSE '' END AS chave_tecnologia,
    CAST(CASE WHEN v.pof >= r.pof_minimo THEN COALESCE(v.km * v.tarifa, CASE WHEN t.data IS NOT NULL THEN 0 END)
        ELSE 0 END AS DECIMAL(38, 9)) AS valeria,
    CAST(CASE WHEN v.dentro AND v.pof >= r.pof_minimo
        THEN COALESCE(v.km * v.tarifa, CASE WHEN t.data IS NOT NULL THEN 0 END) ELSE 0 END AS DECIMAL(38, 9)) AS pago
FROM folha_viagem AS v
JOIN regra AS r ON r.data = v.data
LEFT JOIN (SELECT DISTINCT data FROM tarifa_do_dia) AS t ON t.data = v.data
