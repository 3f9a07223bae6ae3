SELECT d.data, d.tipo_dia, d.consorcio, d.servico, CAST(k.km_planejada_dia AS DECIMAL(38, 9)) AS km_planejada,
  CAST(k.viagens_do_dia AS BIGINT) AS viagens, CAST(k.km_do_dia AS DECIMAL(38, 9)) AS km_apurada,
  CAST(k.perc_km_planejada AS DECIMAL(38, 9)) AS perc_km_planejada,
  CAST(p.valor_subsidio_pago AS DECIMAL(38, 9)) AS valor_subsidio_pago,
  CAST(p.penalidade_dia_inteiro AS DECIMAL(38, 9)) AS valor_penalidade, d.dia
FROM dia_planejado d
JOIN regra r ON r.data = d.data AND r.paga_por_dia
JOIN folha_dia_inteiro k ON k.dia = d.dia
JOIN folha_dia_pago p ON p.dia = d.dia
