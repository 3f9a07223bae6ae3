SELECT f.data, f.tipo_dia, f.consorcio, f.servico, f.sentido, f.faixa_horaria_inicio, f.faixa_horaria_fim,
  CAST(p.valor_penalidade AS DECIMAL(38, 9)) AS valor_penalidade, t.tipo_penalidade, f.faixa
FROM faixa_planejada f
JOIN folha_penalidade p ON p.faixa = f.faixa
JOIN penalidade_da_faixa t ON t.faixa = f.faixa
