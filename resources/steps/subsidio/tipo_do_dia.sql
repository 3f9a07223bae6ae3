WITH parametro AS (
  SELECT r.data, COALESCE(a.novo, p.status) AS status, MAX(p.subsidio_km) AS tarifa
  FROM in_subsidio_parametros p
  JOIN regra r ON r.data BETWEEN p.data_inicio AND p.data_fim
  LEFT JOIN lista_tipo_antigo a ON a.data = r.data AND a.antigo = p.status
  GROUP BY r.data, COALESCE(a.novo, p.status)
)
SELECT v.tipo_do_dia, v.dia, v.data, v.tipo_viagem, p.tarifa AS tarifa_do_tipo
FROM (SELECT DISTINCT tipo_do_dia, dia, data, tipo_viagem FROM viagem_do_dia) v
LEFT JOIN parametro p ON p.data = v.data AND p.status = v.tipo_viagem
