WITH km AS (
  SELECT k.dia,
    SUM(k.km_tipo_registrado_com_ar_inoperante) AS km_apurada_registrado_com_ar_inoperante,
    SUM(k.km_tipo_n_licenciado) AS km_apurada_n_licenciado,
    SUM(k.km_tipo_autuado_ar_inoperante) AS km_apurada_autuado_ar_inoperante,
    SUM(k.km_tipo_autuado_seguranca) AS km_apurada_autuado_seguranca,
    SUM(k.km_tipo_autuado_limpezaequipamento) AS km_apurada_autuado_limpezaequipamento,
    SUM(k.km_tipo_licenciado_sem_ar_n_autuado) AS km_apurada_licenciado_sem_ar_n_autuado,
    SUM(k.km_tipo_licenciado_com_ar_n_autuado) AS km_apurada_licenciado_com_ar_n_autuado,
    SUM(k.km_tipo_n_vistoriado) AS km_apurada_n_vistoriado,
    SUM(k.km_tipo_sem_transacao) AS km_apurada_sem_transacao
  FROM folha_km_inteiro k
  GROUP BY k.dia
)
SELECT d.data, d.tipo_dia, d.consorcio, d.servico, CAST(p.viagens_dia AS BIGINT) AS viagens_dia,
  CAST(p.km_apurada_dia AS DECIMAL(38, 9)) AS km_apurada_dia,
  CAST(p.km_subsidiada_dia AS DECIMAL(38, 9)) AS km_subsidiada_dia,
  CAST(p.km_planejada_dia AS DECIMAL(38, 9)) AS km_planejada_dia,
  CAST(p.media_pof AS DECIMAL(38, 9)) AS media_pof,
  CAST(SQRT(CAST(p.variancia_pof AS DOUBLE)) AS DECIMAL(38, 9)) AS desvp_pof,
  CAST(k.km_apurada_registrado_com_ar_inoperante AS DECIMAL(38, 9)) AS km_apurada_registrado_com_ar_inoperante,
  CAST(k.km_apurada_n_licenciado AS DECIMAL(38, 9)) AS km_apurada_n_licenciado,
  CAST(k.km_apurada_autuado_ar_inoperante AS DECIMAL(38, 9)) AS km_apurada_autuado_ar_inoperante,
  CAST(k.km_apurada_autuado_seguranca AS DECIMAL(38, 9)) AS km_apurada_autuado_seguranca,
  CAST(k.km_apurada_autuado_limpezaequipamento AS DECIMAL(38, 9)) AS km_apurada_autuado_limpezaequipamento,
  CAST(k.km_apurada_licenciado_sem_ar_n_autuado AS DECIMAL(38, 9)) AS km_apurada_licenciado_sem_ar_n_autuado,
  CAST(k.km_apurada_licenciado_com_ar_n_autuado AS DECIMAL(38, 9)) AS km_apurada_licenciado_com_ar_n_autuado,
  CAST(k.km_apurada_n_vistoriado AS DECIMAL(38, 9)) AS km_apurada_n_vistoriado,
  CAST(k.km_apurada_sem_transacao AS DECIMAL(38, 9)) AS km_apurada_sem_transacao,
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
JOIN km k ON k.dia = d.dia
