-- each group with its km under the column its type and technology have in the summaries, and under the total of its type
SELECT g.*, CAST(g.km_grupo AS DECIMAL(18, 9)) AS km, c.coluna_do_tipo, c.coluna
FROM folha_grupo g
LEFT JOIN classe_tarifada c ON c.tarifada = g.tarifada
