WITH tabela AS (
  -- the limits of the table follow the rule in force, so that a limit can be changed alone
  SELECT r.data, t.tipo_penalidade, t.valor,
    CASE t.perc_km_inferior WHEN 40 THEN r.pof_grave WHEN 60 THEN r.pof_media WHEN 80 THEN r.pof_minimo
      ELSE t.perc_km_inferior END AS inferior,
    CASE t.perc_km_superior WHEN 40 THEN r.pof_grave WHEN 60 THEN r.pof_media WHEN 80 THEN r.pof_minimo
      ELSE t.perc_km_superior END AS superior
  FROM in_valor_tipo_penalidade t
  JOIN regra r ON r.data BETWEEN t.data_inicio AND t.data_fim
), publicada AS (
  SELECT DISTINCT data FROM tabela
), isenta AS (
  SELECT DISTINCT data, servico FROM lista_penalidade_excecao
), menor AS (
  -- where there is one penalty a day: that of the band with the lowest POF, the earliest of equals
  SELECT f.faixa,
    ROW_NUMBER() OVER (PARTITION BY f.data, f.servico ORDER BY p.pof, f.faixa_horaria_inicio, f.faixa) AS vez
  FROM faixa_planejada f
  JOIN regra r ON r.data = f.data AND r.penalidade_uma_por_dia
  JOIN folha_pof p ON p.faixa = f.faixa
)
SELECT f.faixa, t.tipo_penalidade, t.valor AS penalidade_tabela, p.pof,
  b.data IS NOT NULL AS penalidade_publicada,
  COALESCE(m.vez > 1, FALSE) AS penalidade_de_outra_faixa,
  i.servico IS NOT NULL AS penalidade_isenta
FROM faixa_planejada f
JOIN regra r ON r.data = f.data
JOIN folha_pof p ON p.faixa = f.faixa
LEFT JOIN menor m ON m.faixa = f.faixa
LEFT JOIN publicada b ON b.data = f.data
LEFT JOIN tabela t ON t.data = f.data AND p.pof >= t.inferior AND p.pof < t.superior
LEFT JOIN isenta i ON i.data = f.data AND i.servico = f.servico
