SELECT p.data, p.tipo_dia, p.faixa_horaria_inicio, p.faixa_horaria_fim, p.consorcio, p.servico, p.sentido,
  CAST(p.viagens_faixa AS BIGINT) AS viagens_faixa, CAST(p.km_apurada_faixa AS DECIMAL(38, 9)) AS km_apurada_faixa,
  CAST(p.km_subsidiada_faixa AS DECIMAL(38, 9)) AS km_subsidiada_faixa,
  CAST(p.km_planejada_somada AS DECIMAL(38, 9)) AS km_planejada_faixa, CAST(p.pof AS DECIMAL(38, 9)) AS pof,
  CAST(p.valor_a_pagar AS DECIMAL(38, 9)) AS valor_a_pagar,
  CAST(p.valor_glosado_tecnologia AS DECIMAL(38, 9)) AS valor_glosado_tecnologia,
  CAST(p.valor_total_glosado AS DECIMAL(38, 9)) AS valor_total_glosado,
  CAST(p.valor_acima_limite_faixa AS DECIMAL(38, 9)) AS valor_acima_limite,
  CAST(p.valor_total_sem_glosa AS DECIMAL(38, 9)) AS valor_total_sem_glosa,
  CAST(p.valor_total_apurado AS DECIMAL(38, 9)) AS valor_total_apurado,
  CAST(p.valor_judicial AS DECIMAL(38, 9)) AS valor_judicial,
  CAST(p.valor_penalidade AS DECIMAL(38, 9)) AS valor_penalidade, k.*
FROM folha_faixa p
JOIN regra r ON r.data = p.data AND r.paga_por_faixa
JOIN folha_km_tipo k ON k.faixa = p.faixa
