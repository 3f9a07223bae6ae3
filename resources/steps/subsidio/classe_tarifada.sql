-- The tariff of each class; where two tables hold on a day a class has two, as its trips have. Classes that nothing
-- published tells apart share a combination, the number equal trips are grouped by. The type goes by the name it had on
-- that day, and its km under the column of the summaries.
WITH tarifada AS (
  SELECT c.classe, c.data, c.tipo_viagem, c.tecnologia_apurada, c.tecnologia_remunerada, c.indicador_ar_condicionado,
    c.conta_pof,
    COALESCE(c.tipo_viagem = 'Não autorizado por capacidade', FALSE) AS penalidade_tecnologia,
    k.tarifa, k.teto, k.judicial, k.ordem, a.tarifa AS tarifa_apurada, r.pof_minimo,
    CASE WHEN r.ordem_por_penalidade THEN k.ordem END AS ordem_na_fila,
    CASE WHEN r.ordem_por_penalidade THEN NULL ELSE k.tarifa END AS tarifa_na_fila,
    r.glosa_tecnologia <> 'zero'
      AND COALESCE(c.tipo_viagem IN ('Licenciado com ar e não autuado', 'Licenciado sem ar e não autuado'), FALSE)
      AS glosa_conta
  FROM classe c
  JOIN regra r ON r.data = c.data
  LEFT JOIN tarifa_do_dia k ON k.data = c.data AND k.status = c.tipo_viagem
    AND k.chave_tecnologia = CASE WHEN r.tarifa_por = 'igual' THEN COALESCE(c.tecnologia_remunerada, '') ELSE '' END
  LEFT JOIN tarifa_do_dia a ON r.glosa_tecnologia = 'calcula' AND a.data = c.data AND a.status = c.tipo_viagem
    AND a.chave_tecnologia = COALESCE(c.tecnologia_apurada, '')
), nomeada AS (
  SELECT t.*, COALESCE(a.novo, t.tipo_viagem) AS tipo_publicado, n.coluna AS coluna_do_tipo, n.por_tecnologia
  FROM tarifada t
  LEFT JOIN lista_tipo_antigo a ON a.data = t.data AND a.antigo = t.tipo_viagem
  LEFT JOIN tipo_coluna n ON n.tipo_viagem = COALESCE(a.novo, t.tipo_viagem)
)
SELECT
  ROW_NUMBER() OVER (ORDER BY classe, ordem, tarifa, teto, judicial, tarifa_apurada) AS tarifada,
  DENSE_RANK() OVER (
    PARTITION BY data
    ORDER BY tipo_viagem, tecnologia_apurada, tecnologia_remunerada, tarifa, teto, judicial, indicador_ar_condicionado
  ) AS combinacao,
  classe, data, tipo_viagem, tecnologia_apurada, tecnologia_remunerada, indicador_ar_condicionado,
  penalidade_tecnologia, conta_pof, tarifa, teto, judicial, ordem, tarifa_apurada, pof_minimo, ordem_na_fila, tarifa_na_fila,
  glosa_conta, tipo_publicado, coluna_do_tipo,
  CASE
    WHEN NOT por_tecnologia OR tecnologia_apurada IS NULL THEN coluna_do_tipo
    ELSE CONCAT(coluna_do_tipo, '_', LOWER(tecnologia_apurada))
  END AS coluna
FROM nomeada
