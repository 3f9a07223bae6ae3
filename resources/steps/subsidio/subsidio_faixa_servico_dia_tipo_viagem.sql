SELECT f.data, f.tipo_dia, f.faixa_horaria_inicio, f.faixa_horaria_fim, f.consorcio, f.servico, f.sentido,
  COALESCE(c.indicador_ar_condicionado, FALSE) AS indicador_ar_condicionado,
  g.judicial AS indicador_penalidade_judicial, g.dentro AS indicador_viagem_dentro_limite,
  COALESCE(g.tipo_viagem, 'Sem viagem apurada') AS tipo_viagem, c.tecnologia_apurada, c.tecnologia_remunerada,
  CAST(g.viagens_grupo AS BIGINT) AS viagens_faixa, CAST(g.km_grupo AS DECIMAL(38, 9)) AS km_apurada_faixa,
  CAST(g.km_subsidiada AS DECIMAL(38, 9)) AS km_subsidiada_faixa, CAST(g.valor_apurado AS DECIMAL(38, 9)) AS valor_apurado,
  CAST(g.glosa_grupo AS DECIMAL(38, 9)) AS valor_glosado_tecnologia,
  CAST(g.valor_acima_limite AS DECIMAL(38, 9)) AS valor_acima_limite,
  CAST(g.valor_sem_glosa AS DECIMAL(38, 9)) AS valor_total_sem_glosa, f.faixa, g.grupo
FROM faixa_planejada f
JOIN folha_grupo g ON g.faixa = f.faixa
LEFT JOIN classe_tarifada c ON c.tarifada = g.tarifada
