WITH sem_excecao AS (
  SELECT p.data, p.servico, p.sentido, p.faixa_horaria_inicio, p.faixa_horaria_fim, p.partidas_total_planejada
  FROM in_viagem_planejada p
  LEFT JOIN lista_plano_excecao x ON x.data = p.data AND x.servico = p.servico AND x.sentido = p.sentido
  WHERE (p.id_tipo_trajeto = 0 OR p.id_tipo_trajeto IS NULL) AND x.servico IS NULL
), partidas AS (
  SELECT f.faixa, MAX(s.partidas_total_planejada) AS planejadas, MAX(CASE WHEN s.sentido = 'C' THEN 1 ELSE 0 END) AS circular
  FROM faixa_planejada f
  JOIN sem_excecao s ON s.data = f.data AND s.servico = f.servico AND s.faixa_horaria_inicio = f.faixa_horaria_inicio
    AND s.faixa_horaria_fim = f.faixa_horaria_fim AND (f.sentido IS NULL OR s.sentido = f.sentido)
  GROUP BY f.faixa
), calendario AS (
  SELECT data, tipo_dia, feed_start_date, COALESCE(tipo_os, 'Regular') AS tipo_os
  FROM in_subsidio_data_versao_efetiva
), ordem_servico AS (
  SELECT c.data, o.servico, o.tipo_dia, o.viagens_planejadas, o.partidas_ida + o.partidas_volta AS partidas
  FROM calendario c
  JOIN in_aux_ordem_servico_diaria o ON o.feed_start_date = c.feed_start_date
    AND COALESCE(o.tipo_os, 'Regular') = c.tipo_os
), medida AS (
  SELECT f.faixa, f.data, f.servico, f.faixa_horaria_inicio, p.pof, r.teto_sem_dados_nulo,
    CASE
      WHEN NOT r.teto_tipo_dia_sem_subtipo OR STRPOS(f.tipo_dia, ' - ') = 0 THEN f.tipo_dia
      ELSE SUBSTR(f.tipo_dia, 1, STRPOS(f.tipo_dia, ' - ') - 1)
    END AS tipo_dia,
    o.viagens_planejadas AS d,
    CASE WHEN r.apuracao_por_faixa THEN s.planejadas ELSE o.partidas END AS planejadas,
    CASE WHEN r.teto_k_um OR s.circular = 1 THEN 1 ELSE 2 END AS k
  FROM faixa_planejada f
  JOIN regra r ON r.data = f.data AND r.trajeto_remunerado
  JOIN folha_pof p ON p.faixa = f.faixa
  LEFT JOIN partidas s ON s.faixa = f.faixa
  LEFT JOIN ordem_servico o ON o.data = f.data AND o.servico = f.servico
    AND o.tipo_dia = CASE WHEN STRPOS(f.tipo_dia, ' - ') = 0 THEN f.tipo_dia
      ELSE SUBSTR(f.tipo_dia, 1, STRPOS(f.tipo_dia, ' - ') - 1) END
), excecao AS (
  SELECT m.faixa, MIN(x.clausula) AS clausula
  FROM medida m
  JOIN lista_teto_excecao x ON x.data = m.data AND (x.servico IS NULL OR x.servico = m.servico)
    AND (x.hora_inicio IS NULL OR CAST(m.faixa_horaria_inicio AS TIME) BETWEEN x.hora_inicio AND x.hora_fim)
  GROUP BY m.faixa
)
SELECT m.faixa, m.planejadas, m.d, m.k, t.clausula AS regra_teto, e.clausula AS regra_excecao, t.pof_acima,
  COALESCE(m.pof > t.pof_acima, FALSE) AND e.clausula IS NULL AS corta,
  GREATEST(
    (t.fator + CASE WHEN t.fator > 0 THEN r.teto_fator_extra ELSE 0 END) * m.planejadas,
    CASE WHEN t.soma_k THEN m.planejadas + m.k ELSE 0 END
  ) AS limite,
  m.teto_sem_dados_nulo AND m.tipo_dia = 'Dia Útil' AND m.d IS NULL AND e.clausula IS NULL AS sem_dados
FROM medida m
JOIN regra r ON r.data = m.data
LEFT JOIN lista_teto t ON t.data = m.data
  AND (t.tipo_dia = m.tipo_dia OR (t.tipo_dia = '' AND m.tipo_dia <> 'Dia Útil'))
  AND (t.d_desde IS NULL OR m.d >= t.d_desde) AND (t.d_acima IS NULL OR m.d > t.d_acima)
  AND (t.d_ate IS NULL OR m.d <= t.d_ate) AND (t.d_abaixo IS NULL OR m.d < t.d_abaixo)
LEFT JOIN excecao e ON e.faixa = m.faixa
