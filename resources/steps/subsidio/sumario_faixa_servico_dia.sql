SELECT p.data, p.tipo_dia, p.faixa_horaria_inicio, p.faixa_horaria_fim, p.consorcio, p.servico,
  CAST(p.viagens_faixa AS BIGINT) AS viagens_faixa, CAST(p.km_apurada_faixa AS DECIMAL(38, 9)) AS km_apurada_faixa,
  CAST(p.km_subsidiada_faixa AS DECIMAL(38, 9)) AS km_subsidiada_faixa,
  CAST(p.km_planejada_somada AS DECIMAL(38, 9)) AS km_planejada_faixa, CAST(p.pof AS DECIMAL(38, 9)) AS pof,
  CAST(k.km_tipo_registrado_com_ar_inoperante AS DECIMAL(38, 9)) AS km_apurada_registrado_com_ar_inoperante,
  CAST(k.km_tipo_n_licenciado AS DECIMAL(38, 9)) AS km_apurada_n_licenciado,
  CAST(k.km_tipo_autuado_ar_inoperante AS DECIMAL(38, 9)) AS km_apurada_autuado_ar_inoperante,
  CAST(k.km_tipo_autuado_seguranca AS DECIMAL(38, 9)) AS km_apurada_autuado_seguranca,
  CAST(k.km_tipo_autuado_limpezaequipamento AS DECIMAL(38, 9)) AS km_apurada_autuado_limpezaequipamento,
  CAST(k.km_tipo_licenciado_sem_ar_n_autuado AS DECIMAL(38, 9)) AS km_apurada_licenciado_sem_ar_n_autuado,
  CAST(k.km_tipo_licenciado_com_ar_n_autuado AS DECIMAL(38, 9)) AS km_apurada_licenciado_com_ar_n_autuado,
  CAST(k.km_tipo_n_vistoriado AS DECIMAL(38, 9)) AS km_apurada_n_vistoriado,
  CAST(k.km_tipo_sem_transacao AS DECIMAL(38, 9)) AS km_apurada_sem_transacao,
  CAST(p.valor_apurado_faixa AS DECIMAL(38, 9)) AS valor_apurado,
  CAST(p.valor_acima_limite_faixa AS DECIMAL(38, 9)) AS valor_acima_limite,
  CAST(p.valor_total_sem_glosa AS DECIMAL(38, 9)) AS valor_total_sem_glosa, p.faixa
FROM faixa_do_dia p
JOIN folha_km_inteiro k ON k.faixa = p.faixa
