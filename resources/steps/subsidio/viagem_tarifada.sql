WITH faixa_tecnologia AS (
  SELECT t.servico, t.inicio_vigencia, t.fim_vigencia, t.maior_tecnologia_permitida,
    x.prioridade AS maior
  FROM in_tecnologia_servico t
  LEFT JOIN in_tecnologia_prioridade x ON x.tecnologia = t.maior_tecnologia_permitida
), permitida AS (
  SELECT r.data, f.servico, f.maior_tecnologia_permitida, f.maior
  FROM faixa_tecnologia f
  JOIN regra r ON NOT r.classifica_viagem AND r.data >= f.inicio_vigencia
    AND (f.fim_vigencia IS NULL OR r.data <= f.fim_vigencia)
), prioridade AS (
  -- only days whose trips came without a classification take their technology from the vehicle here
  SELECT r.data, x.tecnologia, x.prioridade
  FROM in_tecnologia_prioridade x
  JOIN regra r ON NOT r.classifica_viagem
), viagem AS (
  SELECT v.faixa, v.data, v.servico, v.sentido, v.id_viagem, v.id_veiculo, v.tipo_viagem, v.datetime_partida, v.km,
    r.tarifa_por, r.glosa_tecnologia, r.ordem_por_penalidade, r.pof_minimo,
    CASE WHEN r.classifica_viagem THEN v.tecnologia_apurada ELSE c.tecnologia END AS tecnologia_apurada,
    CASE
      WHEN r.classifica_viagem THEN v.tecnologia_remunerada
      WHEN x.prioridade > p.maior THEN p.maior_tecnologia_permitida
      ELSE c.tecnologia
    END AS tecnologia_remunerada,
    COALESCE(v.tipo_viagem = 'Não autorizado por capacidade', FALSE) AS penalidade_tecnologia,
    COALESCE(c.indicador_ar_condicionado, FALSE) AS indicador_ar_condicionado
  FROM viagem_na_faixa v
  JOIN regra r ON r.data = v.data
  LEFT JOIN aux_veiculo_dia_consolidada c ON c.data = v.data AND c.id_veiculo = v.id_veiculo
  LEFT JOIN permitida p ON p.data = v.data AND p.servico = v.servico
  LEFT JOIN prioridade x ON x.data = v.data AND x.tecnologia = c.tecnologia
)
SELECT v.faixa, v.data, v.servico, v.sentido, v.id_viagem, v.id_veiculo, v.tipo_viagem, v.datetime_partida, v.km,
  v.tecnologia_apurada, v.tecnologia_remunerada, v.penalidade_tecnologia, v.indicador_ar_condicionado,
  v.ordem_por_penalidade, k.tarifa, k.teto, k.judicial, k.ordem,
  a.tarifa AS tarifa_apurada,
  v.glosa_tecnologia <> 'zero'
    AND COALESCE(v.tipo_viagem IN ('Licenciado com ar e não autuado', 'Licenciado sem ar e não autuado'), FALSE)
    AS glosa_conta
FROM viagem v
LEFT JOIN tarifa_do_dia k ON k.data = v.data AND k.status = v.tipo_viagem
  AND k.chave_tecnologia = CASE WHEN v.tarifa_por = 'igual' THEN COALESCE(v.tecnologia_remunerada, '') ELSE '' END
LEFT JOIN tarifa_do_dia a ON v.glosa_tecnologia = 'calcula' AND a.data = v.data AND a.status = v.tipo_viagem
  AND a.chave_tecnologia = COALESCE(v.tecnologia_apurada, '')
