WITH combinacao AS (
  -- every pair of vehicle status and conditions a trip may meet: small, so that the trips only look it up
  SELECT r.data, s.situacao, a.sem_contrato, b.abaixo_do_minimo
  FROM regra r
  CROSS JOIN (SELECT DISTINCT COALESCE(status, '') AS situacao FROM aux_veiculo_dia_consolidada) s
  CROSS JOIN (SELECT TRUE AS sem_contrato UNION ALL SELECT FALSE) a
  CROSS JOIN (SELECT TRUE AS abaixo_do_minimo UNION ALL SELECT FALSE) b
  WHERE r.classifica_viagem
), decidida AS (
  SELECT c.data, c.situacao, c.sem_contrato, c.abaixo_do_minimo, l.tipo_viagem, l.regra, l.posicao,
    ROW_NUMBER() OVER (
      PARTITION BY c.data, c.situacao, c.sem_contrato, c.abaixo_do_minimo ORDER BY l.posicao, l.clausula
    ) AS ordem
  FROM combinacao c
  JOIN lista_tipo_por_situacao l ON l.data = c.data
    AND (l.situacao = '' OR l.situacao = c.situacao)
    AND (l.condicao <> 'SEM_AR' OR c.sem_contrato)
    AND (l.condicao <> 'CAPACIDADE' OR c.abaixo_do_minimo)
), contrato AS (
  -- a null service in the list leaves "is it in the list" unknown for every other one (subsidy.md 3.2, traps)
  SELECT COUNT(*) - COUNT(servico) AS sem_codigo FROM in_servico_contrato_abreviado
), abreviado AS (
  SELECT DISTINCT servico FROM in_servico_contrato_abreviado WHERE servico IS NOT NULL
), faixa_tecnologia AS (
  SELECT t.servico, t.inicio_vigencia, t.fim_vigencia, t.maior_tecnologia_permitida,
    x.prioridade AS maior, n.prioridade AS menor
  FROM in_tecnologia_servico t
  LEFT JOIN in_tecnologia_prioridade x ON x.tecnologia = t.maior_tecnologia_permitida
  LEFT JOIN in_tecnologia_prioridade n ON n.tecnologia = t.menor_tecnologia_permitida
), permitida AS (
  SELECT r.data, f.servico, f.maior_tecnologia_permitida, f.maior, f.menor
  FROM faixa_tecnologia f
  JOIN regra r ON r.data >= f.inicio_vigencia AND (f.fim_vigencia IS NULL OR r.data <= f.fim_vigencia)
), viagem AS (
  SELECT t.data, t.id_viagem, t.id_veiculo, v.placa, v.ano_fabricacao, t.datetime_partida, t.datetime_chegada,
    t.servico_realizado AS servico, t.sentido, t.distancia_planejada, v.tecnologia, v.indicador_ar_condicionado,
    COALESCE(v.status, '') AS situacao,
    r.sem_ar_nao_paga AND a.servico IS NULL AND n.sem_codigo = 0 AS sem_contrato,
    r.capacidade_nao_paga AS capacidade_nao_paga, p.maior_tecnologia_permitida,
    COALESCE(x.prioridade > p.maior, FALSE) AS acima, COALESCE(x.prioridade < p.menor, FALSE) AS abaixo
  FROM in_viagem_completa t
  JOIN regra r ON r.data = t.data AND r.classifica_viagem
  CROSS JOIN contrato n
  LEFT JOIN aux_veiculo_dia_consolidada v ON v.data = t.data AND v.id_veiculo = t.id_veiculo
  LEFT JOIN in_tecnologia_prioridade x ON x.tecnologia = v.tecnologia
  LEFT JOIN permitida p ON p.data = t.data AND p.servico = t.servico_realizado
  LEFT JOIN abreviado a ON a.servico = t.servico_realizado
), infracao AS (
  -- a trip is hit by an infraction of its date or of the day before
  SELECT DISTINCT r.data, i.placa, i.datetime_autuacao, i.id_auto_infracao, i.id_infracao
  FROM in_autuacao_disciplinar_historico i
  JOIN regra r ON r.data = i.data OR r.data = i.data + INTERVAL 1 DAY
  LEFT JOIN lista_infracao_carga_fixa c ON c.data = r.data AND c.carga = i.data_inclusao_datalake
  WHERE i.modo = 'ONIBUS' AND (r.infracao_cancelada_conta OR i.status <> 'Cancelada')
    AND (DATE_DIFF('day', i.data, i.data_inclusao_datalake) <= r.infracao_prazo_dias OR c.carga IS NOT NULL)
), atingida AS (
  SELECT t.data, t.id_viagem, l.tipo_viagem, l.regra, l.posicao
  FROM viagem t
  JOIN infracao i ON i.data = t.data AND i.placa = t.placa
    AND i.datetime_autuacao BETWEEN t.datetime_partida AND t.datetime_chegada
  LEFT JOIN lista_tipo_por_infracao l ON l.data = t.data AND l.infracao = i.id_infracao
), candidata AS (
  SELECT h.data, h.id_viagem,
    CASE WHEN d.posicao IS NULL OR h.posicao < d.posicao THEN h.tipo_viagem ELSE d.tipo_viagem END AS tipo_viagem,
    CASE WHEN d.posicao IS NULL OR h.posicao < d.posicao THEN h.regra ELSE d.regra END AS regra
  FROM atingida h
  JOIN viagem t ON t.data = h.data AND t.id_viagem = h.id_viagem
  LEFT JOIN decidida d ON d.ordem = 1 AND d.data = t.data AND d.situacao = t.situacao
    AND d.sem_contrato = t.sem_contrato AND d.abaixo_do_minimo = (t.abaixo AND t.capacidade_nao_paga)
), escolhida AS (
  -- of several infractions stays the type of the smallest order in the tariff table, an absent order first
  SELECT c.data, c.id_viagem, c.tipo_viagem, c.regra,
    ROW_NUMBER() OVER (
      PARTITION BY c.data, c.id_viagem ORDER BY k.ordem NULLS FIRST, c.tipo_viagem NULLS FIRST, c.regra
    ) AS vez
  FROM candidata c
  LEFT JOIN in_valor_km_tipo_viagem k ON k.status = c.tipo_viagem AND c.data BETWEEN k.data_inicio AND k.data_fim
)
SELECT t.data, t.id_viagem, t.id_veiculo, t.placa, t.ano_fabricacao, t.datetime_partida, t.datetime_chegada,
  t.tecnologia AS tecnologia_apurada,
  CASE
    WHEN t.acima THEN t.maior_tecnologia_permitida
    WHEN t.abaixo AND t.capacidade_nao_paga THEN NULL
    ELSE t.tecnologia
  END AS tecnologia_remunerada,
  CASE WHEN e.id_viagem IS NULL THEN d.tipo_viagem ELSE e.tipo_viagem END AS tipo_viagem,
  t.servico, t.sentido, t.distancia_planejada,
  CASE WHEN e.id_viagem IS NULL THEN d.regra ELSE e.regra END AS regra_tipo
FROM viagem t
LEFT JOIN decidida d ON d.ordem = 1 AND d.data = t.data AND d.situacao = t.situacao
  AND d.sem_contrato = t.sem_contrato AND d.abaixo_do_minimo = (t.abaixo AND t.capacidade_nao_paga)
LEFT JOIN escolhida e ON e.vez = 1 AND e.data = t.data AND e.id_viagem = t.id_viagem
