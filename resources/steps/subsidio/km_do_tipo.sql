-- each group under the column its type and technology have in the summaries, and under the total of its type
SELECT g.grupo, g.faixa, CAST(g.km_grupo AS DECIMAL(18, 9)) AS km, t.coluna AS coluna_do_tipo,
  CASE
    WHEN NOT t.por_tecnologia OR g.tecnologia_apurada IS NULL THEN t.coluna
    ELSE CONCAT(t.coluna, '_', LOWER(g.tecnologia_apurada))
  END AS coluna
FROM folha_grupo g
JOIN tipo_coluna t ON t.tipo_viagem = g.tipo_viagem
