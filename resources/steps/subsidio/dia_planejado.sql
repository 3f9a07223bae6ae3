SELECT f.dia, f.data, f.tipo_dia, f.consorcio, f.servico, r.trajeto_remunerado AS pago_por_viagem,
  CASE WHEN r.trajeto_remunerado THEN t.data IS NOT NULL ELSE p.data IS NOT NULL END AS tarifa_do_dia_publicada
FROM (SELECT DISTINCT dia, data, tipo_dia, consorcio, servico FROM faixa_planejada) f
JOIN regra r ON r.data = f.data
LEFT JOIN (SELECT DISTINCT data FROM tarifa_do_dia) t ON t.data = f.data
LEFT JOIN (
  SELECT DISTINCT r.data FROM in_subsidio_parametros q JOIN regra r ON r.data BETWEEN q.data_inicio AND q.data_fim
) p ON p.data = f.data
