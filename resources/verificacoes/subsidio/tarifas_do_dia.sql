-- A settled day without a tariff has none here: what is compared with money on it is not known, whatever it says.
SELECT r.data, CASE WHEN r.trajeto_remunerado THEN t.tarifa ELSE p.tarifa END AS tarifa
FROM regra AS r
LEFT JOIN (SELECT data, MAX(tarifa) AS tarifa FROM tarifa_do_dia GROUP BY data) AS t ON t.data = r.data
LEFT JOIN (
    SELECT q.data, MAX(i.subsidio_km) AS tarifa
    FROM regra AS q
    JOIN in_subsidio_parametros AS i ON q.data BETWEEN i.data_inicio AND i.data_fim
    GROUP BY q.data
) AS p ON p.data = r.data
