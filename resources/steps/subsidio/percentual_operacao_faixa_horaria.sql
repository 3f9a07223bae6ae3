SELECT f.data, f.tipo_dia, f.faixa_horaria_inicio, f.faixa_horaria_fim, f.consorcio, f.servico, f.sentido,
  CAST(p.viagens_faixa AS BIGINT) AS viagens_faixa, CAST(p.km_apurada_faixa AS DECIMAL(38, 9)) AS km_apurada_faixa,
  CAST(f.km_planejada AS DECIMAL(38, 9)) AS km_planejada_faixa, CAST(p.pof AS DECIMAL(38, 9)) AS pof, f.faixa
FROM faixa_planejada f
JOIN folha_pof p ON p.faixa = f.faixa
