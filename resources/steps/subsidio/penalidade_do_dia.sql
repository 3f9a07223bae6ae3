WITH tabela AS (
  SELECT r.data, t.valor,
    CASE t.perc_km_inferior WHEN 40 THEN r.pof_grave WHEN 60 THEN r.pof_media WHEN 80 THEN r.pof_minimo
      ELSE t.perc_km_inferior END AS inferior,
    CASE t.perc_km_superior WHEN 40 THEN r.pof_grave WHEN 60 THEN r.pof_media WHEN 80 THEN r.pof_minimo
      ELSE t.perc_km_superior END AS superior
  FROM in_valor_tipo_penalidade t
  JOIN regra r ON r.data BETWEEN t.data_inicio AND t.data_fim
), publicada AS (
  SELECT DISTINCT data FROM tabela
)
SELECT d.dia, d.pago_por_viagem, d.tarifa_do_dia_publicada, k.valor_por_viagem, k.valor_por_tipo, t.valor AS penalidade_do_dia_tabela,
  b.data IS NOT NULL AS penalidade_do_dia_publicada
FROM dia_planejado d
JOIN folha_dia_inteiro k ON k.dia = d.dia
LEFT JOIN publicada b ON b.data = d.data
LEFT JOIN tabela t ON t.data = d.data AND k.perc_km_planejada >= t.inferior AND k.perc_km_planejada < t.superior
