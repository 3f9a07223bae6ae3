SELECT d.data, d.tipo_dia, d.consorcio, d.servico, CAST(p.viagens_dia AS BIGINT) AS viagens_dia,
  CAST(p.km_apurada_dia AS DECIMAL(38, 9)) AS km_apurada_dia,
  CAST(p.km_subsidiada_dia AS DECIMAL(38, 9)) AS km_subsidiada_dia,
  CAST(p.km_planejada_dia AS DECIMAL(38, 9)) AS km_planejada_dia,
  CAST(p.valor_a_pagar_dia AS DECIMAL(38, 9)) AS valor_a_pagar,
  CAST(p.valor_glosado_dia AS DECIMAL(38, 9)) AS valor_glosado,
  CAST(p.valor_acima_limite_dia AS DECIMAL(38, 9)) AS valor_acima_limite,
  CAST(p.valor_total_sem_glosa_dia AS DECIMAL(38, 9)) AS valor_total_sem_glosa,
  CAST(p.valor_total_apurado_dia AS DECIMAL(38, 9)) AS valor_total_apurado,
  CAST(p.valor_judicial_dia AS DECIMAL(38, 9)) AS valor_judicial,
  CAST(p.valor_penalidade_dia AS DECIMAL(38, 9)) AS valor_penalidade, d.dia
FROM dia_planejado d
JOIN regra r ON r.data = d.data AND r.paga_por_dia_de_faixas
JOIN folha_dia p ON p.dia = d.dia
