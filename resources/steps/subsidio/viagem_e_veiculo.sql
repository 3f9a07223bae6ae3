-- What the payment knows of a trip: its type and technologies, which on older days are those of its vehicle that day
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
)
SELECT v.numero, v.data, v.servico, v.sentido, v.datetime_partida, v.tipo_viagem,
  CAST(v.distancia_planejada AS DECIMAL(18, 9)) AS km,
  CASE WHEN r.classifica_viagem THEN v.tecnologia_apurada ELSE c.tecnologia END AS tecnologia_apurada,
  CASE
    WHEN r.classifica_viagem THEN v.tecnologia_remunerada
    WHEN x.prioridade > p.maior THEN p.maior_tecnologia_permitida
    ELSE c.tecnologia
  END AS tecnologia_remunerada,
  COALESCE(c.indicador_ar_condicionado, FALSE) AS indicador_ar_condicionado
FROM viagem_transacao v
JOIN regra r ON r.data = v.data
LEFT JOIN aux_veiculo_dia_consolidada c ON c.data = v.data AND c.id_veiculo = v.id_veiculo
LEFT JOIN permitida p ON p.data = v.data AND p.servico = v.servico
LEFT JOIN prioridade x ON x.data = v.data AND x.tecnologia = c.tecnologia
