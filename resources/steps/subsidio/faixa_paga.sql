SELECT f.faixa, f.dia, f.data, f.tipo_dia, f.faixa_horaria_inicio, f.faixa_horaria_fim, f.consorcio, f.servico, f.sentido,
  f.km_planejada, r.judicial_inclui_penalidade, r.paga_por_faixa, p.viagens_faixa, p.km_apurada_faixa, p.pof,
  n.valor_penalidade
FROM faixa_planejada f
JOIN regra r ON r.data = f.data AND r.apuracao_por_faixa
JOIN folha_pof p ON p.faixa = f.faixa
JOIN folha_penalidade n ON n.faixa = f.faixa
