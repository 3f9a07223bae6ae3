SELECT f.faixa, f.dia, f.km_planejada, r.judicial_inclui_penalidade, p.viagens_faixa, p.km_apurada_faixa, p.pof,
  n.valor_penalidade
FROM faixa_planejada f
JOIN regra r ON r.data = f.data AND r.apuracao_por_faixa
JOIN folha_pof p ON p.faixa = f.faixa
JOIN folha_penalidade n ON n.faixa = f.faixa
